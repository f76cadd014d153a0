import type { Signature } from '@sigillum/ades';
import type { Budget, Instant } from '@sigillum/encoding';
import type { EvidenceSet } from '@sigillum/evidence';
import type { Certificate } from '@sigillum/x509';
import type { PolicyParameters } from '../policy/parameters.js';

/** What the validation of a certificate may look at. */
export interface CertificateContext {
  /** The signature that the certificate is validated for; absent where it is validated for itself. */
  readonly signature?: Signature;
  readonly evidence: EvidenceSet;
  readonly parameters: PolicyParameters;
  /** Validation time. */
  readonly now: Instant;
  readonly budget: Budget;
}

/** What every block of a signature may look at. */
export interface SignatureContext extends CertificateContext {
  readonly signature: Signature;
}

/** The same once ISC has named the signing certificate; undefined where it found none. */
export interface SignerContext extends SignatureContext {
  readonly signer: Certificate | undefined;
}
