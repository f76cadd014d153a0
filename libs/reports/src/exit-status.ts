import type { ValidationResult } from './result.js';

/** Statuses of one document, the worst first (the contract's order for what a document can have). */
const PROVEN_BAD = 1;
const TRUST_DATA_MISSING = 6;
const UNDECIDED = 3;
const NO_SIGNATURE = 4;

/**
 * The exit status that a document's verdicts amount to: 1 a signature is proven bad, 6 trust data were wanted and missing, 3 undecided, 4 no
 * signature, 0 every signature passed.
 */
export function exitStatusOf({ signatures, trust }: Pick<ValidationResult, 'signatures' | 'trust'>): number {
  const indications = signatures.map((one) => one.conclusion.indication);
  if (indications.includes('TOTAL-FAILED')) return PROVEN_BAD;
  if (indications.length === 0) return NO_SIGNATURE;
  if (!indications.includes('INDETERMINATE')) return 0;
  return trust.trustLists === 'missing' && trust.anchors === 0 ? TRUST_DATA_MISSING : UNDECIDED;
}
