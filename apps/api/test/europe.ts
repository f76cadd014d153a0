import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from '@sigillum/crypto';
import { toBase64, toHex } from '@sigillum/encoding';
import { createSmallEurope, type EuropeOptions, type SmallEurope } from '@sigillum/testkit';

/** The variables that have the service trust this Europe, which is saved below `folder`. */
export function savedEurope(folder: string, europe: SmallEurope): Record<string, string> {
  const [lists, anchors] = [join(folder, 'lists'), join(folder, 'anchors.json')];
  mkdirSync(lists, { recursive: true });
  for (const { name, bytes } of [europe.lotl, ...europe.pivots, ...europe.lists]) writeFileSync(join(lists, name), bytes);
  const certificates = europe.anchors.map((der) => ({
    subject: 'a signer of lists',
    sha256: toHex(digest('SHA-256', der)),
    der: toBase64(der),
  }));
  const { ojUrl, lotlUrl } = europe;
  writeFileSync(anchors, JSON.stringify({ publication: 'C/2026/1', date: '2026-01-01', ojUrl, lotlUrl, source: 'made up', certificates }));
  return { SIGILLUM_TRUST_LISTS: lists, SIGILLUM_LOTL_ANCHORS: anchors };
}

/** A Europe whose lists stay in date, one country of which lists this authority for qualified certificates whose keys are in qualified devices. */
export function europeTrusting(authority: Uint8Array, more: Partial<EuropeOptions> = {}): SmallEurope {
  const state = {
    status: 'granted',
    since: Date.UTC(2020, 0, 1),
    information: ['ForeSignatures'],
    qualifications: [
      {
        qualifiers: ['QCStatement', 'QCForESig', 'QCWithQSCD'],
        criteria: { assert: 'atLeastOne', keyUsage: [{ nonRepudiation: true }] } as const,
      },
    ],
  };
  const service = { type: 'CA/QC', name: 'Listed authority', certificates: [authority], states: [state] };
  const until = Date.UTC(2045, 0, 1);
  return createSmallEurope({
    nextUpdate: until,
    countries: [
      { territory: 'XA', providers: [{ name: 'Listed Provider', services: [service] }] },
      { territory: 'XB', providers: [], nextUpdate: Date.UTC(2026, 5, 2) },
    ],
    ...more,
  });
}
