import type { Signature, SignedDocument } from '@sigillum/ades';
import type { Instant } from '@sigillum/encoding';
import type { EvidenceSet } from '@sigillum/evidence';
import type { CertificateQualification, CertificateWord, ListGap, SignatureWord, TimestampQualification } from '@sigillum/qualification';
import type { PoeTable, SignatureConclusion, TimestampConclusion, ValidationPolicy } from '@sigillum/validation';

/** The least that a genuine signature has to be: qualified, advanced with a qualified certificate, advanced (Regulation (EU) 910/2014 Articles 3 and 26 to 28, 36 to 38). */
export const REQUIREMENTS = ['qes', 'adesqc', 'ades'] as const;
export type Requirement = (typeof REQUIREMENTS)[number];

/** A signature with its verdict and the level that it reaches with the evidence and the trust in force. */
export interface JudgedSignature {
  readonly signature: Signature;
  readonly level: string;
  readonly conclusion: SignatureConclusion;
  /** Absent where no trusted list is used. */
  readonly qualification?: SignatureQualification;
}

/**
 * The signatures of the document itself. Counter-signatures stand among unsigned attributes, where anybody can put one: they are judged and reported, and
 * say nothing against what they are over (EN 319 102-1 5.2.8.4.2.10).
 */
export function ownSignatures<T extends { readonly signature: Pick<Signature, 'counterSignatureOf'> }>(signatures: readonly T[]): T[] {
  return signatures.filter(({ signature }) => signature.counterSignatureOf === undefined);
}

/** What the trusted lists make of a signature. */
export interface SignatureQualification {
  readonly word: SignatureWord;
  /** What is wrong with the lists that this rests on. */
  readonly gaps: readonly ListGap[];
  /** undefined where no list speaks of the certificate. */
  readonly certificate:
    | {
        /** At both times together. */
        readonly word: CertificateWord;
        readonly atIssuance: CertificateQualification;
        /** At best-signature-time. */
        readonly atUse: CertificateQualification;
      }
    | undefined;
}

/** Which trust the verdicts were drawn under. */
export interface TrustUsed {
  /** Certificates that the caller or the operator trusts. */
  readonly anchors: number;
  /** `not-used`: by request; `missing`: wanted, but there are none. */
  readonly trustLists: 'not-used' | 'missing' | 'used';
  /** Id of the snapshot of the lists that are used. */
  readonly snapshot?: string;
  /** They are the made-up lists of the demonstration set: nothing that is said under them holds for anyone. */
  readonly set?: 'demonstration';
}

/** The verdicts on all time-stamps of a result, those of its signatures first. */
export function timestampsOf({
  signatures,
  timestamps,
}: Pick<ValidationResult, 'signatures' | 'timestamps'>): readonly TimestampConclusion[] {
  return [...signatures.flatMap(({ conclusion }) => conclusion.timestamps), ...timestamps];
}

/** Everything that reports are drawn from: the document, what was at hand, and the verdict on each signature. */
export interface ValidationResult {
  readonly document: SignedDocument;
  readonly evidence: EvidenceSet;
  readonly policy: ValidationPolicy;
  readonly validationTime: Instant;
  readonly trust: TrustUsed;
  /** What each genuine signature has to be; absent where nothing is required. */
  readonly requirement?: Requirement;
  readonly signatures: readonly JudgedSignature[];
  /** The verdicts on time-stamps that belong to no signature. */
  readonly timestamps: readonly TimestampConclusion[];
  /** The proofs of existence of all objects, by their ids. */
  readonly poe: PoeTable;
  /** What the trusted lists make of all time-stamps, by their ids; absent where no list is used. */
  readonly timestampQualifications?: ReadonlyMap<string, TimestampQualification>;
}
