import { type Instant, toRfc3339 } from '@sigillum/encoding';
import { displayNameOf } from '@sigillum/x509';
import { certificateReliability, revocationReliability } from '../blocks/chain/checks/certificate.js';
import type { ChainFailure } from '../blocks/chain/chain.js';
import { type ChainCertificateContext, STEP } from '../blocks/chain/context.js';
import { freshAt } from '../blocks/chain/checks/status.js';
import { isIssuedOutside } from '../blocks/chain/validity-model.js';
import type { PoeTable } from '../poe/poe-table.js';
import type { Reliability } from '../policy/cryptography.js';
import type { StepLog } from '../processes/steps.js';
import { isUsable } from './proven-issuer.js';

/** What proofs of existence are held against what XCV found now. */
export interface Proofs {
  /** The signer's first. */
  readonly contexts: readonly ChainCertificateContext[];
  readonly failures: readonly ChainFailure[];
  /** Until when the chain could be relied on. */
  readonly control: Instant;
  /** When the signature is proven to have existed. */
  readonly at: Instant;
  readonly poe: PoeTable;
}

/** Failures that are answered by a proof of the signature at or before the control-time (5.6.2.4.4 step 3). */
const BY_TIME: ReadonlySet<number> = new Set([
  STEP.sunset,
  STEP.revoked,
  STEP.onHold,
  STEP.caRevoked,
  STEP.validity,
  STEP.revocationIssuer,
]);

/** Whether every failure of the chain is answered by a proof (EN 319 102-1 5.6.2.4.4 steps 3 to 5), not only the one that decided. */
export function answeredByProofs(proofs: Proofs, log: StepLog): boolean {
  const { failures, control, at } = proofs;
  if (failures.some((one) => BY_TIME.has(one.step))) {
    const message = `The signature is proven at ${toRfc3339(at)}, the chain can be relied on until ${toRfc3339(control)}.`;
    if (!log.add('proof-in-time', '5.6.2.4.4 step 3', at <= control, 'NO_POE', message)) return false;
  }
  return failures.every((failure) => isAnswered(failure, proofs, log));
}

function isAnswered(failure: ChainFailure, proofs: Proofs, log: StepLog): boolean {
  const context = proofs.contexts.find((one) => one.certificate.id === failure.certificate);
  if (context === undefined) return failure.step === STEP.sunset;
  switch (failure.step) {
    case STEP.revoked:
    case STEP.onHold:
      return beforeRevocation(context, proofs, log);
    case STEP.revocationIssuer:
      // Step 1 has looked for proofs of the issuer, and step 7 says what came of it.
      return true;
    case STEP.caRevoked:
      return statusBeforeRevocation(context, proofs, log);
    case STEP.validity:
      return inValidity(context, proofs, log);
    case STEP.stale:
      return freshThen(context, proofs, log);
    case STEP.cryptography:
      return algorithmsThen(failure, context, proofs, log);
    default:
      return false;
  }
}

/**
 * Time sliding has moved the control-time to the revocation, unless the CA was revoked in between and the data with it fell out of scope; what it says
 * is then still no reason to trust the signature.
 */
function beforeRevocation(
  { certificate, revocation }: Pick<ChainCertificateContext, 'certificate' | 'revocation'>,
  { at }: Pick<Proofs, 'at'>,
  log: StepLog,
): boolean {
  const verdict = revocation.status?.verdict;
  if (verdict?.status !== 'revoked') return true;
  const message = `${displayNameOf(certificate.subject)} was revoked or suspended on ${toRfc3339(verdict.revocationTime)}; the signature is proven at ${toRfc3339(at)}.`;
  const holds = at < verdict.revocationTime;
  return log.add('before-revocation', '5.6.2.4.4 step 3', holds, 'CERTIFICATE_REVOKED', message, [certificate.id]);
}

/** What says of the signer's status was there before the CA was revoked, and so was not made by whoever had its key then (step 3, REVOKED_CA_NO_POE). */
function statusBeforeRevocation(
  { certificate, revocation }: ChainCertificateContext,
  { contexts, at, poe }: Proofs,
  log: StepLog,
): boolean {
  const verdict = revocation.status?.verdict;
  const [signer] = contexts;
  if (verdict?.status !== 'revoked' || signer === undefined) return false;
  // Time sliding may have gone by a piece of data of its own (a CRL for some reasons only), which knows of no revocation.
  if (at > verdict.revocationTime) return beforeRevocation({ certificate, revocation }, { at }, log);
  const data = signer.revocation.candidates.filter(isUsable);
  const holds = signer.exemption !== undefined || data.some(({ id }) => poe.earliest(id).at <= verdict.revocationTime);
  const message = `${displayNameOf(certificate.subject)} was revoked on ${toRfc3339(verdict.revocationTime)}; revocation data about the signer has to be proven before.`;
  return log.add('status-before-ca-revocation', '5.6.2.4.4 step 3', holds, 'CA_REVOKED_BEFORE_STATUS', message, [
    certificate.id,
    ...data.map((one) => one.id),
  ]);
}

function inValidity(context: ChainCertificateContext, { at }: Proofs, log: StepLog): boolean {
  const { certificate, role } = context;
  // The signer's own validity decides by itself, with sub-indications of its own.
  if (role === 'signer') return true;
  const holds = !isIssuedOutside(context) && at >= certificate.notBefore && at <= certificate.notAfter;
  const message = `${displayNameOf(certificate.subject)} is valid until ${toRfc3339(certificate.notAfter)}; the signature is proven at ${toRfc3339(at)}.`;
  return log.add('ca-validity-at-proof', '5.6.2.4.4 step 3', holds, 'CERTIFICATE_EXPIRED', message, [certificate.id]);
}

/** Step 5: the revocation data was fresh when the signature is proven to have existed. */
function freshThen(context: ChainCertificateContext, { at }: Proofs, log: StepLog): boolean {
  const used = context.revocation.status?.used ?? [];
  const holds = used.every((facts) => freshAt(facts, { ...context, now: at }));
  const message = `The revocation data is held against ${toRfc3339(at)} instead of now.`;
  return log.add('fresh-at-proof', '5.6.2.4.4 step 5', holds, 'REVOCATION_NOT_FRESH', message, [
    context.certificate.id,
    ...used.map((one) => one.id),
  ]);
}

/** Step 4: what was made with the algorithm is proven to have existed while it was reliable. */
function algorithmsThen({ check }: ChainFailure, context: ChainCertificateContext, { poe }: Proofs, log: StepLog): boolean {
  const at = (id: string): ChainCertificateContext => ({ ...context, now: poe.earliest(id).at });
  const { certificate, revocation } = context;
  const ofData = check.id.endsWith('revocation-algorithms');
  const data = revocation.candidates.filter(isUsable);
  const holds = ofData
    ? data.some(({ id, facts }) => facts !== undefined && isReliable(revocationReliability(facts, at(id))))
    : isReliable(certificateReliability(at(certificate.id)));
  const message = `${check.message ?? check.id} It has to be proven to have existed before.`;
  const ids = ofData ? data.map((one) => one.id) : [certificate.id];
  return log.add('algorithms-at-proof', '5.6.2.4.4 step 4', holds, check.code ?? 'ALGORITHM_NOT_RELIABLE', message, ids);
}

function isReliable(one: Reliability): boolean {
  return one.reliable || (one.severity !== undefined && one.severity !== 'fail');
}
