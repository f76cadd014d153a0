import { type Instant, toRfc3339 } from '@sigillum/encoding';
import { ACCEPTANCE_CHECKS } from '../blocks/acceptance.js';
import type { ChainRole } from '../blocks/chain/context.js';
import type { SignatureContext } from '../blocks/context.js';
import { indeterminate, runBlock, type SeverityOf, totalFailure } from '../checks/row.js';
import type { Conclusion, IndeterminateSubIndication, Miss } from '../conclusion.js';
import type { PoeTable } from '../poe/poe-table.js';
import type { CheckId } from '../policy/policy.js';
import type { BasicResult } from '../processes/basic.js';
import { type StepLog, stepLog } from '../processes/steps.js';
import { answeredByProofs } from './answers.js';
import { validatePastCertificate } from './past-certificate.js';
import { withProvenIssuer } from './proven-issuer.js';

/** What a past validation is made of: the signature's own context, what the process for Basic Signatures found, and the proofs so far. */
export interface PastSubject {
  readonly context: SignatureContext;
  readonly basic: Pick<BasicResult, 'signer' | 'chain' | 'blocks'>;
  /** What is to be turned. */
  readonly current: Conclusion;
  readonly poe: PoeTable;
  readonly severityOf: SeverityOf<CheckId>;
}

/** Results of the present that a proof of the past may turn (EN 319 102-1 5.6.2.4.4). */
export const TURNABLE: ReadonlySet<IndeterminateSubIndication> = new Set<IndeterminateSubIndication>([
  'REVOKED_NO_POE',
  'REVOKED_CA_NO_POE',
  'OUT_OF_BOUNDS_NO_POE',
  'OUT_OF_BOUNDS_NOT_REVOKED',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'REVOCATION_OUT_OF_BOUNDS_NO_POE',
  'NO_CERTIFICATE_CHAIN_FOUND_NO_POE',
  'TRY_LATER',
]);

/**
 * Past signature validation (EN 319 102-1 5.6.2.4): whether the signature, proven to have existed at some time, was good then. Returns PASSED, FAILED with
 * NOT_YET_VALID, or the present conclusion, with what is missing, where nothing proves otherwise.
 */
export function validatePast(subject: PastSubject): Conclusion {
  const { context, basic, current, poe, severityOf } = subject;
  const { signer, chain } = basic;
  const log = stepLog('PAST');
  const [first, ...above] = chain?.contexts ?? [];
  const computed = basic.blocks.find(({ block }) => block === 'CV')?.conclusion.indication === 'PASSED';
  const turnable = current.indication === 'INDETERMINATE' && TURNABLE.has(current.subIndication) && computed;
  if (!turnable || chain?.path === undefined || first === undefined || signer === undefined) {
    log.add('turnable', '5.6.2.4.4 step 6', false, 'NOT_APPLICABLE', 'What was found now can not be turned by a proof of the past.');
    return asNow(current, log);
  }
  const issuer = withProvenIssuer(first, poe, log);
  const contexts = [issuer.context, ...above];
  const freshness = (role: ChainRole): boolean => severityOf(`RFC.${role}-fresh`) !== 'ignore';
  const options = { now: context.now, sunset: chain.path.anchor.sunset, poe, freshness };
  const past = validatePastCertificate(contexts, chain.failures, options);
  log.add('past-certificate', '5.6.2.4.4 step 2', past.ok, past.ok ? 'PASSED' : past.code, past.message);
  if (!past.ok) return asNow(current, log);
  const at = poe.earliest(context.signature.id).at;
  const proofs = { contexts, failures: chain.failures, control: past.control, at, poe };
  if (!answeredByProofs(proofs, log)) return asNow(current, log);
  const miss =
    inValidity(signer, at, current.subIndication, log) ??
    acceptedThen(subject, at, log) ??
    (issuer.proven ? undefined : ISSUER_OUT_OF_BOUNDS);
  return log.conclude(miss);
}

const ISSUER_OUT_OF_BOUNDS = indeterminate('REVOCATION_OUT_OF_BOUNDS_NO_POE');

function asNow(current: Conclusion, log: StepLog): Conclusion {
  return { ...current, checks: log.checks() };
}

/** 5.6.2.4.4 step 3: the signing certificate was valid when the signature is proven to have existed. */
function inValidity(
  { id, notBefore, notAfter }: { readonly id: string; readonly notBefore: Instant; readonly notAfter: Instant },
  at: Instant,
  current: IndeterminateSubIndication,
  log: StepLog,
): Miss | undefined {
  const message = `The certificate is valid from ${toRfc3339(notBefore)} to ${toRfc3339(notAfter)}; the signature is proven at ${toRfc3339(at)}.`;
  const code = at < notBefore ? 'CERTIFICATE_NOT_YET_VALID' : 'CERTIFICATE_EXPIRED';
  if (log.add('validity-at-proof', '5.6.2.4.4 step 3', at >= notBefore && at <= notAfter, code, message, [id])) return undefined;
  return at < notBefore ? totalFailure('NOT_YET_VALID') : indeterminate(LATE[current] ?? current);
}

/** What a proof of after the certificate's end makes of the present (5.6.2.4.4 step 3 b, c); the rest stays. */
const LATE: Partial<Record<IndeterminateSubIndication, IndeterminateSubIndication>> = {
  NO_CERTIFICATE_CHAIN_FOUND_NO_POE: 'OUT_OF_BOUNDS_NO_POE',
  REVOKED_NO_POE: 'OUT_OF_BOUNDS_NOT_REVOKED',
  REVOKED_CA_NO_POE: 'OUT_OF_BOUNDS_NOT_REVOKED',
  REVOCATION_OUT_OF_BOUNDS_NO_POE: 'OUT_OF_BOUNDS_NOT_REVOKED',
};

/** 5.6.2.4.4 step 4 and 5.6.3.4 step 9: the signature's own algorithms and attributes were acceptable when it is proven to have existed. */
function acceptedThen({ context, basic, severityOf }: PastSubject, at: Instant, log: StepLog): Miss | undefined {
  const { conclusion, decisive } = runBlock('SAV', ACCEPTANCE_CHECKS, { ...context, signer: basic.signer, now: at }, severityOf);
  const holds = conclusion.indication === 'PASSED';
  const message = holds ? 'The signature was acceptable when it is proven.' : (decisive?.message ?? conclusion.subIndication);
  log.add('acceptance-at-proof', '5.6.2.4.4 step 4; 5.6.3.4 step 9', holds, decisive?.code ?? 'PASSED', message, decisive?.evidence);
  return conclusion.indication === 'PASSED' ? undefined : conclusion;
}
