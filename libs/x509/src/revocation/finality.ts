import type { RevocationReason } from '../types.js';
import type { CertificateRevoked, RevocationVerdict } from './types.js';

/** Reasons that leave what was signed before the revocation as it is (RFC 5280 5.3.1). */
const ORDERLY: ReadonlySet<RevocationReason> = new Set(['affiliationChanged', 'superseded', 'cessationOfOperation']);

/** Revoked, and not only suspended: nothing of a later date takes it back (RFC 5280 5.3.1: only a hold is ever taken off a list). */
export function isFinal(verdict: RevocationVerdict | undefined): verdict is CertificateRevoked {
  return verdict?.status === 'revoked' && !verdict.hold;
}

/** Whether a revocation leaves what the key signed before as it is: whoever has a lost key may write any date. */
export function isOrderly({ reason }: CertificateRevoked): boolean {
  return ORDERLY.has(reason);
}

/**
 * Final revocations of one certificate as one, out of pieces given the latest first: a later one takes back neither an earlier date nor a reason that taints what was
 * signed before. With the pieces that this rests on; undefined where none is final.
 */
export function finalRevocation<T extends { readonly verdict: RevocationVerdict }>(
  pieces: readonly T[],
): { readonly verdict: CertificateRevoked; readonly restsOn: readonly T[] } | undefined {
  const finals = pieces.flatMap((piece) => (isFinal(piece.verdict) ? [{ piece, verdict: piece.verdict }] : []));
  const [latest] = finals;
  if (latest === undefined) return undefined;
  const first = finals.reduce((a, b) => (b.verdict.revocationTime < a.verdict.revocationTime ? b : a));
  const gravest = finals.find(({ verdict }) => !isOrderly(verdict)) ?? latest;
  return {
    verdict: { ...gravest.verdict, revocationTime: first.verdict.revocationTime },
    restsOn: [...new Set([gravest.piece, first.piece])],
  };
}
