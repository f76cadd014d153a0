import type { FormatCheckId } from '../blocks/format.js';
import type { AcceptanceCheckId } from '../blocks/acceptance.js';
import type { ChainCheckId } from '../blocks/chain/chain.js';
import type { CryptographicCheckId } from '../blocks/cryptographic.js';
import type { SigningCertificateCheckId } from '../blocks/signing-certificate/checks.js';
import type { ValidationContextCheckId } from '../blocks/validation-context.js';
import type { Severity } from '../conclusion.js';
import type { PolicyParameters } from './parameters.js';

/** Every check that there is. */
export type CheckId =
  FormatCheckId | SigningCertificateCheckId | ValidationContextCheckId | ChainCheckId | CryptographicCheckId | AcceptanceCheckId;

/**
 * Checks that no policy may soften: without them nothing else that is found means anything (EN 319 102-1 5.1.4.1: a policy
 * must not suppress what leads to TOTAL-FAILED).
 */
export type UnconditionalCheckId =
  | CryptographicCheckId
  | 'FC.signature-value-present'
  | 'FC.cms-readable'
  | 'ISC.signing-certificate-found'
  | 'XCV.prospective-chain'
  | 'XCV.signer-signature'
  | 'XCV.ca-signature';

/** Checks whose failure the standard makes TOTAL-FAILED, or REVOKED with a proof of existence: they may be softened, never left out. */
export type VisibleCheckId = Exclude<FormatCheckId, UnconditionalCheckId> | `XCV.${'signer' | 'ca'}-not-revoked`;

/** The severity of every check; what may not be softened or ignored can't be written otherwise. */
export type Severities = Readonly<
  Record<UnconditionalCheckId, 'fail'> &
    Record<VisibleCheckId, Exclude<Severity, 'ignore'>> &
    Record<Exclude<CheckId, UnconditionalCheckId | VisibleCheckId>, Severity>
>;

/** A validation policy: a value, complete by its type. */
export interface ValidationPolicy {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly severities: Severities;
  readonly parameters: PolicyParameters;
  /** What differs where the signature is a time-stamp's. */
  readonly timestamps?: { readonly severities?: Partial<Record<CheckId, Severity>>; readonly parameters?: Partial<PolicyParameters> };
}
