import type { Signature, SignedDocument } from '@sigillum/ades';
import type { Instant } from '@sigillum/encoding';
import type { EvidenceSet } from '@sigillum/evidence';
import type { SignatureConclusion, TimestampConclusion, ValidationPolicy } from '@sigillum/validation';

/** A signature with its verdict and the level that it reaches with the evidence and the trust in force. */
export interface JudgedSignature {
  readonly signature: Signature;
  readonly level: string;
  readonly conclusion: SignatureConclusion;
}

/** Which trust the verdicts were drawn under. */
export interface TrustUsed {
  /** Certificates that the caller or the operator trusts. */
  readonly anchors: number;
  /** `not-used`: by request; `missing`: wanted, but there are none. */
  readonly trustLists: 'not-used' | 'missing';
}

/** Everything that reports are drawn from: the document, what was at hand, and the verdict on each signature. */
export interface ValidationResult {
  readonly document: SignedDocument;
  readonly evidence: EvidenceSet;
  readonly policy: ValidationPolicy;
  readonly validationTime: Instant;
  readonly trust: TrustUsed;
  readonly signatures: readonly JudgedSignature[];
  /** The verdicts on time-stamps that belong to no signature. */
  readonly timestamps: readonly TimestampConclusion[];
}
