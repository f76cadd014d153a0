import type { SignatureConclusion, TimestampConclusion } from '@sigillum/validation';
import { displayNameOf } from '@sigillum/x509';
import { counted, moment, printable } from './plain.js';

/** When the signature is proven to have existed, and which of its time-stamps prove nothing. */
export function timeLines({ bestSignatureTime, bestSignatureTimeProof, timestamps }: SignatureConclusion): string[] {
  const proven =
    bestSignatureTimeProof === 'validation' ? [] : [`Proven to have existed at ${moment(bestSignatureTime)}, by a time-stamp.`];
  const useless = timestamps.filter((one) => one.indication !== 'PASSED');
  return [
    ...proven,
    ...(useless.length > 0 ? [`${counted(useless.length, 'time-stamp')} could not be confirmed (${reasons(useless)}).`] : []),
  ];
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
