import { createHash } from 'node:crypto';
import type { FetchFailure } from '@sigillum/evidence';
import type { ResponseCache } from '../../store/disk-cache.js';
import { unlessAborted } from '../egress/abort.js';
import { FetchError } from '../egress/errors.js';
import type { HttpQuestion } from '../egress/exchange.js';
import type { EgressGuard } from '../egress/guard.js';
import { request, type RequestLimits } from '../egress/request.js';
import type { HostGate } from '../hosts/host-gate.js';
import type { Allowance } from './allowance.js';
import { createFailureMemory } from './failure-memory.js';

/** Something to be had from one address. */
export interface Wanted<T> {
  readonly url: string;
  readonly question: HttpQuestion;
  /** For which certificate it is asked: a failure is remembered for that one. */
  readonly about: string;
  /** Reads the answer; throws `FetchError` where it is not what was asked for. */
  read(bytes: Uint8Array): T;
  /** Until when, in milliseconds, the answer may be used again; undefined: not at all. */
  expires(value: T, now: number): number | undefined;
}

export interface Had<T> {
  readonly value: T;
  readonly bytes: Uint8Array;
  readonly url: string;
  readonly at: number;
}

export interface FetcherParts {
  readonly guard: EgressGuard;
  readonly gate: HostGate;
  readonly cache: ResponseCache | undefined;
  readonly limits: RequestLimits;
  readonly now: () => number;
  /** Aborts all that is under way. */
  readonly closing: AbortSignal;
}

export interface FetchCounts {
  /** That went out, those after a redirect included. */
  readonly requests: number;
  readonly cacheHits: number;
  /** By reason; a refusal counts, though no request went out. */
  readonly failures: Readonly<Partial<Record<FetchFailure, number>>>;
}

export interface Fetcher {
  /** From the cache, from a request under way, or from the network. Rejects with `FetchError` only. */
  fetch<T>(wanted: Wanted<T>, allowance: Allowance): Promise<Had<T>>;
  counts(): FetchCounts;
}

interface Raw {
  readonly bytes: Uint8Array;
  readonly at: number;
}

export function createFetcher({ guard, gate, cache, limits, now, closing }: FetcherParts): Fetcher {
  const underWay = new Map<string, Promise<Raw>>();
  const memory = createFailureMemory();
  const counts = { requests: 0, cacheHits: 0, failures: {} as Partial<Record<FetchFailure, number>> };

  const counted = counting(guard, () => counts.requests++);

  function send(key: string, { url, question }: Wanted<unknown>): Promise<Raw> {
    const sent = gate
      .run(hostOf(url), async () => {
        const bytes = await request(url, question, counted, limits, closing);
        return { bytes, at: now() };
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, sent);
    sent.catch(() => undefined); // whoever waits for it sees the failure; no one may wait any more
    return sent;
  }

  function fromCache<T>(key: string, wanted: Wanted<T>): Had<T> | undefined {
    const kept = cache?.get(key, now());
    if (kept === undefined) return undefined;
    try {
      const had = { value: wanted.read(kept.body), bytes: kept.body, url: kept.url, at: kept.fetchedAt };
      counts.cacheHits++;
      return had;
    } catch (error) {
      if (error instanceof FetchError) return undefined;
      throw error;
    }
  }

  async function fromNetwork<T>(key: string, wanted: Wanted<T>, allowance: Allowance): Promise<Had<T>> {
    const { url } = wanted;
    const known = memory.get(`${key} ${wanted.about}`, now());
    if (known) throw known;
    const shared = underWay.get(key);
    if (!shared && !allowance.take()) throw new FetchError('limit', `${url} is not asked: the limit of one validation is reached`);
    try {
      const { bytes, at } = await unlessAborted(allowance.ended, shared ?? send(key, wanted));
      const value = wanted.read(bytes);
      const expires = wanted.expires(value, at);
      if (!shared && expires !== undefined) cache?.put(key, { body: bytes, url, fetchedAt: at, expires }, at);
      return { value, bytes, url, at };
    } catch (error) {
      memory.add(`${key} ${wanted.about}`, error, now());
      throw error;
    }
  }

  return {
    async fetch(wanted, allowance) {
      try {
        if (!/^https?:/i.test(wanted.url)) throw new FetchError('blocked', `${wanted.url} is not asked: it is no http`);
        const key = keyOf(wanted);
        return fromCache(key, wanted) ?? (await fromNetwork(key, wanted, allowance));
      } catch (error) {
        if (error instanceof FetchError) counts.failures[error.code] = (counts.failures[error.code] ?? 0) + 1;
        throw error;
      }
    },
    counts: () => ({ ...counts, failures: { ...counts.failures } }),
  };
}

/** The guard, with a word for each request that it lets through. */
function counting(guard: EgressGuard, count: () => void): EgressGuard {
  return async (url) => {
    const target = await guard(url);
    count();
    return target;
  };
}

function keyOf({ url, question: { method, body } }: Wanted<unknown>): string {
  return [method, url, ...(body ? [createHash('sha256').update(body).digest('hex')] : [])].join(' ');
}

/** Scheme, name and port: that nothing listens on one port says nothing about another. */
function hostOf(url: string): string {
  return URL.parse(url)?.origin ?? '';
}
