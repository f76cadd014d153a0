import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError, type Instant } from '@sigillum/encoding';
import { nextRefresh, type TrustSnapshot } from '@sigillum/tsl/in-use';
import type { DiskTrustStore } from '../store/trust/trust-store.js';

/** Why something could not be had, and when that was. */
export interface RefreshError {
  readonly code: string;
  readonly message: string;
  readonly at: Instant;
}

/** What a refresh says of each list that it asked for. */
interface Download {
  readonly territory: string;
  readonly error?: { readonly code: string; readonly message: string };
}

export interface TrustRefresherOptions {
  readonly store: Pick<DiskTrustStore, 'current' | 'generation'>;
  /** Downloads the lists and publishes them into the store: here or in another thread. */
  readonly refresh: () => Promise<{ readonly downloads: readonly Download[] }>;
  readonly now: () => Instant;
  /** 0 to 1: how much later than due the lists are asked for. */
  readonly random: () => number;
  /** Waits so many milliseconds, or until the signal aborts, which it may reject for. Timers of the system unless said otherwise. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

export interface TrustRefresherState {
  readonly snapshot: TrustSnapshot | undefined;
  readonly running: boolean;
  /** When the lists were last asked for by this process, and when they will be next. */
  readonly refreshed: Instant | undefined;
  readonly next: Instant | undefined;
  /** What kept an entire refresh from coming to its end; undefined where the last one did. */
  readonly failure: RefreshError | undefined;
  /** Why lists could not be had when they were last asked for, by their territories; EU is the list of the lists. */
  readonly errors: ReadonlyMap<string, RefreshError>;
}

export interface TrustRefresher {
  readonly state: () => TrustRefresherState;
  /** Asks for the lists now, or waits for the refresh under way. Never rejects: `state` tells what came of it. */
  readonly refreshNow: () => Promise<void>;
  /** Ends the schedule; a refresh under way is waited for. */
  readonly close: () => Promise<void>;
}

/** How often it is looked whether another process has published. */
const LOOK = 60_000;

/**
 * Keeps the stored lists fresh from now on: asks for them when `nextRefresh` says so, and takes up what other processes of the data folder publish, which then need not be asked for again.
 * A snapshot that is at hand and fresh is in use at once.
 */
export function createTrustRefresher(options: TrustRefresherOptions): TrustRefresher {
  const { store, refresh, now, random, wait = (milliseconds, signal) => sleep(milliseconds, undefined, { signal, ref: false }) } = options;
  const ending = new AbortController();
  const errors = new Map<string, RefreshError>();
  let snapshot: TrustSnapshot | undefined;
  let generation: number | undefined;
  let next: Instant | undefined;
  let refreshed: Instant | undefined;
  let failure: RefreshError | undefined;
  let underWay: Promise<void> | undefined;

  const note = (error: unknown): void => void (failure = { ...described(error), at: now() });

  /** Takes up what is in the store, and says when it is to be asked for anew. */
  function takeUp(): void {
    const newest = store.generation();
    if (newest === generation) return;
    snapshot = store.current()?.snapshot;
    generation = newest;
    next = snapshot === undefined ? now() : nextRefresh(snapshot, snapshot.taken, random());
  }

  async function run(): Promise<void> {
    try {
      const { downloads } = await refresh();
      for (const { territory } of downloads) errors.delete(territory);
      for (const { territory, error } of downloads) if (error) errors.set(territory, { ...error, at: now() });
      failure = undefined;
      takeUp();
    } catch (error) {
      note(error);
    }
    refreshed = now();
    next = nextRefresh(snapshot, refreshed, random());
  }

  function refreshNow(): Promise<void> {
    underWay ??= run().finally(() => (underWay = undefined));
    return underWay;
  }

  async function schedule(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        takeUp();
      } catch (error) {
        note(error);
        next ??= now();
      }
      if (next === undefined || next <= now()) await refreshNow();
      await wait(Math.min(LOOK, Math.max(0, (next ?? now()) - now())), ending.signal).catch(() => undefined);
    }
  }

  const scheduled = schedule();
  return {
    state: () => ({ snapshot, running: underWay !== undefined, refreshed, next, failure, errors: new Map(errors) }),
    refreshNow,
    async close() {
      ending.abort();
      await scheduled;
      await underWay;
    },
  };
}

function described(error: unknown): { code: string; message: string } {
  if (error instanceof CodedError) return { code: error.code as string, message: error.message };
  const { code = 'INTERNAL_ERROR', message = String(error) } = error as NodeJS.ErrnoException;
  return { code, message };
}
