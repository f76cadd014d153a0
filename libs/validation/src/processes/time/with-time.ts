import { type Instant, toRfc3339 } from '@sigillum/encoding';
import { ACCEPTANCE_CHECKS } from '../../blocks/acceptance.js';
import type { SignatureContext } from '../../blocks/context.js';
import { indeterminate, runBlock, type SeverityOf, totalFailure } from '../../checks/row.js';
import type { Conclusion, IndeterminateSubIndication, Miss } from '../../conclusion.js';
import type { ProofOfExistence } from '../../poe/poe-table.js';
import type { CheckId } from '../../policy/policy.js';
import type { JudgedTimestamp } from '../../timestamps/timestamp-result.js';
import { chainAtBestTime } from './at-best-time.js';
import type { BasicResult } from '../basic.js';
import { type StepLog, stepLog } from '../steps.js';
import { timestampDelay } from './timestamp-delay.js';
import { timestampOrder } from './timestamp-order.js';

/** Results of the process for Basic Signatures from which this process goes on (EN 319 102-1 5.5.4 step 2). */
const CONTINUED: ReadonlySet<IndeterminateSubIndication> = new Set<IndeterminateSubIndication>([
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'REVOKED_NO_POE',
  'REVOKED_CA_NO_POE',
  'TRY_LATER',
  'OUT_OF_BOUNDS_NO_POE',
  'OUT_OF_BOUNDS_NOT_REVOKED',
]);

export interface WithTimeResult {
  readonly conclusion: Conclusion;
  /** The validation time where the process did not come to time-stamps (5.5.4 steps 1, 2). */
  readonly best: ProofOfExistence;
}

/**
 * The validation process for Signatures with Time (EN 319 102-1 5.5): the earliest time that a valid time-stamp over the signature proves takes the
 * place of now wherever the standard lets it.
 */
export function validateWithTime(
  context: SignatureContext,
  basic: BasicResult,
  timestamps: readonly JudgedTimestamp[],
  severityOf: SeverityOf<CheckId>,
): WithTimeResult {
  const log = stepLog('TIME');
  const current = basic.conclusion;
  const now: ProofOfExistence = { at: context.now, by: 'validation' };
  if (current.indication === 'FAILED' || (current.indication === 'INDETERMINATE' && !CONTINUED.has(current.subIndication))) {
    const message = `The process for Basic Signatures concludes ${current.indication}, ${current.subIndication}.`;
    log.add('basic', '5.5.4 step 2', false, current.subIndication, message);
    return { conclusion: log.conclude(current), best: now };
  }
  const best = bestSignatureTime(context, timestamps, now);
  const message = `The signature is proven to have existed at ${toRfc3339(best.at)}.`;
  log.add('best-signature-time', '5.5.4 step 3', true, 'PASSED', message, best.by === 'validation' ? [] : [best.by]);
  const miss =
    judgeAt({ context, basic, best: best.at }, log) ??
    timestampOrder(context, timestamps, log) ??
    timestampDelay(context, best.at, '5.5.4 step 5', log) ??
    acceptedAt({ context, basic, best: best.at }, severityOf, log);
  return { conclusion: log.conclude(miss), best };
}

/** 5.5.4 step 3: the earliest of the valid time-stamps over the signature value; at equal times the smaller id. */
function bestSignatureTime(
  { signature }: SignatureContext,
  timestamps: readonly JudgedTimestamp[],
  now: ProofOfExistence,
): ProofOfExistence {
  const [earliest] = timestamps
    .filter(({ basic, read }) => basic.indication === 'PASSED' && read.timestamp.covers?.signatures.includes(signature.id))
    .map(({ read }): ProofOfExistence => ({ at: read.token.info.genTime, by: read.timestamp.id }))
    .filter((proof) => proof.at < now.at)
    .sort((a, b) => a.at - b.at || (a.by < b.by ? -1 : 1));
  return earliest ?? now;
}

interface AtBest {
  readonly context: SignatureContext;
  readonly basic: BasicResult;
  readonly best: Instant;
}

/** 5.5.4 steps 4, 6, 7: what the chain's result means at best-signature-time. */
function judgeAt({ basic, best }: AtBest, log: StepLog): Miss | undefined {
  const { signer, chain, conclusion } = basic;
  if (signer === undefined || chain === undefined) return indeterminate('NO_SIGNING_CERTIFICATE_FOUND');
  // What could not be computed stays so at any time.
  const open = basic.blocks.find(({ block }) => block === 'CV');
  if (open?.conclusion.indication !== 'PASSED' && conclusion.indication === 'INDETERMINATE') return conclusion;
  const miss = chainAtBestTime(chain, best, log);
  if (miss?.subIndication === 'REVOKED_NO_POE' || miss?.subIndication === 'REVOKED_CA_NO_POE') return miss;
  const message = `The certificate is valid from ${toRfc3339(signer.notBefore)}.`;
  const started = log.add('after-issuance', '5.5.4 step 4', best >= signer.notBefore, 'CERTIFICATE_NOT_YET_VALID', message, [signer.id]);
  return started ? miss : totalFailure('NOT_YET_VALID');
}

/** 5.5.4 steps 8, 9: signature acceptance at best-signature-time; what passed now passed then. */
function acceptedAt({ context, basic, best }: AtBest, severityOf: SeverityOf<CheckId>, log: StepLog): Miss | undefined {
  if (basic.conclusion.indication === 'PASSED') return undefined;
  const { conclusion, decisive } = runBlock('SAV', ACCEPTANCE_CHECKS, { ...context, signer: basic.signer, now: best }, severityOf);
  const holds = conclusion.indication === 'PASSED';
  const message = holds ? 'The signature is acceptable at best-signature-time.' : (decisive?.message ?? conclusion.subIndication);
  log.add('acceptance', '5.5.4 steps 8, 9', holds, decisive?.code ?? 'PASSED', message, decisive?.evidence);
  return holds ? undefined : conclusion;
}
