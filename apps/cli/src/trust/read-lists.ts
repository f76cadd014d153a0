import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError, type Instant } from '@sigillum/encoding';
import { type AnchorSet, buildSnapshot, readAnchorSet, readSavedLists, type TrustSnapshot } from '@sigillum/tsl';
import { parseCertificate } from '@sigillum/x509';
import { UsageError } from '../usage.js';
import { readMaterial } from '../wiring.js';
import { TrustDataError } from './trust-data-error.js';
import type { TrustOptions } from './trust-options.js';

/** Reads and authenticates a folder of saved lists; throws as `trustOf`. */
export async function readLists(folder: string, options: TrustOptions, now: Instant): Promise<TrustSnapshot> {
  const anchors = anchorsOf(options);
  const { lotl, pivots, lists } = readSavedLists(filesIn(folder));
  if (lotl === undefined) throw new UsageError(`--trust-lists ${folder}: there is no list of the lists (EU-lotl*.xml) in this folder.`);
  const snapshot = await buildSnapshot({ lotl, pivots, lists, ...anchors, now });
  if (snapshot.lotl.process === 'PROCESS_FAILED') {
    throw new TrustDataError(`The list of the lists in ${folder} is refused: ${snapshot.lotl.codes.join(', ')}.`);
  }
  return snapshot;
}

/** Certificates as files, or one of the sets of anchors that come with Sigillum (JSON), which names its own announcement. */
function anchorsOf(options: TrustOptions): Pick<AnchorSet, 'ojUrl'> & { readonly anchors: AnchorSet['certificates'] } {
  const path = options['lotl-anchors'];
  if (path === undefined)
    throw new UsageError('--trust-lists needs --lotl-anchors PATH, the certificates that authenticate the list of the lists.');
  return reading(`--lotl-anchors ${path}`, () => {
    if (path.endsWith('.json')) {
      const set = readAnchorSet(readFileSync(path, 'utf8'));
      return { anchors: set.certificates, ojUrl: options['oj-url'] ?? set.ojUrl };
    }
    const ojUrl = options['oj-url'];
    if (ojUrl === undefined) throw new UsageError('--lotl-anchors needs --oj-url URL, the announcement of these certificates.');
    return { anchors: readMaterial(path).map((bytes) => parseCertificate(bytes)), ojUrl };
  });
}

function filesIn(folder: string): { name: string; bytes: Uint8Array }[] {
  return reading(`--trust-lists ${folder}`, () =>
    readdirSync(folder)
      .filter((name) => name.toLowerCase().endsWith('.xml'))
      .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) })),
  );
}

function reading<T>(option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof CodedError) throw new UsageError(`${option}: ${error.message}`);
    throw new UsageError(`${option} can't be read (${(error as NodeJS.ErrnoException).code}); check the name.`);
  }
}
