import { type Instant, toRfc3339 } from '@sigillum/encoding';
import { finalRevocation, isFinal, type RevocationFacts, type RevocationVerdict } from '@sigillum/x509';
import type { RevocationCandidate, RevocationKnowledge } from './knowledge.js';

/** Revocation data that may speak, and what it says. */
export interface Accepted {
  readonly verdict: RevocationVerdict;
  readonly used: readonly RevocationFacts[];
  readonly issuedAt: Instant;
}

/**
 * Which of the data speaks. A revocation that is no hold is for good (RFC 5280 5.3.1: only a hold is ever taken off a list), so that nothing of a later date takes
 * it back. Otherwise the latest issued (EN 319 102-1 5.2.6.4 step 4); at equal times revoked beats good, then the smaller id. An answer that was signed
 * later, but tells what was known earlier (an OCSP responder that lags behind), does not end a hold.
 */
export function latest(accepted: readonly Accepted[]): RevocationKnowledge['status'] {
  const weight = (one: Accepted): number => (one.verdict.status === 'revoked' ? 0 : 1);
  const sorted = [...accepted].sort(
    (a, b) => b.issuedAt - a.issuedAt || weight(a) - weight(b) || ((a.used[0]?.id ?? '') < (b.used[0]?.id ?? '') ? -1 : 1),
  );
  const final = finalRevocation(sorted);
  if (final) return { verdict: final.verdict, used: [...new Set(final.restsOn.flatMap(({ used }) => used))] };
  const [best] = sorted;
  if (best?.verdict.status !== 'good') return best;
  return sorted.find((one) => one.verdict.status === 'revoked' && knownAt(one.used) >= knownAt(best.used)) ?? best;
}

/** When what it says was known (thisUpdate), of the newest piece that it rests on. */
function knownAt(used: readonly RevocationFacts[]): Instant {
  return used.reduce((newest, { thisUpdate }) => Math.max(newest, thisUpdate), Number.NEGATIVE_INFINITY);
}

/** The data with what contradicts a revocation marked: it says good, or suspended, of a later time than that of which the revocation was known. */
export function marked(candidates: readonly RevocationCandidate[], status: RevocationKnowledge['status']): readonly RevocationCandidate[] {
  const revocation = status?.verdict;
  if (status === undefined || revocation?.status !== 'revoked' || revocation.hold) return candidates;
  const since = Math.min(...status.used.map(({ thisUpdate }) => thisUpdate));
  const speaksOfIt = ({ reasons }: RevocationCandidate): boolean =>
    reasons === undefined || revocation.reason === 'unspecified' || reasons.has(revocation.reason);
  const contradicts = (one: RevocationCandidate): boolean =>
    one.problems.length === 0 && one.facts !== undefined && one.facts.thisUpdate > since && !isFinal(one.verdict) && speaksOfIt(one);
  const message = `It takes back a revocation that was known on ${toRfc3339(since)}, and a revocation is for good.`;
  return candidates.map((one) => (contradicts(one) ? { ...one, problems: [{ code: CONTRADICTED, message }] } : one));
}

/** The problem of data that says otherwise than a revocation which is for good. */
export const CONTRADICTED = 'REVOCATION_TAKEN_BACK';
