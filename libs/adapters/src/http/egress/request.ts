import { unlessAborted } from './abort.js';
import { FetchError } from './errors.js';
import type { HttpAnswer, HttpQuestion } from './exchange.js';
import type { EgressGuard } from './guard.js';

/** Milliseconds and steps that one request may take. */
export interface RequestLimits {
  readonly connect: number;
  readonly total: number;
  readonly redirects: number;
}

/**
 * Who swallows packets is given the first repetition of the SYN, after one second (RFC 6298 2.1), and a second and a half for the answer to it: several requests
 * of one validation may go to such a place before its circuit opens.
 */
export const REQUEST_LIMITS: RequestLimits = { connect: 2_500, total: 10_000, redirects: 2 };

/** The body of a 200, as `ask` gets it, of a question that has no copy at hand. */
export async function request(
  url: string,
  question: Omit<HttpQuestion, 'unlessLike'>,
  guard: EgressGuard,
  limits: RequestLimits,
  closing: AbortSignal,
): Promise<Uint8Array> {
  const answer = await ask(url, question, guard, limits, closing);
  if (answer === 'unchanged') throw new FetchError('failed', `${url}: not modified, though nothing is at hand`);
  return answer.body;
}

/**
 * Asks a URL through the guard and follows redirects, each past the guard again; the method stays. Gives what came with a 200, or that the copy at hand
 * is still the same. Rejects with `FetchError` only, also where `closing` aborts.
 */
export async function ask(
  url: string,
  question: HttpQuestion,
  guard: EgressGuard,
  limits: RequestLimits,
  closing: AbortSignal,
): Promise<Exclude<HttpAnswer, { readonly location: string }>> {
  const ending = new AbortController();
  const timer = setTimeout(
    () => ending.abort(new FetchError('timed-out', `${url}: no answer within ${limits.total} ms`, true)),
    limits.total,
  );
  const close = (): void => ending.abort(new FetchError('failed', `${url}: given up`));
  closing.addEventListener('abort', close);
  if (closing.aborted) close();
  let from = url;
  try {
    // Not before the first request: the HTTP module of Node brings a second client along, a fifth of a cold start.
    const { exchange } = await import('./exchange.js');
    for (let steps = 0; steps <= limits.redirects; steps++) {
      const target = await unlessAborted(ending.signal, guard(from));
      const answer = await exchange(target, question, limits.connect, ending.signal);
      if (answer === 'unchanged' || 'body' in answer) return answer;
      from = URL.parse(answer.location, target.url.href)?.href ?? answer.location;
    }
    throw new FetchError('failed', `${url}: more than ${limits.redirects} redirects`);
  } catch (error) {
    throw from === url || !(error instanceof FetchError) ? error : blamingNobody(error);
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', close);
  }
}

/** A host that redirects is not to blame for what fails elsewhere: a document could have it left alone by everybody. */
function blamingNobody(error: FetchError): FetchError {
  return new FetchError(error.code, error.message, false, { cause: error });
}
