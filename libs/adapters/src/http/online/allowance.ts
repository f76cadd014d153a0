import type { FetchLimits } from '@sigillum/evidence';
import { FetchError } from '../egress/errors.js';

/** What one validation may still ask. */
export interface Allowance {
  /** Takes one request; false where none is left. */
  take(): boolean;
  /** Aborts with a `FetchError` `limit` when the time is over. */
  readonly ended: AbortSignal;
  close(): void;
}

/** Counts from now; `close` stops the clock. */
export function createAllowance({ fetches, time }: FetchLimits): Allowance {
  let left = fetches;
  const ending = new AbortController();
  const end = (): void => ending.abort(new FetchError('limit', 'The time that one validation may wait for online sources is over.'));
  const timer = setTimeout(end, time);
  return {
    take: () => left-- > 0 && !ending.signal.aborted,
    ended: ending.signal,
    close() {
      clearTimeout(timer);
      end();
    },
  };
}
