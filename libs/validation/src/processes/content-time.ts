import { type Instant, toRfc3339 } from '@sigillum/encoding';
import { STEP } from '../blocks/chain/context.js';
import { signatureReliabilityOf } from '../blocks/acceptance.js';
import type { SignatureContext } from '../blocks/context.js';
import { indeterminate, totalFailure } from '../checks/row.js';
import type { CheckResult, Miss } from '../conclusion.js';
import type { JudgedTimestamp } from '../timestamps/timestamp-result.js';
import type { BasicResult } from './basic.js';

/**
 * What valid content time-stamps make of the basic result (EN 319 102-1 5.3.4 steps 4, 7): the signature was made after them. Made after the revocation it is
 * REVOKED, after the end of its certificate EXPIRED, after the end of its algorithms CRYPTO_CONSTRAINTS_FAILURE: no proof can answer that any more.
 */
export function withContentTimes(basic: BasicResult, context: SignatureContext, timestamps: readonly JudgedTimestamp[]): BasicResult {
  const [latest] = timestamps
    .filter(({ read, basic: judged }) => read.timestamp.kind === 'content-timestamp' && judged.indication === 'PASSED')
    // A time that has not come is none that the signature can be later than, whatever the policy makes of it.
    .filter(({ read }) => read.token.info.genTime <= context.now)
    .sort((a, b) => b.read.token.info.genTime - a.read.token.info.genTime || (a.read.timestamp.id < b.read.timestamp.id ? -1 : 1));
  if (latest === undefined) return basic;
  const at = latest.read.token.info.genTime;
  const found = settledBy(at, basic, context);
  if (found === undefined) return basic;
  const { miss, code, what, clause } = found;
  const decisive: CheckResult = {
    id: 'BASIC.content-timestamp',
    clause: `EN 319 102-1 ${clause}`,
    outcome: 'failed',
    severity: 'fail',
    code,
    message: `What is signed was time-stamped on ${toRfc3339(at)}, so that the signature was made later: ${what}.`,
    evidence: [latest.read.timestamp.id],
  };
  return { ...basic, conclusion: { ...miss, checks: [...basic.conclusion.checks, decisive] }, decisive };
}

interface Settled {
  readonly miss: Miss;
  readonly code: string;
  readonly what: string;
  readonly clause: string;
}

function settledBy(at: Instant, { conclusion, chain, signer }: BasicResult, context: SignatureContext): Settled | undefined {
  if (conclusion.indication !== 'INDETERMINATE' || signer === undefined) return undefined;
  switch (conclusion.subIndication) {
    case 'REVOKED_NO_POE': {
      const verdict = chain?.revocation.get(signer.id)?.status?.verdict;
      if (verdict?.status !== 'revoked' || at <= verdict.revocationTime) return undefined;
      const what = `after its certificate was revoked on ${toRfc3339(verdict.revocationTime)}`;
      return { miss: totalFailure('REVOKED'), code: 'SIGNED_AFTER_REVOCATION', what, clause: '5.3.4 step 4' };
    }
    case 'OUT_OF_BOUNDS_NO_POE':
    case 'OUT_OF_BOUNDS_NOT_REVOKED': {
      const ofSigner = chain?.failures.some((one) => one.step === STEP.validity && one.certificate === signer.id) ?? false;
      if (!ofSigner || at <= signer.notAfter) return undefined;
      const what = `after its certificate ended on ${toRfc3339(signer.notAfter)}`;
      return { miss: totalFailure('EXPIRED'), code: 'SIGNED_AFTER_EXPIRY', what, clause: '5.3.4 step 4' };
    }
    case 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE': {
      const reliability = signatureReliabilityOf({ ...context, signer });
      if (reliability.reliable || reliability.deadline === undefined || at <= reliability.deadline) return undefined;
      const what = `after the end of an algorithm that it rests on (${toRfc3339(reliability.deadline)})`;
      return { miss: indeterminate('CRYPTO_CONSTRAINTS_FAILURE'), code: 'SIGNED_AFTER_ALGORITHM_END', what, clause: '5.3.4 step 7' };
    }
    default:
      return undefined;
  }
}
