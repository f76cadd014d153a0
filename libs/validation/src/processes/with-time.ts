import { type Instant, toRfc3339 } from '@sigillum/encoding';
import { signatureReliabilityOf } from '../blocks/acceptance.js';
import type { SignatureContext } from '../blocks/context.js';
import { freshAt } from '../blocks/chain/status-checks.js';
import type { SeverityOf } from '../checks/row.js';
import type { Conclusion, IndeterminateSubIndication, Miss } from '../conclusion.js';
import type { CheckId } from '../policy/policy.js';
import type { JudgedTimestamp } from '../timestamps/timestamp-result.js';
import type { BasicResult } from './basic.js';
import { timestampOrder } from './timestamp-order.js';
import { type StepLog, stepLog } from './steps.js';

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
  readonly bestSignatureTime: Instant;
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
  const usable = timestamps.filter(
    (one) => one.basic.indication === 'PASSED' && one.read.timestamp.covers?.signatures.includes(context.signature.id),
  );
  const best = usable.reduce((earliest, one) => Math.min(earliest, one.read.token.info.genTime), context.now);
  const proofs = usable.map((one) => one.read.timestamp.id);
  log.add('best-signature-time', '5.5.4 step 3', true, 'PASSED', `The signature is proven to have existed at ${toRfc3339(best)}.`, proofs);
  const current = basic.conclusion;
  if (current.indication === 'FAILED' || (current.indication === 'INDETERMINATE' && !CONTINUED.has(current.subIndication))) {
    log.add(
      'basic',
      '5.5.4 step 2',
      false,
      current.subIndication,
      `The process for Basic Signatures concludes ${current.indication}, ${current.subIndication}.`,
    );
    return { conclusion: { ...current, checks: log.checks() }, bestSignatureTime: best };
  }
  const miss = judgeAt({ context, basic, best, severityOf }, log) ?? timestampOrder(context, timestamps, log);
  const conclusion: Conclusion = miss === undefined ? { indication: 'PASSED', checks: log.checks() } : { ...miss, checks: log.checks() };
  return { conclusion, bestSignatureTime: best };
}

interface AtBest {
  readonly context: SignatureContext;
  readonly basic: BasicResult;
  readonly best: Instant;
  readonly severityOf: SeverityOf<CheckId>;
}

/** 5.5.4 step 4: what the basic result means at best-signature-time. */
function judgeAt(at: AtBest, log: StepLog): Miss | undefined {
  const { basic, best } = at;
  const { signer, conclusion } = basic;
  if (signer === undefined) return { indication: 'INDETERMINATE', subIndication: 'NO_SIGNING_CERTIFICATE_FOUND' };
  const subIndication = conclusion.indication === 'INDETERMINATE' ? conclusion.subIndication : undefined;
  const stays: Miss | undefined = subIndication && { indication: 'INDETERMINATE', subIndication };
  const started = best >= signer.notBefore;
  log.add(
    'after-issuance',
    '5.5.4 step 4 a',
    started,
    'CERTIFICATE_NOT_YET_VALID',
    `The certificate is valid from ${toRfc3339(signer.notBefore)}.`,
  );
  if (!started) return { indication: 'FAILED', subIndication: 'NOT_YET_VALID' };
  if (stays === undefined) return undefined;
  switch (subIndication) {
    case 'REVOKED_NO_POE':
    case 'REVOKED_CA_NO_POE':
      return beforeRevocation(at, log, stays);
    case 'OUT_OF_BOUNDS_NO_POE':
      log.add(
        'status-known',
        '5.5.4 step 4 c',
        false,
        'REVOCATION_STATUS_UNKNOWN',
        'Nothing says that the certificate was not revoked in the meantime.',
      );
      return stays;
    case 'OUT_OF_BOUNDS_NOT_REVOKED':
      return inValidity(at, log) ? undefined : stays;
    case 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE':
      return algorithmsAt(at, log, stays);
    case 'TRY_LATER':
      return laterAt(at, log, stays);
    default:
      return stays;
  }
}

function inValidity({ basic, best }: AtBest, log: StepLog): boolean {
  const end = basic.signer?.notAfter ?? Number.NEGATIVE_INFINITY;
  const holds = best <= end;
  log.add('in-validity', '5.5.4 step 4 d', holds, 'CERTIFICATE_EXPIRED', `The certificate is valid until ${toRfc3339(end)}.`);
  return holds;
}

/** A revocation counts only where it came before the signature is proven (5.5.4 step 4 b). */
function beforeRevocation(at: AtBest, log: StepLog, stays: Miss): Miss | undefined {
  const times = [...(at.basic.chain?.revocation.values() ?? [])].flatMap(({ status }) =>
    status?.verdict.status === 'revoked' && status.verdict.revocationTime <= at.context.now ? [status.verdict.revocationTime] : [],
  );
  const earliest = Math.min(...times);
  const holds = at.best < earliest;
  log.add('before-revocation', '5.5.4 step 4 b', holds, 'CERTIFICATE_REVOKED', `Revoked at ${toRfc3339(earliest)}.`);
  if (!holds) return stays;
  return inValidity(at, log) ? undefined : { indication: 'INDETERMINATE', subIndication: 'OUT_OF_BOUNDS_NOT_REVOKED' };
}

/** Only the signature's own algorithms are judged at best-signature-time; those of the chain need a proof of their own (5.5.4 step 4 f). */
function algorithmsAt({ context, basic, best, severityOf }: AtBest, log: StepLog, stays: Miss): Miss | undefined {
  const chainPassed = basic.blocks.find((one) => one.block === 'XCV')?.conclusion.indication === 'PASSED';
  const reliability = signatureReliabilityOf({ ...context, signer: basic.signer, now: best });
  const softened =
    severityOf('SAV.signature-algorithm') !== 'fail' ||
    (!reliability.reliable && reliability.severity !== undefined && reliability.severity !== 'fail');
  const holds = chainPassed && (reliability.reliable || softened);
  const message = reliability.reliable ? 'The algorithms of the signature were reliable then.' : reliability.message;
  log.add(
    'algorithms-then',
    '5.5.4 step 4 f',
    holds,
    'ALGORITHM_NOT_RELIABLE',
    chainPassed ? message : 'An algorithm of the certificate chain is not reliable now.',
  );
  return holds ? undefined : stays;
}

/** Data that are too old now may have been fresh then; a suspension counts from its start (5.5.4 step 4 g). */
function laterAt({ context, basic, best }: AtBest, log: StepLog, stays: Miss): Miss | undefined {
  const statuses = [...(basic.chain?.revocation.values() ?? [])].flatMap(({ status }) => status ?? []);
  const held = statuses.some(({ verdict }) => verdict.status === 'revoked' && verdict.revocationTime <= best);
  const signerId = basic.signer?.id;
  const fresh = [...(basic.chain?.revocation ?? [])].every(
    ([id, { status }]) =>
      status === undefined ||
      status.used.every((facts) => freshAt(facts, { role: id === signerId ? 'signer' : 'ca', parameters: context.parameters, now: best })),
  );
  const holds = !held && fresh;
  log.add(
    'fresh-then',
    '5.5.4 step 4 g',
    holds,
    'REVOCATION_NOT_FRESH',
    held ? 'The certificate was suspended then.' : 'Revocation data is judged by its age at best-signature-time.',
  );
  return holds ? undefined : stays;
}
