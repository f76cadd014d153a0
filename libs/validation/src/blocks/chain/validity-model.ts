import type { Instant } from '@sigillum/encoding';
import { type CertificationPath, isOrderly, type RevocationVerdict } from '@sigillum/x509';
import type { PolicyParameters } from '../../policy/parameters.js';
import type { ChainCertificateContext } from './context.js';
import { isRevokedAt } from './revocation/reader.js';

/**
 * When a certificate of a path was used, and so has to have been valid (EN 319 102-1 5.2.6.4 step 4, shell or chain model): the signer's now; that of a CA now
 * (shell), when it issued the certificate below (chain), or when the signer's was issued (hybrid).
 */
export function usedAt({ certificates }: CertificationPath, index: number, { validityModel }: PolicyParameters, now: Instant): Instant {
  if (index === 0) return now;
  const issuedBelow = validityModel === 'chain' ? certificates[index - 1] : validityModel === 'hybrid' ? certificates[0] : undefined;
  return Math.min(now, issuedBelow?.notBefore ?? now);
}

/** Whether the status forbids what a certificate was used for: revoked or suspended by then, or, though later, for a reason that taints what was before. */
export function isRevokedForUse(verdict: RevocationVerdict, { now, usedAt: used, role }: ChainCertificateContext): boolean {
  if (verdict.status !== 'revoked') return false;
  return isRevokedAt(verdict, role === 'ca' && isOrderly(verdict) ? used : now);
}

export function isShell({ validityModel = 'shell' }: PolicyParameters): boolean {
  return validityModel === 'shell';
}

/** Whether a CA was out of its validity when it was used, by a model for which that is no matter of now: no proof of a later use answers it. */
export function isIssuedOutside({ certificate, role, parameters, usedAt: used }: ChainCertificateContext): boolean {
  return role === 'ca' && !isShell(parameters) && (used < certificate.notBefore || used > certificate.notAfter);
}
