import type { EvidenceSet } from '@sigillum/evidence';
import type { SignatureConclusion, TimestampConclusion } from '@sigillum/validation';
import { displayNameOf } from '@sigillum/x509';
import type { ValidationResult } from '../result.js';
import { checkableOf } from '../verdict/checkable.js';
import { counted, moment, printable } from '../wording.js';

/** When the signature is proven to have existed, which of its time-stamps prove nothing, and until when it can be checked. */
export function timeLines(conclusion: SignatureConclusion, { evidence, timestampQualifications }: ValidationResult): string[] {
  const { bestSignatureTime, bestSignatureTimeProof, timestamps } = conclusion;
  const kind = timestampQualifications?.get(bestSignatureTimeProof)?.word === 'QTSA' ? 'a qualified time-stamp' : 'a time-stamp';
  const proven = bestSignatureTimeProof === 'validation' ? [] : [`Proven to have existed at ${moment(bestSignatureTime)}, by ${kind}.`];
  const useless = timestamps.filter((one) => one.indication !== 'PASSED');
  return [
    ...proven,
    ...(useless.length > 0 ? [`${counted(useless.length, 'time-stamp')} could not be confirmed (${reasons(useless)}).`] : []),
    ...checkableLines(conclusion, evidence),
  ];
}

function checkableLines(conclusion: SignatureConclusion, evidence: EvidenceSet): string[] {
  const checkable = checkableOf(conclusion, evidence);
  if (checkable === undefined) return [];
  if (!checkable.fromDocumentAlone)
    return ['The document alone does not show this: certificates or revocation data came from elsewhere. Keep them with it.'];
  return checkable.until === undefined ? [] : [`From the document alone this can be checked until ${moment(checkable.until)}.`];
}

/** The time-stamps of a document without a signature, a line each. */
export function timestampLines(timestamps: readonly TimestampConclusion[]): string[] {
  return timestamps.map((one) => {
    const { indication, signingCertificate, time } = one;
    const of = signingCertificate ? ` of ${printable(displayNameOf(signingCertificate.subject))}` : '';
    const stated = time === undefined ? 'without a readable time' : moment(time);
    return indication === 'PASSED'
      ? `A time-stamp${of} proves that the document existed at ${stated}.`
      : `A time-stamp${of}, ${stated}, could not be confirmed (${reasons([one])}).`;
  });
}

function reasons(timestamps: readonly TimestampConclusion[]): string {
  return [...new Set(timestamps.map((one) => one.subIndication ?? one.indication))].join(', ');
}
