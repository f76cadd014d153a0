import { readSnapshot, type TrustSnapshot } from '@sigillum/tsl';
import type { TrustAnchor } from '@sigillum/x509';
import { createTrustStore } from '../wiring.js';
import { RequestError } from '../http/problem.js';
import type { JobLists, StoredLists, TrustSet, ValidationJob } from './job.js';
import type { Means } from './means.js';

/** Whom a request is judged by. */
export interface Trust {
  readonly anchors: readonly TrustAnchor[];
  readonly lists: TrustSnapshot | 'not-used' | 'missing';
  readonly offline: boolean;
}

const NO_ANCHORS: readonly TrustAnchor[] = [];

/**
 * The set that a request names, the operator's unless it says otherwise. Under the demonstration set nobody else is trusted and nothing is asked online. Throws `RequestError`.
 */
export function trustOf({ lists }: ValidationJob, asked: string | undefined, { anchors }: Means): Trust {
  const set = trustSetOf(asked);
  if (set === 'demonstration') return { anchors: NO_ANCHORS, lists: listsOf(lists.demonstration), offline: true };
  return { anchors, lists: listsOf(lists.operator), offline: false };
}

/** Throws `RequestError` PARAMETER_INVALID for anything but the name of a set. */
export function trustSetOf(asked: string | undefined): TrustSet {
  if (asked === undefined) return 'operator';
  if (asked === 'demonstration') return asked;
  throw new RequestError('PARAMETER_INVALID', 'trust: "demonstration" is expected, or nothing for the trust that the operator set up.');
}

/** The snapshots that this worker has read, the last used one last. */
const read = new Map<string, TrustSnapshot>();

/** The one in force, the one that requests which began before it still have, and the demonstration's. */
const MOST_KEPT = 3;

/** Lists that were asked for and are refused let nothing be judged without them. */
function listsOf(lists: JobLists): TrustSnapshot | 'not-used' | 'missing' {
  if (typeof lists === 'string') return lists;
  if ('refused' in lists)
    throw new RequestError('TRUST_LISTS_UNUSABLE', `Nothing is judged without the lists that were set up: ${lists.refused}.`);
  return snapshotOf(lists);
}

function snapshotOf(stored: StoredLists): TrustSnapshot {
  const key = `${stored.id} ${stored.taken}`;
  const snapshot = read.get(key) ?? readStored(stored);
  read.delete(key);
  read.set(key, snapshot);
  for (const oldest of [...read.keys()].slice(0, -MOST_KEPT)) read.delete(oldest);
  return snapshot;
}

function readStored(stored: StoredLists): TrustSnapshot {
  if ('bytes' in stored) return readSnapshot(Uint8Array.from(stored.bytes));
  const found = createTrustStore({ folder: stored.folder }).find(stored.id);
  if (!found) throw new RequestError('TRUST_LISTS_UNUSABLE', 'The stored lists are not in the data folder any more.');
  return found;
}
