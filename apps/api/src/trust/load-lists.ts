import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@sigillum/encoding';
import { type AnchorSet, buildSnapshot, readAnchorSet, readSavedLists, type TrustSnapshot, writeSnapshot } from '@sigillum/tsl';
import { type Configuration, ConfigurationError } from '../configuration.js';
import { DEMONSTRATION } from '../demonstration/demonstration.js';
import type { StoredLists } from '../worker/job.js';
import type { TrustState } from './trust-state.js';

/**
 * The lists that the operator names, authenticated as of `now`. Throws `ConfigurationError` where a name leads to nothing that could be lists or anchors; lists that are refused
 * are a state that can be seen, and no reason not to start.
 */
export async function loadLists({ trustLists, lotlAnchors }: Configuration, now: number): Promise<TrustState> {
  if (trustLists === undefined) return { kind: 'missing' };
  if (trustLists === 'none') return { kind: 'not-used' };
  const snapshot = await savedSnapshot(trustLists, anchorSetIn(lotlAnchors), now);
  const { process, codes } = snapshot.lotl;
  if (process === 'PROCESS_FAILED')
    return { kind: 'refused', message: `the list of the lists in ${trustLists} is refused: ${codes.join(', ')}` };
  return { kind: 'loaded', snapshot, stored: storedLists(snapshot) };
}

/** The demonstration set that comes with the service; `missing` where it was installed without. */
export async function loadDemonstration(now: number): Promise<TrustState> {
  if (!existsSync(DEMONSTRATION)) return { kind: 'missing' };
  const snapshot = await savedSnapshot(join(DEMONSTRATION, 'lists'), anchorSetIn(join(DEMONSTRATION, 'anchors.json')), now);
  return { kind: 'loaded', snapshot, stored: storedLists(snapshot) };
}

/** A snapshot in memory that all threads share. */
function storedLists(snapshot: TrustSnapshot): StoredLists {
  const bytes = writeSnapshot(snapshot);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return { id: snapshot.id, bytes: shared };
}

/** The lists of a folder, whatever came of them. Throws `ConfigurationError` where it has no list of the lists. */
async function savedSnapshot(folder: string, { certificates, ojUrl }: AnchorSet, now: number): Promise<TrustSnapshot> {
  const { lotl, pivots, lists } = readSavedLists(filesIn(folder));
  if (lotl === undefined)
    throw new ConfigurationError('SIGILLUM_TRUST_LISTS', `there is no list of the lists (EU-lotl*.xml) in "${folder}".`);
  return buildSnapshot({ lotl, pivots, lists, anchors: certificates, ojUrl, now });
}

function anchorSetIn(path: string): AnchorSet {
  try {
    return readAnchorSet(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof CodedError ? error.message : `it can't be read (${(error as NodeJS.ErrnoException).code}).`;
    throw new ConfigurationError('SIGILLUM_LOTL_ANCHORS', `"${path}": ${why}`);
  }
}

function filesIn(folder: string): { readonly name: string; readonly bytes: Uint8Array }[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.toLowerCase().endsWith('.xml'))
      .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }));
  } catch (error) {
    throw new ConfigurationError('SIGILLUM_TRUST_LISTS', `"${folder}" can't be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
