import { toRfc3339 } from '@sigillum/encoding';
import { compareSnapshots, type TrustSnapshot } from '@sigillum/tsl/in-use';
import { shortWord } from './words.js';

interface SnapshotName {
  readonly snapshot: string;
  readonly taken: string;
}

/** What changed from one snapshot to another. */
export interface TrustDifference {
  readonly from: SnapshotName;
  readonly to: SnapshotName;
  readonly lists: readonly {
    readonly territory: string;
    readonly change: 'added' | 'removed' | 'updated';
    /** Sequence numbers. */
    readonly from: number | null;
    readonly to: number | null;
  }[];
  readonly services: readonly {
    readonly territory: string;
    readonly provider: string;
    readonly service: string;
    readonly type: string;
    /** `details`: the status is the same, and qualifiers, names, certificates or history are not. */
    readonly change: 'added' | 'removed' | 'status' | 'details';
    /** Statuses. */
    readonly from: string | null;
    readonly to: string | null;
  }[];
}

/** The lists and services that two snapshots differ in. */
export function toTrustDifference(before: TrustSnapshot, after: TrustSnapshot): TrustDifference {
  const { lists, services } = compareSnapshots(before, after);
  return {
    from: nameOf(before),
    to: nameOf(after),
    lists: lists.map(({ territory, change, from, to }) => ({ territory, change, from: from ?? null, to: to ?? null })),
    services: services.map(({ territory, provider, service, type, change, from, to }) => ({
      territory,
      provider,
      service,
      type: shortWord(type),
      change,
      from: from === undefined ? null : shortWord(from),
      to: to === undefined ? null : shortWord(to),
    })),
  };
}

function nameOf({ id, taken }: TrustSnapshot): SnapshotName {
  return { snapshot: id, taken: toRfc3339(taken) };
}
