import type { EmbeddedTimestamp } from '@sigillum/ades';
import { toRfc3339 } from '@sigillum/encoding';
import type { EvidenceSet } from '@sigillum/evidence';
import type { SignatureContext } from '../blocks/context.js';
import type { SeverityOf } from '../checks/row.js';
import type { CheckResult, Conclusion, IndeterminateSubIndication } from '../conclusion.js';
import { TURNABLE, validatePast } from '../past/past-signature.js';
import type { PoeTable, ProofOfExistence } from '../poe/poe-table.js';
import type { CheckId } from '../policy/policy.js';
import type { BasicResult } from './basic.js';
import { stepLog } from './steps.js';
import { timestampDelay } from './time/timestamp-delay.js';
import type { WithTimeResult } from './time/with-time.js';

/** Results of the process with Time from which this process goes on (EN 319 102-1 5.6.3.4 step 3). */
const CONTINUED: ReadonlySet<IndeterminateSubIndication> = new Set<IndeterminateSubIndication>([...TURNABLE, 'SIG_CONSTRAINTS_FAILURE']);

/**
 * Whether a time-stamp is over more than the signature, so that validation data or older time-stamps become proofs. A document time-stamp over the signature
 * alone stands for a signature time-stamp (EN 319 142-1 6.3, level B-T), and the process with Time has had it.
 */
function isArchival({ kind, covers }: EmbeddedTimestamp, { crls, ocsps }: EvidenceSet): boolean {
  if (kind !== 'document-timestamp') return kind === 'archive-timestamp';
  const { timestamps = [], material = [] } = covers ?? {};
  return timestamps.length > 0 || [...crls, ...ocsps].some(({ id }) => material.includes(id));
}

export interface LongTermResult {
  readonly conclusion: Conclusion;
  readonly best: ProofOfExistence;
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
  const current = withTime.conclusion;
  const before = (): CheckResult[] => [...log.checks(), ...current.checks];
  if (!context.signature.timestamps.some((one) => isArchival(one, context.evidence))) {
    const message = 'There is no archival time-stamp: the result of the process with Time stands.';
    log.add('archival-data', '5.6.3.4 step 3', true, 'PASSED', message);
    return { conclusion: { ...current, checks: before() }, best: withTime.best };
  }
  const goesOn = current.indication === 'PASSED' || (current.indication === 'INDETERMINATE' && CONTINUED.has(current.subIndication));
  if (!goesOn) return { conclusion: { ...current, checks: before() }, best: withTime.best };
  const best = earlier(poe.earliest(context.signature.id), withTime.best);
  const message = `The earliest proof of the signature is of ${toRfc3339(best.at)} (${best.by}).`;
  log.add('best-signature-time', '5.6.3.4 step 6', true, 'PASSED', message, best.by === 'validation' ? [] : [best.by]);
  if (current.indication === 'PASSED') return { conclusion: { ...current, checks: before() }, best };
  const past = validatePast({ context, basic, current, poe, severityOf });
  const late = past.indication === 'PASSED' ? timestampDelay(context, best.at, '5.6.3.4 step 8', log) : undefined;
  return { conclusion: { ...(late ?? past), checks: [...log.checks(), ...past.checks] }, best };
}

function earlier(a: ProofOfExistence, b: ProofOfExistence): ProofOfExistence {
  return b.at < a.at ? b : a;
}
