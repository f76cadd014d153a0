import { explainCode } from '../catalogue/catalogue.js';
import type { JudgedSignature, ValidationResult } from '../result.js';
import { isQualified, signatureVerdict, type Verdict, type VerdictCode } from './signature-verdict.js';

/** Of several signatures the weakest decides what the document is worth. */
const WEAKEST_FIRST: readonly VerdictCode[] = [
  'DO_NOT_RELY',
  'CANNOT_JUDGE',
  'SIGNER_NOT_TRUSTED',
  'CANNOT_BE_CONFIRMED',
  'GENUINE_SIGNATURE',
  'QUALIFIED_SIGNATURE',
];

/** Several signatures in one sentence; undefined for one, or none. */
export function countedVerdicts(signatures: readonly JudgedSignature[]): string | undefined {
  const all = signatures.length;
  if (all < 2) return undefined;
  const having = (indication: string): number => signatures.filter((one) => one.conclusion.indication === indication).length;
  const [genuine, bad, open] = [having('TOTAL-PASSED'), having('TOTAL-FAILED'), having('INDETERMINATE')];
  if (genuine === all) return `All ${all} signatures are genuine${qualified(signatures)}.`;
  if (bad === all) return `None of the ${all} signatures is to be relied on.`;
  if (open === all) return `None of the ${all} signatures can be confirmed.`;
  const rest = [...(bad > 0 ? [`${bad} not to be relied on`] : []), ...(open > 0 ? [`${open} not to be confirmed`] : [])];
  return `${genuine} of ${all} signatures ${genuine === 1 ? 'is' : 'are'} genuine; ${rest.join(', ')}.`;
}

/** How many of them are qualified; nothing where the lists were not asked. */
function qualified(signatures: readonly JudgedSignature[]): string {
  if (signatures.some(({ qualification }) => qualification === undefined)) return '';
  const count = signatures.filter(({ qualification }) => isQualified(qualification)).length;
  if (count === signatures.length) return ' and qualified';
  return count === 0 ? ', none of them qualified' : `, ${count} of them qualified`;
}

/** Whether part of the file was not understood, so that a signature may be among what is not seen. */
export function mayHaveLost({ document, signatures }: ValidationResult): boolean {
  return signatures.length === 0 && document.notes.some((note) => explainCode(note.code)?.mender !== 'nobody');
}

export const LOST = 'Part of the file was not understood (see the notes): a signature may have been lost with it.';

/** The verdict on the document: that of its weakest signature, with all of them counted first. */
export function documentVerdict(result: ValidationResult): Verdict {
  const verdicts = result.signatures.map((one) => signatureVerdict(one, result));
  const weakest = WEAKEST_FIRST.map((code) => verdicts.find((one) => one.code === code)).find((one) => one !== undefined);
  if (weakest === undefined) return noSignature(result);
  const counted = countedVerdicts(result.signatures);
  return counted === undefined ? weakest : { ...weakest, why: [counted, ...weakest.why] };
}

function noSignature(result: ValidationResult): Verdict {
  const entry = explainCode('NO_SIGNATURE');
  return {
    code: 'NO_SIGNATURE',
    headline: 'No electronic signature here',
    why: [...(entry ? [entry.why] : []), ...(mayHaveLost(result) ? [LOST] : [])],
    next: entry?.next ?? '',
  };
}
