/** Blocks of EN 319 102-1 5.2. */
export type BlockName = 'FC' | 'ISC' | 'VCI' | 'XCV' | 'RFC' | 'CV' | 'SAV';

/** Sub-indications of a FAILED (EN 319 102-1 table 5). */
export type FailedSubIndication = 'FORMAT_FAILURE' | 'HASH_FAILURE' | 'SIG_CRYPTO_FAILURE' | 'REVOKED' | 'EXPIRED' | 'NOT_YET_VALID';

/** Sub-indications of an INDETERMINATE (EN 319 102-1 table 6). */
export type IndeterminateSubIndication =
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'POLICY_PROCESSING_ERROR'
  | 'SIGNATURE_POLICY_NOT_AVAILABLE'
  | 'TIMESTAMP_ORDER_FAILURE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND_NO_POE'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'OUT_OF_BOUNDS_NOT_REVOKED'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'REVOCATION_OUT_OF_BOUNDS_NO_POE'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  | 'NO_POE'
  | 'TRY_LATER'
  | 'SIGNED_DATA_NOT_FOUND';

/** What a missed check means: an indication with a sub-indication that goes with it. */
export type Miss =
  | { readonly indication: 'FAILED'; readonly subIndication: FailedSubIndication }
  | { readonly indication: 'INDETERMINATE'; readonly subIndication: IndeterminateSubIndication };

/** How heavy a failed check weighs. */
export type Severity = 'fail' | 'warn' | 'inform' | 'ignore';

/** One check that ran, failed, or did not run. */
export interface CheckResult {
  /** `XCV.revocation-fresh`: block and rule; stable. */
  readonly id: string;
  /** `EN 319 102-1 5.2.6.4 step 4`. */
  readonly clause: string;
  readonly outcome: 'passed' | 'failed' | 'not-run';
  readonly severity: Severity;
  /** Stable code of what is wrong, or why the check did not run. */
  readonly code?: string;
  /** In words, with the names of what it is about. */
  readonly message?: string;
  /** Ids of certificates, revocation data, signatures that it was about. */
  readonly evidence: readonly string[];
}

/** What a block or a process concludes. FAILED with TRY_LATER, or PASSED with a sub-indication, can't be written. */
export type Conclusion = ({ readonly indication: 'PASSED' } | Miss) & { readonly checks: readonly CheckResult[] };

export interface BlockConclusion {
  readonly block: BlockName;
  /** Id of the certificate that a part of XCV or RFC is about; absent for a block about the signature. */
  readonly subject?: string;
  readonly conclusion: Conclusion;
  /** The check that made it what it is; absent where the conclusion is PASSED. May stand in one of the parts. */
  readonly decisive?: CheckResult;
  /** The parts of XCV: one for each certificate of the chain, and in each the freshness (RFC) of its revocation status. */
  readonly parts?: readonly BlockConclusion[];
}

/** The status words of a whole signature (EN 319 102-1 5.1.3). */
export type TotalIndication = 'TOTAL-PASSED' | 'TOTAL-FAILED' | 'INDETERMINATE';

const TOTAL: Readonly<Record<Conclusion['indication'], TotalIndication>> = {
  PASSED: 'TOTAL-PASSED',
  FAILED: 'TOTAL-FAILED',
  INDETERMINATE: 'INDETERMINATE',
};

/** The status word of a signature whose selected process concludes with `conclusion`. */
export function totalIndicationOf(conclusion: Conclusion): TotalIndication {
  return TOTAL[conclusion.indication];
}

/** The sub-indication, undefined where the conclusion is PASSED. */
export function subIndicationOf(conclusion: Conclusion): FailedSubIndication | IndeterminateSubIndication | undefined {
  return conclusion.indication === 'PASSED' ? undefined : conclusion.subIndication;
}
