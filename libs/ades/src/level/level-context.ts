import type { Budget } from '@sigillum/encoding';
import { type Certificate, type Crl, issued, isSelfIssued, type OcspResponse, type TrustAnchor, trustAnchorOf } from '@sigillum/x509';

/** What the level depends on besides the signature itself. */
export interface LevelContext {
  /** All certificates at hand. */
  readonly certificates: readonly Certificate[];
  /** Revocation data that the document brings along; what was fetched or supplied makes no level. */
  readonly crls: readonly Crl[];
  readonly ocsps: readonly OcspResponse[];
  readonly anchors: readonly TrustAnchor[];
  readonly budget: Budget;
}

const known = new WeakMap<readonly Certificate[], readonly TrustAnchor[]>();

/** Where certification paths end: at a trust anchor, or at a self-signed certificate, for which no revocation data can exist. */
export function pathEndsOf({ certificates, anchors, budget }: LevelContext): readonly TrustAnchor[] {
  const before = known.get(certificates);
  if (before) return [...anchors, ...before];
  const selfSigned = certificates.filter((one) => isSelfIssued(one) && issued(one, one, budget).ok).map((one) => trustAnchorOf(one));
  known.set(certificates, selfSigned);
  return [...anchors, ...selfSigned];
}
