import type { Instant } from '@sigillum/encoding';
import type { EvidenceOrigin } from '@sigillum/ades';
import type { EvidenceSet } from '@sigillum/evidence';
import type { BlockConclusion, SignatureConclusion, TimestampConclusion } from '@sigillum/validation';
import { displayNameOf } from '@sigillum/x509';
import type { ValidationResult } from '../result.js';
import { counted, moment, printable } from './plain.js';

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
  if (conclusion.indication !== 'TOTAL-PASSED') return [];
  if (restsOnOthers(conclusion, evidence))
    return ['The document alone does not show this: certificates or revocation data came from elsewhere. Keep them with it.'];
  const until = checkableUntil(conclusion);
  return Number.isFinite(until) ? [`From the document alone this can be checked until ${moment(until)}.`] : [];
}

/** Origins outside the document; anchors come from elsewhere for every verdict. */
const OUTSIDE: ReadonlySet<EvidenceOrigin> = new Set(['supplied', 'online']);

/** Whether checks on the signature or a time-stamp that counted looked at evidence that the document does not have. */
function restsOnOthers({ blocks, timestamps, chain, revocation }: SignatureConclusion, evidence: EvidenceSet): boolean {
  const counted = timestamps.filter(({ indication }) => indication === 'PASSED');
  const chains = [chain, ...counted.map((one) => one.chain)];
  const used = new Set([
    ...[...blocks, ...counted.flatMap((one) => one.blocks)].flatMap(lookedAt),
    ...revocation
      .flatMap(({ knowledge }) => knowledge.status?.used ?? [])
      .flatMap(({ id, deltaId }) => (deltaId === undefined ? [id] : [id, deltaId])),
    ...chains.flatMap((path) => path?.certificates ?? []).map(({ id }) => id),
  ]);
  return [...evidence.certificates, ...evidence.crls, ...evidence.ocsps].some(
    ({ id, origins }) => used.has(id) && origins.every((origin) => OUTSIDE.has(origin)),
  );
}

function lookedAt({ conclusion, parts = [] }: BlockConclusion): string[] {
  return [...conclusion.checks.flatMap((check) => check.evidence), ...parts.flatMap(lookedAt)];
}

/** Time-stamps that renew the proof of everything before them. */
const ARCHIVAL: ReadonlySet<string> = new Set(['archive-timestamp', 'document-timestamp']);

/**
 * Until when a passed verdict can be drawn from the same evidence: the end of the first certificate that it still rests on. That is the newest archival
 * time-stamp's authority; without one also whoever signed the revocation data, and the signer where no time-stamp proves the time. Infinite where all of
 * these are trust anchors, whose own dates nobody looks at (EN 319 102-1 5.2.6.4 step 1).
 */
function checkableUntil(conclusion: SignatureConclusion): Instant {
  const valid = conclusion.timestamps.filter((one) => one.indication === 'PASSED');
  const [newest] = valid.filter((one) => ARCHIVAL.has(one.kind)).sort((a, b) => (b.time ?? 0) - (a.time ?? 0));
  if (newest !== undefined) return endOf(newest);
  const authorities = valid.filter((one) => one.kind === 'signature-timestamp').map(endOf);
  const responders = conclusion.revocation
    .flatMap(({ knowledge }) => knowledge.status?.used ?? [])
    .map(({ signer }) => (signer.role === 'delegated' ? signer.certificate?.notAfter : undefined));
  const proof = authorities.length > 0 ? Math.max(...authorities) : endOf(conclusion);
  return Math.min(proof, ...responders.filter((end) => end !== undefined));
}

function endOf({ signingCertificate, chain }: Pick<SignatureConclusion, 'signingCertificate' | 'chain'>): Instant {
  if (signingCertificate === undefined || chain?.anchor.certificate?.id === signingCertificate.id) return Number.POSITIVE_INFINITY;
  return signingCertificate.notAfter;
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
