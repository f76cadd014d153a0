import type { Instant } from '@sigillum/encoding';
import type { SignatureConclusion, TimestampConclusion } from '@sigillum/validation';
import { displayNameOf } from '@sigillum/x509';
import { counted, moment, printable } from './plain.js';

/** When the signature is proven to have existed, which of its time-stamps prove nothing, and until when it can be checked. */
export function timeLines(conclusion: SignatureConclusion): string[] {
  const { bestSignatureTime, bestSignatureTimeProof, timestamps } = conclusion;
  const until = checkableUntil(conclusion);
  const proven =
    bestSignatureTimeProof === 'validation' ? [] : [`Proven to have existed at ${moment(bestSignatureTime)}, by a time-stamp.`];
  const useless = timestamps.filter((one) => one.indication !== 'PASSED');
  return [
    ...proven,
    ...(useless.length > 0 ? [`${counted(useless.length, 'time-stamp')} could not be confirmed (${reasons(useless)}).`] : []),
    ...(until === undefined ? [] : [`From the document alone this can be checked until ${moment(until)}.`]),
  ];
}

/** Time-stamps that renew the proof of everything before them. */
const ARCHIVAL: ReadonlySet<string> = new Set(['archive-timestamp', 'document-timestamp']);

/**
 * Until when a passed verdict can be drawn from the document alone: the end of the first certificate that it still rests on. That is the newest archival
 * time-stamp's authority; without one also whoever signed the revocation data, and the signer where no time-stamp proves the time.
 */
export function checkableUntil({ indication, signingCertificate, timestamps, revocation }: SignatureConclusion): Instant | undefined {
  if (indication !== 'TOTAL-PASSED' || signingCertificate === undefined) return undefined;
  const valid = timestamps.filter((one) => one.indication === 'PASSED' && one.signingCertificate !== undefined);
  const [newest] = valid.filter((one) => ARCHIVAL.has(one.kind)).sort((a, b) => (b.time ?? 0) - (a.time ?? 0));
  if (newest?.signingCertificate) return newest.signingCertificate.notAfter;
  const authorities = valid.filter((one) => one.kind === 'signature-timestamp').map((one) => one.signingCertificate?.notAfter ?? 0);
  const responders = revocation
    .flatMap(({ knowledge }) => knowledge.status?.used ?? [])
    .map(({ signer }) => (signer.role === 'delegated' ? signer.certificate?.notAfter : undefined));
  const proof = authorities.length > 0 ? Math.max(...authorities) : signingCertificate.notAfter;
  return Math.min(proof, ...responders.filter((end) => end !== undefined));
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
