import type { TimestampKind } from '@sigillum/ades';
import { type Instant, toRfc3339 } from '@sigillum/encoding';
import { signatureReliabilityOf } from '../blocks/acceptance.js';
import type { SignatureContext } from '../blocks/context.js';
import type { SeverityOf } from '../checks/row.js';
import type { Conclusion, IndeterminateSubIndication } from '../conclusion.js';
import { TURNABLE, validatePast } from '../past/past-signature.js';
import type { PoeTable } from '../poe/poe-table.js';
import type { CheckId } from '../policy/policy.js';
import type { BasicResult } from './basic.js';
import { stepLog } from './steps.js';
import type { WithTimeResult } from './with-time.js';

/** Results of the process with Time from which this process goes on (EN 319 102-1 5.6.3.4 step 2). */
const CONTINUED: ReadonlySet<IndeterminateSubIndication> = new Set<IndeterminateSubIndication>([...TURNABLE, 'SIG_CONSTRAINTS_FAILURE']);

/** Time-stamps over more than the signature value: with them validation data become proofs. */
const ARCHIVAL: ReadonlySet<TimestampKind> = new Set<TimestampKind>(['archive-timestamp', 'document-timestamp']);

export interface LongTermResult {
  readonly conclusion: Conclusion;
  readonly bestSignatureTime: Instant;
}

/**
 * The validation process for Signatures providing Long Term Availability and Integrity (EN 319 102-1 5.6.3), once the time-stamps have been judged from the
 * newest to the oldest: the earliest proof of the signature decides what was good then.
 */
export function validateLongTerm(
  context: SignatureContext,
  basic: BasicResult,
  withTime: WithTimeResult,
  poe: PoeTable,
  severityOf: SeverityOf<CheckId>,
): LongTermResult {
  const log = stepLog('LONG-TERM');
  const proof = poe.earliest(context.signature.id);
  const best = Math.min(proof.at, withTime.bestSignatureTime);
  log.add(
    'best-signature-time',
    '5.6.3.4 step 5',
    true,
    'PASSED',
    `The earliest proof of the signature is of ${toRfc3339(best)} (${proof.by}).`,
    proof.by === 'validation' ? [] : [proof.by],
  );
  const current = withTime.conclusion;
  if (!context.signature.timestamps.some((one) => ARCHIVAL.has(one.kind))) {
    log.add(
      'archival-data',
      '5.6.3.4 step 3',
      true,
      'PASSED',
      'There is no archival time-stamp: the result of the process with Time stands.',
    );
    return { conclusion: { ...current, checks: [...log.checks(), ...current.checks] }, bestSignatureTime: withTime.bestSignatureTime };
  }
  const goesOn = current.indication === 'PASSED' || (current.indication === 'INDETERMINATE' && CONTINUED.has(current.subIndication));
  if (!goesOn) return { conclusion: { ...current, checks: [...log.checks(), ...current.checks] }, bestSignatureTime: best };
  const started = basic.signer !== undefined && best >= basic.signer.notBefore;
  log.add('after-issuance', '5.6.3.4 step 6', started, 'CERTIFICATE_NOT_YET_VALID', 'The signature is not older than its certificate.');
  if (!started)
    return { conclusion: { indication: 'FAILED', subIndication: 'NOT_YET_VALID', checks: log.checks() }, bestSignatureTime: best };
  const past =
    current.indication === 'PASSED'
      ? current
      : validatePast({ context, signer: basic.signer, chain: basic.chain, current, poe, severityOf });
  if (past.indication !== 'PASSED') return { conclusion: { ...past, checks: [...log.checks(), ...past.checks] }, bestSignatureTime: best };
  const reliability = signatureReliabilityOf({ ...context, signer: basic.signer, now: best });
  const softened = !reliability.reliable && reliability.severity !== undefined && reliability.severity !== 'fail';
  const reliable = reliability.reliable || softened || severityOf('SAV.signature-algorithm') !== 'fail';
  log.add(
    'algorithms-then',
    '5.6.3.4 step 7',
    reliable,
    'ALGORITHM_NOT_RELIABLE',
    reliability.reliable ? 'The algorithms of the signature were reliable then.' : reliability.message,
  );
  const checks = [...log.checks(), ...(current.indication === 'PASSED' ? [] : past.checks)];
  const conclusion: Conclusion = reliable
    ? { indication: 'PASSED', checks }
    : { indication: 'INDETERMINATE', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE', checks };
  return { conclusion, bestSignatureTime: best };
}
