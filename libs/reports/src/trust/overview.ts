import { type Instant, toRfc3339 } from '@sigillum/encoding';
import type { TrustSnapshot } from '@sigillum/tsl';
import { type TrustListView, listViewOf } from './list-view.js';

/** What is trusted, list by list, as of a moment. */
export interface TrustOverview {
  /** Id of the snapshot. */
  readonly snapshot: string;
  readonly taken: string;
  /** The moment that ages and delays are counted to. */
  readonly asOf: string;
  /** What the list of the lists rests on; null where the snapshot does not say. */
  readonly authority: { readonly announcement: string; readonly anchors: readonly string[] } | null;
  /** Something can be called qualified: the list of the lists and one national list at least are in use. */
  readonly usable: boolean;
  readonly counts: {
    readonly lists: number;
    readonly current: number;
    readonly overdue: number;
    readonly lastGood: number;
    readonly unusable: number;
    readonly providers: number;
    readonly services: number;
  };
  readonly listOfLists: TrustListView;
  /** In the order of the list of the lists. */
  readonly lists: readonly TrustListView[];
}

/** The state of a snapshot with that of each of its lists at a moment. */
export function toTrustOverview(snapshot: TrustSnapshot, now: Instant): TrustOverview {
  const { id, taken, authority } = snapshot;
  const listOfLists = listViewOf(snapshot, snapshot.lotl, now);
  const lists = snapshot.lists.map((status) => listViewOf(snapshot, status, now));
  const used = (use: TrustListView['use']): number => lists.filter((list) => list.use === use).length;
  const sum = (field: 'providers' | 'services'): number => lists.reduce((total, list) => total + list[field], 0);
  return {
    snapshot: id,
    taken: toRfc3339(taken),
    asOf: toRfc3339(now),
    authority: authority === undefined ? null : { announcement: authority.ojUrl, anchors: authority.anchors },
    usable: listOfLists.use !== 'none' && lists.some(({ use }) => use !== 'none'),
    counts: {
      lists: lists.length,
      current: used('current'),
      overdue: used('overdue'),
      lastGood: used('last-good'),
      unusable: used('none'),
      providers: sum('providers'),
      services: sum('services'),
    },
    listOfLists,
    lists,
  };
}
