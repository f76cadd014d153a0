import type { JudgedSignature, ValidationResult } from './result.js';

/** Statuses of one document, the worst first (the contract's order for what a document can have). */
const PROVEN_BAD = 1;
const TRUST_DATA_MISSING = 6;
const UNDECIDED = 3;
const NO_SIGNATURE = 4;

/** What the status is drawn from. */
interface Judged {
  readonly document: Pick<ValidationResult['document'], 'format'>;
  readonly signatures: readonly { readonly conclusion: Pick<JudgedSignature['conclusion'], 'indication'> }[];
  readonly timestamps: readonly Pick<ValidationResult['timestamps'][number], 'indication'>[];
  readonly trust: ValidationResult['trust'];
}

/**
 * The exit status that a document's verdicts amount to: 1 a signature is proven bad, 6 trust data were wanted and missing, 3 undecided, 4 no
 * signature, 0 every signature passed. Of a bare time-stamp the same is said.
 */
export function exitStatusOf({ document, signatures, timestamps, trust }: Judged): number {
  const judged =
    document.format === 'CMS' ? [...signatures.map((one) => one.conclusion), ...timestamps] : signatures.map((one) => one.conclusion);
  const indications: string[] = judged.map((one) => one.indication.replace('TOTAL-', ''));
  if (indications.includes('FAILED')) return PROVEN_BAD;
  if (indications.length === 0) return NO_SIGNATURE;
  if (!indications.includes('INDETERMINATE')) return 0;
  return trust.trustLists === 'missing' && trust.anchors === 0 ? TRUST_DATA_MISSING : UNDECIDED;
}
