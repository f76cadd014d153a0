import type { Instant } from '@sigillum/encoding';
import type { EvidenceOrigin } from '@sigillum/ades';
import type { EvidenceSet } from '@sigillum/evidence';
import type { BlockConclusion, SignatureConclusion } from '@sigillum/validation';

/** Until when a passed verdict can be drawn again from the same evidence. */
export interface Checkable {
  /** undefined: without end, since all that it still rests on are trust anchors. */
  readonly until: Instant | undefined;
  /** false: certificates or revocation data that the verdict rests on came from elsewhere. */
  readonly fromDocumentAlone: boolean;
}

/** Until when this verdict can be drawn again, and from what; undefined where it did not pass. */
export function checkableOf(conclusion: SignatureConclusion, evidence: EvidenceSet): Checkable | undefined {
  if (conclusion.indication !== 'TOTAL-PASSED') return undefined;
  const until = checkableUntil(conclusion);
  return { until: Number.isFinite(until) ? until : undefined, fromDocumentAlone: !restsOnOthers(conclusion, evidence) };
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
