export interface CircuitOptions {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** Milliseconds that it stays open before one request may try. */
  readonly rest: number;
}

export type CircuitState = 'closed' | 'open' | 'half-open';

export interface Circuit {
  state(now: number): CircuitState;
  /** Whether a request may go out now; of a half-open circuit one at a time. */
  enter(now: number): boolean;
  /** Every request that entered leaves once; `failed` only where the host is to blame. */
  leave(failed: boolean, now: number): void;
  /** Nothing is known against the host and nothing is under way. */
  readonly idle: boolean;
}

/** The memory of one host's failures: a host that hangs costs a few requests, not one of each validation. */
export function createCircuit({ failures, rest }: CircuitOptions): Circuit {
  let inRow = 0;
  let openedAt: number | undefined;
  let under = 0;
  const state = (now: number): CircuitState => (openedAt === undefined ? 'closed' : now - openedAt < rest ? 'open' : 'half-open');
  return {
    state,
    enter(now) {
      const is = state(now);
      if (is === 'open' || (is === 'half-open' && under > 0)) return false;
      under++;
      return true;
    },
    leave(failed, now) {
      under--;
      inRow = failed ? inRow + 1 : 0;
      if (!failed) openedAt = undefined;
      else if (inRow >= failures) openedAt = now;
    },
    get idle() {
      return inRow === 0 && under === 0;
    },
  };
}
