import { join } from 'node:path';
import { CodedError } from '@sigillum/encoding';
import { writeSnapshot } from '@sigillum/tsl';
import type { Configuration } from '../configuration.js';
import { createTrustRefresher, createTrustStore, createWorkerPool, type TrustRefresher } from '../wiring.js';
import type { Refreshed, RefreshJob } from './refresh-worker.js';
import type { TrustSource, TrustState } from './trust-state.js';

/** Nobody was asked for the lists, or the asking came to nothing. */
class RefreshError extends CodedError<'REFRESH_OFF' | 'REFRESH_FAILED'> {}

/** Milliseconds in which all lists have to be there. */
const REFRESH_TIME = 600_000;

/** The lists of the data folder, downloaded on a schedule where online sources may be asked; otherwise what other processes put there. The workers read a new snapshot from there. */
export function createKeptLists({ data, online, allowedHosts, lotlAnchors: anchors }: Configuration): TrustSource {
  const folder = join(data, 'trust');
  const store = createTrustStore({ folder });
  const script = new URL('./refresh-worker.js', import.meta.url);
  const thread = createWorkerPool<RefreshJob, readonly Refreshed[]>({
    script,
    size: 1,
    workerData: undefined,
    timeout: REFRESH_TIME,
    maxHeap: 1_024,
  });
  const refresh = async (): Promise<{ downloads: readonly Refreshed[] }> => {
    if (!online) throw new RefreshError('REFRESH_OFF', 'nothing is asked online (SIGILLUM_ONLINE)');
    const result = await thread.run({ folder, allowedHosts, anchors });
    if (!result.ok) throw new RefreshError('REFRESH_FAILED', `the refresh ${result.failure}`);
    return { downloads: result.value };
  };
  const refresher = createTrustRefresher({ store, refresh, now: () => Date.now(), random: () => Math.random() });
  return sourceOf({ refresher, folder, find: (id) => store.find(id), end: () => thread.close() });
}

interface Parts {
  readonly refresher: TrustRefresher;
  readonly folder: string;
  readonly find: (id: string) => Parameters<typeof writeSnapshot>[0] | undefined;
  readonly end: () => Promise<void>;
}

function sourceOf({ refresher, folder, find, end }: Parts): TrustSource {
  return {
    state: () => stateOf(refresher, folder),
    refreshing: () => {
      const { refreshed, next, failure, errors } = refresher.state();
      const failed = [...errors].map(([territory, { code }]) => ({ territory, code }));
      return { last: momentOf(refreshed), next: momentOf(next), failure: failure?.code ?? null, failed };
    },
    refreshNow: refresher.refreshNow,
    stored: (id) => {
      const snapshot = /^L-[0-9A-F]{64}$/.test(id) ? find(id) : undefined;
      return snapshot && writeSnapshot(snapshot);
    },
    close: async () => {
      await refresher.close();
      await end();
    },
  };
}

function stateOf(refresher: TrustRefresher, folder: string): TrustState {
  const { snapshot, running, failure, errors } = refresher.state();
  if (snapshot) return { kind: 'loaded', snapshot, stored: { id: snapshot.id, taken: snapshot.taken, folder } };
  const refused = errors.get('EU') ?? failure;
  if (running || refused === undefined) return { kind: 'missing', why: 'they are being downloaded' };
  return { kind: 'missing', why: `they could not be had: ${refused.message} (${refused.code})` };
}

function momentOf(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
