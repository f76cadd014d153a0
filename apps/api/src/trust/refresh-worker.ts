import { join } from 'node:path';
import { type ListDownload, refreshTrustLists } from '@sigillum/flows';
import { createAnchorStore, createListCopies, createListSource, createTrustStore, readAnchorFile, SHIPPED_ANCHORS } from '../wiring.js';

/** What a refresh needs to know. Plain data. */
export interface RefreshJob {
  readonly folder: string;
  readonly allowedHosts: readonly string[];
  /** The operator's file; the set in effect in the data folder unless given. */
  readonly anchors: string | undefined;
}

export type Refreshed = Pick<ListDownload, 'territory' | 'error'>;

/** Downloads, authenticates and stores the lists, in a thread of its own: some seconds of work that would hold up every request. */
export default async function run({ folder, allowedHosts, anchors }: RefreshJob): Promise<readonly Refreshed[]> {
  const set = anchors === undefined ? anchorsInEffect(folder) : readAnchorFile(anchors);
  const lists = createListSource({ copies: createListCopies(join(folder, 'lists')), allowedHosts });
  const ports = { store: createTrustStore({ folder }), lists, now: () => Date.now() };
  const { downloads, made } = await refreshTrustLists(set, ports);
  const told = downloads.map(({ territory, error }) => ({ territory, ...(error && { error }) }));
  // A list that could not be had was refused by nobody: its download has said why.
  const had = !told.some(({ territory, error }) => territory === 'EU' && error !== undefined);
  if (made.lotl.process !== 'PROCESS_FAILED' || !had) return told;
  return [...told, { territory: 'EU', error: { code: 'LOTL_VERIFICATION_FAILED', message: made.lotl.codes.join(', ') } }];
}

/** A later version may bring other anchors along, and they wait for the operator's word. */
function anchorsInEffect(folder: string) {
  const store = createAnchorStore({ folder: join(folder, 'anchors'), shipped: SHIPPED_ANCHORS });
  const { id, set } = store.active();
  store.accept(id);
  return set;
}
