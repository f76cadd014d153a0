import type { FetchFailure } from '@sigillum/evidence';
import { FetchError } from '../egress/errors.js';

export interface FailureMemory {
  get(key: string, now: number): FetchError | undefined;
  add(key: string, error: unknown, now: number): void;
}

/** Milliseconds that a failure is taken for granted: long enough for a batch, short enough for a person who tries again. */
const REMEMBERED_FOR = 60_000;

const MAX_REMEMBERED = 2_000;

/** Failures of what was asked; that it was not asked (circuit, limit) says nothing. */
const REMEMBERED: ReadonlySet<FetchFailure> = new Set(['blocked', 'timed-out', 'failed', 'too-large', 'not-what-was-asked']);

/** The negative cache: what just failed is not asked again by the next document. In memory, bounded, the oldest forgotten first. */
export function createFailureMemory(): FailureMemory {
  const failures = new Map<string, { readonly error: FetchError; readonly until: number }>();
  return {
    get(key, now) {
      const known = failures.get(key);
      if (known === undefined || now < known.until) return known?.error;
      failures.delete(key);
      return undefined;
    },
    add(key, error, now) {
      if (!(error instanceof FetchError) || !REMEMBERED.has(error.code) || failures.has(key)) return;
      failures.set(key, { error, until: now + REMEMBERED_FOR });
      const [oldest] = failures.keys();
      if (failures.size > MAX_REMEMBERED && oldest !== undefined) failures.delete(oldest);
    },
  };
}
