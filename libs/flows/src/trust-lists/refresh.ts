import type { Instant } from '@sigillum/encoding';
import {
  type AnchorSet,
  buildSnapshot,
  listAddresses,
  type ListFetch,
  type ListFile,
  type ListSource,
  loadXml,
  lotlAddresses,
  MAX_LIST_BYTES,
  pivotAddresses,
  type SnapshotInput,
  type TrustSnapshot,
  type TrustStore,
} from '@sigillum/tsl';

/** Lists that are downloaded at the same time. */
const AT_ONCE = 8;

export interface RefreshPorts {
  readonly store: TrustStore;
  readonly lists: ListSource;
  readonly now: () => Instant;
}

/** One list that was asked for. */
export interface ListDownload {
  readonly territory: string;
  readonly location: string;
  readonly outcome: 'downloaded' | 'unchanged' | 'failed';
  /** Why it could not be had. */
  readonly error?: { readonly code: string; readonly message: string };
}

export interface TrustRefresh {
  /**
   * `published`: the new snapshot is in use; `overtaken`: another process was first, and its snapshot is; `refused`: the list of the lists is not to be believed or could not be had, no
   * earlier one may stand in, and what was in use still is.
   */
  readonly result: 'published' | 'overtaken' | 'refused';
  /** What was made of the lists this time. */
  readonly made: TrustSnapshot;
  /** What is in use now; undefined where nothing ever was. */
  readonly inUse: TrustSnapshot | undefined;
  readonly downloads: readonly ListDownload[];
}

/**
 * The story of a refresh: download the list of the lists with its pivots, authenticate it from the anchors, download the lists that it points to, authenticate each, and bring the
 * snapshot of them into use. A list that can't be had or believed stops no other one; the last good one stays for it. Rejects only with what the store throws.
 */
export async function refreshTrustLists(anchors: AnchorSet, { store, lists: source, now }: RefreshPorts): Promise<TrustRefresh> {
  await loadXml();
  const stored = store.current();
  const previous = stored?.snapshot;
  const base = { anchors: anchors.certificates, ojUrl: anchors.ojUrl, now: now(), ...(previous && { previous }) };
  const lotl = await firstOf(lotlAddresses(anchors.lotlUrl, previous), source);
  const pivots = await download(pivotsIn(lotl.file, anchors.ojUrl), source);
  const top: Omit<SnapshotInput, 'lists'> = { ...base, lotl: lotl.file, pivots: filesOf(pivots) };
  const { listOfLists } = await buildSnapshot({ ...top, lists: [] });
  const national = listOfLists === undefined ? [] : await download(listAddresses(listOfLists), source);
  const made = await buildSnapshot({ ...top, lists: filesOf(national) });
  const downloads = [...lotl.tried, ...pivots, ...national].map(({ download: one }) => one);
  if (made.listOfLists === undefined) return { result: 'refused', made, inUse: previous, downloads };
  if (store.publish(made, stored?.generation ?? 0)) return { result: 'published', made, inUse: made, downloads };
  return { result: 'overtaken', made, inUse: store.current()?.snapshot, downloads };
}

/** A list as it was asked for, and its file where it was had. */
interface Asked {
  readonly download: ListDownload;
  readonly file: ListFile | undefined;
}

interface Wanted {
  readonly territory: string;
  readonly location: string;
}

/** The list of the lists from the first of its addresses that gives something. */
async function firstOf(locations: readonly string[], source: ListSource): Promise<{ file: ListFile | undefined; tried: readonly Asked[] }> {
  const tried: Asked[] = [];
  for (const location of locations) {
    const asked = toAsked({ territory: 'EU', location }, await source.fetch(location, MAX_LIST_BYTES));
    tried.push(asked);
    if (asked.file !== undefined) return { file: { location, bytes: asked.file.bytes }, tried };
  }
  return { file: undefined, tried };
}

function pivotsIn(lotl: ListFile | undefined, ojUrl: string): readonly Wanted[] {
  return lotl === undefined ? [] : pivotAddresses(lotl.bytes, ojUrl).map((location) => ({ territory: 'EU', location }));
}

/** Several at once, in the order that was asked for; none waits for one that hangs, but for its own turn. */
async function download(wanted: readonly Wanted[], source: ListSource): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  const turns = wanted.entries();
  const take = async (): Promise<void> => {
    for (const [index, one] of turns) asked[index] = toAsked(one, await source.fetch(one.location, MAX_LIST_BYTES));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
  return asked;
}

function toAsked({ territory, location }: Wanted, fetched: ListFetch): Asked {
  if (!fetched.ok) {
    const { code, message } = fetched;
    return { download: { territory, location, outcome: 'failed', error: { code, message } }, file: undefined };
  }
  const outcome = fetched.unchanged ? 'unchanged' : 'downloaded';
  return { download: { territory, location, outcome }, file: { location, territory, bytes: fetched.bytes } };
}

function filesOf(asked: readonly Asked[]): ListFile[] {
  return asked.flatMap(({ file }) => (file === undefined ? [] : [file]));
}
