import { type EmbeddedTimestamp, type ReadTimestamp, readTimestamp, type Signature } from '@sigillum/ades';
import type { Budget, Instant } from '@sigillum/encoding';
import type { EvidenceSet } from '@sigillum/evidence';
import type { SeverityOf } from '../checks/row.js';
import type { CheckResult, Conclusion } from '../conclusion.js';
import { reportDataOf } from '../data/report-data.js';
import { TURNABLE, validatePast } from '../past/past-signature.js';
import type { PoeTable } from '../poe/poe-table.js';
import { digestReliability } from '../policy/cryptography.js';
import type { CheckId, ValidationPolicy } from '../policy/policy.js';
import { validateBasic } from '../processes/basic.js';
import { reasonsOf } from '../processes/reasons.js';
import { subIndicationOf } from '../conclusion.js';
import { coveredBy, provable } from './covered.js';
import { newestFirst } from './newest-first.js';
import { timestampParameters, timestampSeverities } from './timestamp-policy.js';
import type { JudgedTimestamp, TimestampConclusion } from './timestamp-result.js';

export interface TimestampRequest {
  readonly evidence: EvidenceSet;
  readonly policy: ValidationPolicy;
  readonly now: Instant;
  readonly budget: Budget;
  /** Whether the value of a signature holds; asked where a time-stamp over it would prove more than the signature itself. */
  readonly holdsValue: (signatureId: string) => boolean;
}

/** All time-stamps of a document judged, and the proofs of existence that the valid ones give. */
export interface TimestampsJudged {
  readonly byId: ReadonlyMap<string, JudgedTimestamp>;
  readonly conclusions: ReadonlyMap<string, TimestampConclusion>;
  readonly poe: PoeTable;
}

/**
 * Judges each time-stamp once (EN 319 102-1 5.4), then again from the newest to the oldest with the proofs that newer ones give (5.6.3.4): what
 * can't be relied on now may have been when it is proven to have existed. Every valid one proves what it covers.
 */
export function validateTimestamps(timestamps: readonly EmbeddedTimestamp[], request: TimestampRequest, start: PoeTable): TimestampsJudged {
  const severityOf = timestampSeverities(request.policy);
  const byId = new Map<string, JudgedTimestamp>();
  const conclusions = new Map<string, TimestampConclusion>();
  const readable: ReadTimestamp[] = [];
  for (const timestamp of new Map(timestamps.map((one) => [one.id, one])).values()) {
    const read = readTimestamp(timestamp, request.budget);
    if (read) readable.push(read);
    else conclusions.set(timestamp.id, unreadable(timestamp));
  }
  const tokens = new Map(readable.map((read) => [read.timestamp.id, read]));
  let poe = start;
  for (const read of newestFirst(readable)) {
    const judged = judgeTimestamp(read, request, severityOf, poe);
    byId.set(read.timestamp.id, judged);
    conclusions.set(read.timestamp.id, conclusionOf(judged, poe.earliest(read.timestamp.id).at));
    if (proves(judged))
      poe = poe.with(coveredBy(provable(read, request.holdsValue), tokens), { at: read.token.info.genTime, by: read.timestamp.id });
  }
  return { byId, conclusions, poe };
}

function judgeTimestamp(
  read: ReadTimestamp,
  { evidence, policy, now, budget }: TimestampRequest,
  severityOf: SeverityOf<CheckId>,
  poe: PoeTable,
): JudgedTimestamp {
  const context = { signature: claimingItsTime(read), evidence, parameters: timestampParameters(policy), now, budget };
  const result = validateBasic(context, severityOf);
  const { conclusion: basic } = result;
  const turnable = basic.indication === 'INDETERMINATE' && TURNABLE.has(basic.subIndication);
  const final = turnable ? validatePast({ context, basic: result, current: basic, poe, severityOf }) : basic;
  return { read, context, result, basic, final };
}

/** The time that a token claims is the one that it states, whatever its signed attributes say. */
function claimingItsTime({ signature, token }: ReadTimestamp): Signature {
  return { ...signature, attributes: { ...signature.attributes, claimedSigningTime: token.info.genTime } };
}

/** A valid token proves what it covers, if the digest algorithm of its imprint was reliable when it was made (5.6.2.3.2). */
export function proves({ read, final, context }: JudgedTimestamp): boolean {
  if (final.indication !== 'PASSED') return false;
  const { imprint, genTime } = read.token.info;
  const reliability = digestReliability(imprint.digestAlgorithm, imprint.algorithm.oid, genTime, context.parameters.cryptography);
  return reliability.reliable;
}

function conclusionOf({ read, context, result, basic, final }: JudgedTimestamp, existedAt: Instant): TimestampConclusion {
  const { info } = read.token;
  const { blocks, signer, chain } = result;
  return {
    id: read.timestamp.id,
    kind: read.timestamp.kind,
    indication: final.indication,
    subIndication: subIndicationOf(final),
    time: info.genTime,
    policy: info.policy,
    accuracy: info.accuracy,
    signingCertificate: signer,
    chain: chain?.path,
    existedAt,
    basic,
    conclusion: final,
    data: reportDataOf({ context, basic: result, conclusion: final }),
    blocks,
    reasons: final.indication === 'PASSED' ? [] : reasonsOf(blocks, undefined),
  };
}

function unreadable({ id, kind, format }: EmbeddedTimestamp): TimestampConclusion {
  const broken = format.find((one) => !one.holds);
  const check: CheckResult = {
    id: 'FC.cms-readable',
    clause: 'EN 319 102-1 5.2.2',
    outcome: 'failed',
    severity: 'fail',
    code: broken?.code ?? 'TIMESTAMP_UNREADABLE',
    message: broken?.message ?? 'The time-stamp token can not be read.',
    evidence: [],
  };
  const conclusion: Conclusion = { indication: 'FAILED', subIndication: 'FORMAT_FAILURE', checks: [check] };
  return {
    id,
    kind,
    indication: 'FAILED',
    subIndication: 'FORMAT_FAILURE',
    time: undefined,
    policy: undefined,
    accuracy: undefined,
    signingCertificate: undefined,
    chain: undefined,
    existedAt: undefined,
    basic: conclusion,
    conclusion,
    data: { reason: check.message ?? check.id, unmet: [{ check: check.id, code: check.code ?? check.id }] },
    blocks: [{ block: 'FC', conclusion }],
    reasons: reasonsOf([{ block: 'FC', conclusion }], check),
  };
}
