import type { SharedCircuit } from './circuit-file.js';

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

/**
 * The memory of one host's failures: a host that hangs costs a few requests, not one of each validation. What others found out of an open circuit counts
 * as what was found here; whoever tries first after the rest makes the others wait for another one.
 */
export function createCircuit({ failures, rest }: CircuitOptions, shared: SharedCircuit = ALONE): Circuit {
  let inRow = 0;
  let own: number | undefined;
  let under = 0;
  let probing = false;
  // What bears a time to come is no word of ours.
  const openedAt = (now: number): number | undefined => {
    const theirs = probing ? undefined : shared.read();
    return theirs === undefined || theirs > now ? own : Math.max(theirs, own ?? theirs);
  };
  const state = (now: number): CircuitState => {
    const since = openedAt(now);
    return since === undefined ? 'closed' : now - since < rest ? 'open' : 'half-open';
  };
  return {
    state,
    enter(now) {
      const is = state(now);
      if (is === 'open' || (is === 'half-open' && under > 0)) return false;
      if (is === 'half-open') {
        own = openedAt(now);
        probing = true;
        shared.write(now);
      }
      under++;
      return true;
    },
    leave(failed, now) {
      under--;
      const known = openedAt(now) !== undefined || probing;
      inRow = failed ? inRow + 1 : 0;
      if (!failed) own = undefined;
      else if (probing || inRow >= failures) own = now;
      if (failed ? own === now : known) shared.write(own);
      probing = false;
    },
    get idle() {
      return inRow === 0 && under === 0;
    },
  };
}

const ALONE: SharedCircuit = { read: () => undefined, write: () => undefined };
