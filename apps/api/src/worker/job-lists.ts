import { readSnapshot, type TrustSnapshot } from '@sigillum/tsl';
import { RequestError } from '../http/problem.js';
import type { JobLists, StoredLists } from './job.js';

/** The snapshots that this worker has read, the last used one last. */
const read = new Map<string, TrustSnapshot>();

/** The one in force, and the one that requests which began before it still have. */
const MOST_KEPT = 2;

/** What a flow takes as its lists. Throws `RequestError` TRUST_LISTS_UNUSABLE: lists that were asked for and are refused let nothing be judged without them. */
export function listsOf(lists: JobLists): TrustSnapshot | 'not-used' | 'missing' {
  if (typeof lists === 'string') return lists;
  if ('refused' in lists)
    throw new RequestError('TRUST_LISTS_UNUSABLE', `No document is judged without the lists that the operator set up: ${lists.refused}.`);
  return snapshotOf(lists);
}

function snapshotOf({ id, bytes }: StoredLists): TrustSnapshot {
  const snapshot = read.get(id) ?? readSnapshot(Uint8Array.from(bytes));
  read.delete(id);
  read.set(id, snapshot);
  for (const oldest of [...read.keys()].slice(0, -MOST_KEPT)) read.delete(oldest);
  return snapshot;
}
