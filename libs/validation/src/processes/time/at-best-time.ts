import { type Instant, toRfc3339 } from '@sigillum/encoding';
import type { ChainConclusion, ChainFailure } from '../../blocks/chain/chain.js';
import { type ChainCertificateContext, STEP } from '../../blocks/chain/context.js';
import { isRevokedAt } from '../../blocks/chain/revocation/reader.js';
import { freshAt } from '../../blocks/chain/checks/status.js';
import { indeterminate } from '../../checks/row.js';
import type { Miss } from '../../conclusion.js';
import type { StepLog } from '../steps.js';

/**
 * What XCV has against the chain now, held against best-signature-time (EN 319 102-1 5.5.4 steps 4, 6, 7). Not only the failure that decided has to be
 * answered: the ones behind it would have decided then. Returns the first that is not.
 */
export function chainAtBestTime({ failures, contexts }: ChainConclusion, best: Instant, log: StepLog): Miss | undefined {
  const revokedNow = new Set(failures.filter(({ step }) => step >= STEP.revoked && step <= STEP.caRevoked).map((one) => one.certificate));
  for (const failure of failures) {
    const context = contexts.find((one) => one.certificate.id === failure.certificate);
    const miss = context === undefined ? failure.miss : answer(failure, context, best, revokedNow.has(failure.certificate), log);
    if (miss !== undefined) return miss;
  }
  return undefined;
}

function answer(
  failure: ChainFailure,
  context: ChainCertificateContext,
  best: Instant,
  revokedNow: boolean,
  log: StepLog,
): Miss | undefined {
  switch (failure.step) {
    case STEP.revoked:
    case STEP.onHold:
    case STEP.caRevoked:
      return beforeRevocation(context, best, log) ? undefined : failure.miss;
    case STEP.stale:
      return freshThen(context, best, log) ? undefined : failure.miss;
    case STEP.validity:
      return inValidity(failure, context, best, revokedNow, log);
    default:
      log.add('chain', '5.2.6.4', false, failure.check.code ?? failure.check.id, failure.check.message ?? '', failure.check.evidence);
      return failure.miss;
  }
}

/** A revocation or a suspension counts where it came before the signature is proven, or at that very moment. */
function beforeRevocation({ certificate, revocation }: ChainCertificateContext, best: Instant, log: StepLog): boolean {
  const verdict = revocation.status?.verdict;
  if (verdict?.status !== 'revoked') return true;
  const message = `${verdict.hold ? 'Suspended' : 'Revoked'} on ${toRfc3339(verdict.revocationTime)}; the signature is proven at ${toRfc3339(best)}.`;
  const [step, clause, code] = verdict.hold
    ? (['before-suspension', '5.5.4 step 7', 'CERTIFICATE_ON_HOLD'] as const)
    : (['before-revocation', '5.5.4 step 4 a', 'CERTIFICATE_REVOKED'] as const);
  return log.add(step, clause, !isRevokedAt(verdict, best), code, message, [certificate.id]);
}

function freshThen(context: ChainCertificateContext, best: Instant, log: StepLog): boolean {
  const { certificate, revocation } = context;
  const used = revocation.status?.used ?? [];
  const holds = used.every((facts) => freshAt(facts, { ...context, now: best }));
  const message = `The revocation data is held against ${toRfc3339(best)} instead of now.`;
  const ids = [certificate.id, ...used.map((one) => one.id)];
  return log.add('fresh-then', '5.5.4 step 6', holds, 'REVOCATION_NOT_FRESH', message, ids);
}

/** A certificate that is known not to have been revoked, or only later, had to be valid then; nothing follows where its status is not known. */
function inValidity(
  { miss }: ChainFailure,
  { certificate }: ChainCertificateContext,
  best: Instant,
  revokedNow: boolean,
  log: StepLog,
): Miss | undefined {
  if (miss.subIndication === 'OUT_OF_BOUNDS_NO_POE' && !revokedNow) {
    const message = 'Nothing says that the certificate was not revoked in the meantime.';
    log.add('status-known', '5.5.4 step 4 b', false, 'REVOCATION_STATUS_UNKNOWN', message, [certificate.id]);
    return miss;
  }
  const message = `The certificate is valid until ${toRfc3339(certificate.notAfter)}; the signature is proven at ${toRfc3339(best)}.`;
  const holds = log.add('in-validity', '5.5.4 step 4 a, d', best <= certificate.notAfter, 'CERTIFICATE_EXPIRED', message, [certificate.id]);
  return holds ? undefined : indeterminate('OUT_OF_BOUNDS_NOT_REVOKED');
}
