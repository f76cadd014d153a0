import { explainCode } from '../catalogue/catalogue.js';
import { gapsOf } from '../qualification/gaps.js';
import { type JudgedSignature, ownSignatures, type ValidationResult } from '../result.js';
import { counted } from '../wording.js';
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

/** What there is to say of them together: several signatures in one sentence, the counter-signatures in another. */
export function countedVerdicts(signatures: readonly JudgedSignature[]): string[] {
  const own = ownSignatures(signatures);
  const counter = signatures.filter((one) => !own.includes(one));
  return [countedSignatures(own), countedCounterSignatures(counter)].filter((sentence) => sentence !== undefined);
}

function countedSignatures(signatures: readonly JudgedSignature[]): string | undefined {
  const all = signatures.length;
  if (all < 2) return undefined;
  const [genuine, bad, open] = indications(signatures);
  if (genuine === all) return `All ${all} signatures are genuine${qualified(signatures)}.`;
  if (bad === all) return `None of the ${all} signatures is to be relied on.`;
  if (open === all) return `None of the ${all} signatures can be confirmed.`;
  const rest = [...(bad > 0 ? [`${bad} not to be relied on`] : []), ...(open > 0 ? [`${open} not to be confirmed`] : [])];
  return `${genuine} of ${all} signatures ${genuine === 1 ? 'is' : 'are'} genuine; ${rest.join(', ')}.`;
}

function indications(signatures: readonly JudgedSignature[]): [genuine: number, bad: number, open: number] {
  const having = (indication: string): number => signatures.filter((one) => one.conclusion.indication === indication).length;
  return [having('TOTAL-PASSED'), having('TOTAL-FAILED'), having('INDETERMINATE')];
}

/** Whatever is said of counter-signatures, it takes nothing from the signature that they are over. */
function countedCounterSignatures(signatures: readonly JudgedSignature[]): string | undefined {
  if (signatures.length === 0) return undefined;
  const [genuine, bad, open] = indications(signatures);
  const parts = [
    ...(genuine > 0 ? [`${genuine} genuine`] : []),
    ...(bad > 0 ? [`${bad} not to be relied on`] : []),
    ...(open > 0 ? [`${open} not to be confirmed`] : []),
  ];
  const doubt = bad + open > 0 ? '; anybody can add one, so this says nothing against what it is over' : '';
  return `${counted(signatures.length, 'counter-signature')}: ${parts.join(', ')}${doubt}.`;
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

/** The verdict on the document: that of its weakest signature, with all of them counted first. Counter-signatures are counted, and decide nothing. */
export function documentVerdict(result: ValidationResult): Verdict {
  // Of those with the same verdict the one by a list that may be out of date is the weaker.
  const own = ownSignatures(result.signatures).sort((a, b) => gapsOf(b).length - gapsOf(a).length);
  const verdicts = own.map((one) => signatureVerdict(one, result));
  const weakest = WEAKEST_FIRST.map((code) => verdicts.find((one) => one.code === code)).find((one) => one !== undefined);
  if (weakest === undefined) return noSignature(result);
  return { ...weakest, why: [...countedVerdicts(result.signatures), ...weakest.why] };
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
