import type { Instant } from '@sigillum/encoding';
import type { Certificate, CertificateIssuer, CertificationPath, PathFailure } from '@sigillum/x509';
import type { CheckRow } from '../../checks/row.js';
import type { CertificateContext } from '../context.js';
import type { RevocationKnowledge } from './revocation/knowledge.js';

export type ChainRole = 'signer' | 'ca';

/** Why a certificate needs no revocation status. */
export type RevocationExemption = 'trust-anchor' | 'validity-assured-short-term' | 'no-revocation-available';

/** One certificate of a candidate chain, with all that its checks look at. */
export interface ChainCertificateContext extends CertificateContext {
  readonly role: ChainRole;
  /** When it was used, by the validity model; the validation time for the signer. */
  readonly usedAt: Instant;
  readonly certificate: Certificate;
  readonly issuer: CertificateIssuer;
  readonly path: CertificationPath;
  /** What RFC 5280 6.1 has against this certificate. */
  readonly failures: readonly PathFailure[];
  readonly exemption: RevocationExemption | undefined;
  readonly revocation: RevocationKnowledge;
}

/** A check of XCV; `step` is its place in EN 319 102-1 5.2.6.4, by which the decisive failure of a chain is chosen. */
export interface ChainCheckRow<Id extends string, Context> extends CheckRow<Id, Context> {
  readonly step: number;
}

/**
 * Places of the steps of 5.2.6.4. Inside step 4 what breaks the chain itself comes before what revocation data says that the chain
 * authenticates; a proven revocation before data that is missing or old.
 */
export const STEP = {
  chain: 20,
  service: 25,
  sunset: 30,
  path: 40,
  revoked: 41,
  onHold: 42,
  caRevoked: 43,
  revocationMissing: 44,
  stale: 45,
  constraints: 50,
  cryptography: 60,
  validity: 70,
  revocationIssuer: 80,
} as const;
