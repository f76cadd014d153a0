import { type Instant, toRfc3339 } from '@sigillum/encoding';

const ETSI = 'http://uri.etsi.org/TrstSvc/';
const KNOWN = [`${ETSI}Svctype/`, `${ETSI}TrustedList/Svcstatus/`, `${ETSI}TrustedList/SvcInfoExt/`];

/** `CA/QC`, `granted`, `ForeSignatures` for the identifiers of TS 119 612; others stay as they are. */
export function shortWord(uri: string): string {
  const prefix = KNOWN.find((one) => uri.startsWith(one));
  return prefix === undefined ? uri : uri.slice(prefix.length);
}

export function momentOrNull(instant: Instant | undefined): string | null {
  return instant === undefined ? null : toRfc3339(instant);
}
