import { CodedError } from '@sigillum/encoding';
import type { ListFetch, ListSource } from '@sigillum/tsl';
import type { ListCopies, ListCopy } from '../../store/trust/list-copies.js';
import { createEgressGuard, type EgressGuard, type EgressOptions } from '../egress/guard.js';
import { ask, type RequestLimits } from '../egress/request.js';

export interface ListSourceOptions extends EgressOptions {
  readonly copies: ListCopies;
  readonly limits?: RequestLimits;
  /** Aborts what is under way. */
  readonly closing?: AbortSignal;
}

/** A list of some megabytes from a slow office, and no longer. */
const LIMITS: RequestLimits = { connect: 10_000, total: 60_000, redirects: 3 };

const ACCEPT = 'application/vnd.etsi.tsl+xml, application/xml;q=0.9, */*;q=0.1';

/** The guarded way to trusted lists: only what has changed since the copy at hand is transferred. */
export function createListSource({ copies, limits = LIMITS, closing, ...egress }: ListSourceOptions): ListSource {
  const guard = createEgressGuard(egress);
  return {
    fetch: (url, maxBytes, anew = false) =>
      fetchList(url, maxBytes, anew ? undefined : copies.get(url), {
        copies,
        limits,
        guard,
        closing: closing ?? new AbortController().signal,
      }),
  };
}

interface Parts {
  readonly copies: ListCopies;
  readonly limits: RequestLimits;
  readonly guard: EgressGuard;
  readonly closing: AbortSignal;
}

async function fetchList(
  url: string,
  maxBytes: number,
  copy: ListCopy | undefined,
  { copies, limits, guard, closing }: Parts,
): Promise<ListFetch> {
  try {
    const question = { method: 'GET', accept: ACCEPT, maxBytes, ...(copy && { unlessLike: copy }) } as const;
    const answer = await ask(url, question, guard, limits, closing);
    if (answer === 'unchanged') return unchanged(copy);
    copies.put(url, { bytes: answer.body, ...answer.validators });
    return { ok: true, bytes: answer.body, unchanged: false };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { ok: false, code: error.code as string, message: error.message };
  }
}

function unchanged(copy: ListCopy | undefined): ListFetch {
  return copy === undefined
    ? { ok: false, code: 'failed', message: 'The server says that a list has not changed which it never gave.' }
    : { ok: true, bytes: copy.bytes, unchanged: true };
}
