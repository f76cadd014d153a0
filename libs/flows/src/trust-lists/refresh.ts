import type { Instant } from '@sigillum/encoding';
import {
  type AnchorSet,
  buildSnapshot,
  listAddresses,
  type ListFetch,
  type ListFile,
  type ListSource,
  type ListStatus,
  loadXml,
  lotlAddresses,
  MAX_LIST_BYTES,
  pivotAddresses,
  type SnapshotInput,
  type TrustedList,
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
  const addresses = lotlAddresses(anchors.lotlUrl, previous);
  const usual = await askForTop(addresses, base, source);
  const top = isDoubtful(usual.lotl) && usual.asked.some(isUnchanged) ? await askForTop(addresses, base, source, true) : usual;
  const wanted = top.listOfLists === undefined ? [] : listAddresses(top.listOfLists);
  const { national, made } = await withoutBadCopies(await download(wanted, source), top.input, source);
  const downloads = [...top.asked, ...national].map(({ download: one }) => one);
  if (made.listOfLists === undefined) return { result: 'refused', made, inUse: previous, downloads };
  if (store.publish(made, stored?.generation ?? 0)) return { result: 'published', made, inUse: made, downloads };
  return { result: 'overtaken', made, inUse: store.current()?.snapshot, downloads };
}

interface Top {
  readonly input: Omit<SnapshotInput, 'lists'>;
  readonly asked: readonly Asked[];
  readonly lotl: ListStatus;
  readonly listOfLists: TrustedList | undefined;
}

/** The list of the lists with its pivots, and what came of it. */
async function askForTop(
  addresses: readonly string[],
  base: Omit<SnapshotInput, 'lists' | 'lotl' | 'pivots'>,
  source: ListSource,
  anew = false,
): Promise<Top> {
  const first = await firstOf(addresses, source, anew);
  const pivots = await download(pivotsIn(first.file, base.ojUrl), source, anew);
  const input = { ...base, lotl: first.file, pivots: filesOf(pivots) };
  const { lotl, listOfLists } = await buildSnapshot({ ...input, lists: [] });
  return { input, asked: [...first.tried, ...pivots], lotl, listOfLists };
}

/**
 * The snapshot of the lists. A copy at hand that the server calls unchanged, and that is refused, may have been put there by whoever stood between once, under the tag of the true
 * list; such are asked for anew.
 */
async function withoutBadCopies(
  asked: readonly Asked[],
  top: Top['input'],
  source: ListSource,
): Promise<{ national: readonly Asked[]; made: TrustSnapshot }> {
  const made = await buildSnapshot({ ...top, lists: filesOf(asked) });
  const refused = new Set(made.lists.filter(isDoubtful).map(({ territory }) => territory));
  const bad = asked.filter((one) => isUnchanged(one) && refused.has(one.download.territory));
  if (bad.length === 0) return { national: asked, made };
  const better = await download(
    bad.map((one) => one.download),
    source,
    true,
  );
  const national = asked.map((one) => better[bad.indexOf(one)] ?? one);
  return { national, made: await buildSnapshot({ ...top, lists: filesOf(national) }) };
}

function isDoubtful({ process }: ListStatus): boolean {
  return process === 'PROCESS_FAILED';
}

function isUnchanged({ download: { outcome } }: Asked): boolean {
  return outcome === 'unchanged';
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
async function firstOf(
  locations: readonly string[],
  source: ListSource,
  anew: boolean,
): Promise<{ file: ListFile | undefined; tried: readonly Asked[] }> {
  const tried: Asked[] = [];
  for (const location of locations) {
    const asked = toAsked({ territory: 'EU', location }, await source.fetch(location, MAX_LIST_BYTES, anew));
    tried.push(asked);
    if (asked.file !== undefined) return { file: { location, bytes: asked.file.bytes }, tried };
  }
  return { file: undefined, tried };
}

function pivotsIn(lotl: ListFile | undefined, ojUrl: string): readonly Wanted[] {
  return lotl === undefined ? [] : pivotAddresses(lotl.bytes, ojUrl).map((location) => ({ territory: 'EU', location }));
}

/** Several at once, in the order that was asked for; none waits for one that hangs, but for its own turn. */
async function download(wanted: readonly Wanted[], source: ListSource, anew = false): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  const turns = wanted.entries();
  const take = async (): Promise<void> => {
    for (const [index, one] of turns) asked[index] = toAsked(one, await source.fetch(one.location, MAX_LIST_BYTES, anew));
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
