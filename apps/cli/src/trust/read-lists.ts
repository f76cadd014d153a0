import { CodedError, type Instant } from '@sigillum/encoding';
import { explainCode } from '@sigillum/reports';
import { type AnchorSet, buildSnapshot, type TrustSnapshot } from '@sigillum/tsl';
import { parseCertificate } from '@sigillum/x509';
import { UsageError } from '../usage.js';
import { readAnchorFile, readListFolder, readMaterial } from '../wiring.js';
import { TrustDataError } from './trust-data-error.js';
import type { TrustOptions } from './trust-options.js';

/** Reads and authenticates a folder of saved lists; throws as `trustOf`. */
export async function readLists(folder: string, options: TrustOptions, now: Instant): Promise<TrustSnapshot> {
  const anchors = anchorsOf(options);
  const saved = reading('--trust-lists', () => readListFolder(folder));
  const snapshot = await buildSnapshot({ ...saved, ...anchors, now });
  if (snapshot.lotl.process === 'PROCESS_FAILED') {
    throw new TrustDataError(`The list of the lists in ${folder} is refused: ${explained(snapshot.lotl.codes)}`);
  }
  return snapshot;
}

function explained(codes: readonly string[]): string {
  return codes.map((code) => `${explainCode(code)?.sentence ?? ''} (${code})`).join(' ');
}

/** Certificates as files, or one of the sets of anchors that come with Sigillum (JSON), which names its own announcement. */
function anchorsOf(options: TrustOptions): Pick<AnchorSet, 'ojUrl'> & { readonly anchors: AnchorSet['certificates'] } {
  const path = options['lotl-anchors'];
  if (path === undefined)
    throw new UsageError('--trust-lists needs --lotl-anchors PATH, the certificates that authenticate the list of the lists.');
  if (path.endsWith('.json')) {
    const set = reading('--lotl-anchors', () => readAnchorFile(path));
    return { anchors: set.certificates, ojUrl: options['oj-url'] ?? set.ojUrl };
  }
  const ojUrl = options['oj-url'];
  if (ojUrl === undefined) throw new UsageError('--lotl-anchors needs --oj-url URL, the announcement of these certificates.');
  return { anchors: reading('--lotl-anchors', () => readMaterial(path).map((bytes) => parseCertificate(bytes))), ojUrl };
}

function reading<T>(option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof CodedError ? new UsageError(`${option}: ${error.message}`) : error;
  }
}
