import { type Instant, toRfc3339 } from '@sigillum/encoding';
import { displayNameOf } from '@sigillum/x509';
import type { ChainConclusion } from '../../blocks/chain/chain.js';
import type { Reason } from '../../reason.js';

/**
 * A warning for each certificate that was revoked after the signature is proven, but that its issuer takes for invalid since before (invalidityDate, RFC 5280 5.3.2).
 * It is no more than a warning: the standard compares the revocation time (EN 319 102-1 5.5.4 step 4 a), and the earlier date may be what the holder
 * of the key says, who would thereby take back a signature.
 */
export function lostEarlier(chain: ChainConclusion | undefined, best: Instant): Reason[] {
  return (chain?.contexts ?? []).flatMap(({ certificate, revocation }): Reason[] => {
    const verdict = revocation.status?.verdict;
    if (verdict?.status !== 'revoked' || verdict.invalidityDate === undefined) return [];
    const { invalidityDate, revocationTime } = verdict;
    if (invalidityDate > best || best >= revocationTime) return [];
    const message = `${displayNameOf(certificate.subject)} was revoked on ${toRfc3339(revocationTime)}, but may have been invalid since ${toRfc3339(invalidityDate)}; the signature is proven at ${toRfc3339(best)}.`;
    const evidence = [certificate.id, ...(revocation.status?.used.map(({ id }) => id) ?? [])];
    return [{ check: 'TIME.invalidity-date', code: 'CERTIFICATE_INVALID_EARLIER', message, severity: 'warn', evidence }];
  });
}
