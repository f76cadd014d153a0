import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@sigillum/encoding';
import { type AnchorSet, buildSnapshot, type TrustSnapshot, writeSnapshot } from '@sigillum/tsl';
import { type Configuration, ConfigurationError } from '../configuration.js';
import { DEMONSTRATION } from '../demonstration/demonstration.js';
import type { StoredLists } from '../worker/job.js';
import { readAnchorFile, readListFolder, SHIPPED_ANCHORS } from '../wiring.js';
import { createKeptLists } from './kept-lists.js';
import type { TrustSource, TrustState } from './trust-state.js';

/** The publication that is in force (`trust-lists/README.md`). */
const DEFAULT_ANCHORS = join(SHIPPED_ANCHORS, 'official-journal-2026-C-1944.json');

/**
 * The lists that the operator names, authenticated as of `now`. Throws `ConfigurationError` where a name leads to nothing that could be lists or anchors; lists that are refused
 * are a state that can be seen, and no reason not to start.
 */
export async function loadLists(configuration: Configuration, now: number): Promise<TrustSource> {
  const { trustLists, lotlAnchors = DEFAULT_ANCHORS } = configuration;
  if (trustLists === 'none') return fixed({ kind: 'not-used' });
  if (trustLists === 'refresh') {
    if (configuration.lotlAnchors !== undefined) anchorSetIn(configuration.lotlAnchors);
    return createKeptLists(configuration);
  }
  const snapshot = await savedSnapshot(trustLists, anchorSetIn(lotlAnchors), now);
  const { process, codes } = snapshot.lotl;
  if (process === 'PROCESS_FAILED')
    return fixed({ kind: 'refused', message: `the list of the lists in ${trustLists} is refused: ${codes.join(', ')}` });
  return loaded(snapshot);
}

/** The demonstration set that comes with the service; `missing` where it was installed without. */
export async function loadDemonstration(now: number): Promise<TrustSource> {
  if (!existsSync(DEMONSTRATION)) return fixed({ kind: 'missing', why: 'the demonstration set was not installed' });
  const snapshot = await savedSnapshot(join(DEMONSTRATION, 'lists'), anchorSetIn(join(DEMONSTRATION, 'anchors.json')), now);
  return loaded(snapshot);
}

function loaded(snapshot: TrustSnapshot): TrustSource {
  return fixed({ kind: 'loaded', snapshot, stored: inMemory(snapshot) });
}

function fixed(state: TrustState): TrustSource {
  const bytes = state.kind === 'loaded' && 'bytes' in state.stored ? state.stored.bytes : undefined;
  return { state: () => state, stored: (id) => (state.kind === 'loaded' && state.snapshot.id === id ? bytes : undefined) };
}

/** A snapshot in memory that all threads share. */
function inMemory(snapshot: TrustSnapshot): StoredLists {
  const bytes = writeSnapshot(snapshot);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return { id: snapshot.id, taken: snapshot.taken, bytes: shared };
}

/** The lists of a folder, whatever came of them. Throws `ConfigurationError` where it has no list of the lists. */
async function savedSnapshot(folder: string, { certificates, ojUrl }: AnchorSet, now: number): Promise<TrustSnapshot> {
  const saved = reading('SIGILLUM_TRUST_LISTS', () => readListFolder(folder));
  return buildSnapshot({ ...saved, anchors: certificates, ojUrl, now });
}

function anchorSetIn(path: string): AnchorSet {
  return reading('SIGILLUM_LOTL_ANCHORS', () => readAnchorFile(path));
}

function reading<T>(variable: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof CodedError ? new ConfigurationError(variable, error.message) : error;
  }
}
