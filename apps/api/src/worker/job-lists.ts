import { CodedError, type Instant } from '@sigillum/encoding';
import { isInDate, readSnapshot, type TrustSnapshot } from '@sigillum/tsl';
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
 * The set that a request names, the operator's unless it says otherwise, for a verdict as of `at`. Under the demonstration set nobody else is trusted and nothing is asked online.
 * Throws `RequestError`.
 */
export function trustOf(
  job: ValidationJob,
  { trust, at }: { readonly trust: string | undefined; readonly at: Instant },
  { anchors }: Means,
): Trust {
  const set = trustSetOf(trust);
  const lists = listsOf(job.lists[set]);
  if (typeof lists !== 'string') checkDate(lists, at, job.now);
  return set === 'demonstration' ? { anchors: NO_ANCHORS, lists, offline: true } : { anchors, lists, offline: false };
}

/** A list of the lists past its next update authenticates nothing. Only where that is so now is the service to blame. */
function checkDate(lists: TrustSnapshot, at: Instant, now: Instant): void {
  if (isInDate(lists, at)) return;
  if (isInDate(lists, now)) throw new RequestError('PARAMETER_INVALID', 'at: the list of the lists will be past its next update by then.');
  throw new RequestError('TRUST_LISTS_UNUSABLE', 'Nothing is judged by a list of the lists that is past its next update.');
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
  const found = readable(() => createTrustStore({ folder: stored.folder }).find(stored.id));
  if (!found) throw new RequestError('TRUST_LISTS_UNUSABLE', 'The stored lists are not in the data folder any more, or are damaged.');
  return found;
}

/** Files that are damaged, were swept away meanwhile or can't be opened are no fault of the document. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CodedError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}
