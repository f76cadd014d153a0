import type { Signature } from '@sigillum/ades';
import type { Budget, Instant } from '@sigillum/encoding';
import type { EvidenceSet } from '@sigillum/evidence';
import type { Certificate } from '@sigillum/x509';
import type { PolicyParameters } from '../policy/parameters.js';

/** What every block of a signature may look at. */
export interface SignatureContext {
  readonly signature: Signature;
  readonly evidence: EvidenceSet;
  readonly parameters: PolicyParameters;
  /** Validation time. */
  readonly now: Instant;
  readonly budget: Budget;
}

/** The same once ISC has named the signing certificate; undefined where it found none. */
export interface SignerContext extends SignatureContext {
  readonly signer: Certificate | undefined;
}
