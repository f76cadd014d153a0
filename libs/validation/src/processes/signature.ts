import type { EmbeddedTimestamp, Signature } from '@sigillum/ades';
import type { Budget, Instant } from '@sigillum/encoding';
import type { EvidenceSet } from '@sigillum/evidence';
import { checkValue } from '../blocks/cryptographic.js';
import { findSigner } from '../blocks/signing-certificate/find.js';
import { type Conclusion, subIndicationOf, totalIndicationOf } from '../conclusion.js';
import { reportDataOf } from '../data/report-data.js';
import { PoeTable } from '../poe/poe-table.js';
import type { CheckId, ValidationPolicy } from '../policy/policy.js';
import type { SignatureConclusion } from '../result.js';
import type { TimestampConclusion } from '../timestamps/timestamp-result.js';
import { type TimestampsJudged, validateTimestamps } from '../timestamps/validate-timestamps.js';
import { validateBasic } from './basic.js';
import { withContentTimes } from './content-time.js';
import { validateLongTerm } from './long-term.js';
import { reasonsOf } from './reasons.js';
import { lostEarlier } from './time/lost-earlier.js';
import { validateWithTime } from './time/with-time.js';

/** When a document is judged. */
export interface ValidationTimes {
  readonly now: Instant;
}

/** What of a document is judged: its signatures, and the time-stamps that belong to none of them. */
export interface Judgeable {
  readonly signatures: readonly Signature[];
  readonly timestamps: readonly EmbeddedTimestamp[];
}

export interface DocumentConclusion {
  /** In the order of the signatures. */
  readonly signatures: readonly SignatureConclusion[];
  /** Those of the document, in their order. */
  readonly timestamps: readonly TimestampConclusion[];
  /** What the valid time-stamps prove to have existed, and since when. */
  readonly poe: PoeTable;
}

/**
 * The verdict about every signature of a document by EN 319 102-1: pure, the same for the same document, evidence, policy and time. Time-stamps are judged
 * once, since one may cover several signatures. Throws `LimitError` where the budget does not reach for a signature itself; a chain search cut
 * short is INDETERMINATE.
 */
export function validateSignatures(
  document: Judgeable,
  evidence: EvidenceSet,
  policy: ValidationPolicy,
  { now }: ValidationTimes,
  budget: Budget,
): DocumentConclusion {
  const all = [...document.signatures.flatMap((one) => one.timestamps), ...document.timestamps];
  const holdsValue = (id: string): boolean =>
    document.signatures.some((signature) => {
      const context = { signature, evidence, parameters: policy.parameters, now, budget };
      return signature.id === id && checkValue({ ...context, signer: findSigner(context).certificate }).state === 'holds';
    });
  const judged = validateTimestamps(all, { evidence, policy, now, budget, holdsValue }, PoeTable.at(now));
  return {
    signatures: document.signatures.map((one) => judgeSignature(one, judged, { evidence, policy, now, budget })),
    timestamps: document.timestamps.flatMap((one) => judged.conclusions.get(one.id) ?? []),
    poe: judged.poe,
  };
}

/** The verdict about one signature that stands alone. */
export function validateSignature(
  signature: Signature,
  evidence: EvidenceSet,
  policy: ValidationPolicy,
  times: ValidationTimes,
  budget: Budget,
): SignatureConclusion {
  const [conclusion] = validateSignatures({ signatures: [signature], timestamps: [] }, evidence, policy, times, budget).signatures;
  if (!conclusion) throw new TypeError('a signature without a conclusion');
  return conclusion;
}

interface Request {
  readonly evidence: EvidenceSet;
  readonly policy: ValidationPolicy;
  readonly now: Instant;
  readonly budget: Budget;
}

function judgeSignature(
  signature: Signature,
  timestamps: TimestampsJudged,
  { evidence, policy, now, budget }: Request,
): SignatureConclusion {
  const severityOf = (id: CheckId) => policy.severities[id];
  const context = { signature, evidence, parameters: policy.parameters, now, budget };
  const distinct = [...new Set(signature.timestamps.map((one) => one.id))];
  const own = distinct.flatMap((id) => timestamps.byId.get(id) ?? []);
  const basic = withContentTimes(validateBasic(context, severityOf), context, own);
  const withTime = validateWithTime(context, basic, own, severityOf);
  const { conclusion, best } = validateLongTerm(context, basic, withTime, timestamps.poe, severityOf);
  const { blocks, decisive, signer, chain, intact } = basic;
  return {
    signatureId: signature.id,
    validationTime: now,
    policy: { name: policy.name, version: policy.version },
    indication: totalIndicationOf(conclusion),
    subIndication: subIndicationOf(conclusion),
    conclusion,
    data: reportDataOf({ context, basic, conclusion }),
    processes: [
      { process: 'basic', ran: true, clause: 'EN 319 102-1 5.3', conclusion: basic.conclusion },
      { process: 'time', ran: true, clause: 'EN 319 102-1 5.5', conclusion: withTime.conclusion },
      { process: 'long-term', ran: true, clause: 'EN 319 102-1 5.6', conclusion },
    ],
    blocks,
    reasons: [...reasonsFor(conclusion, reasonsOf(blocks, decisive)), ...lostEarlier(chain, best.at)],
    signingCertificate: signer,
    chain: chain?.path,
    revocation: [...(chain?.revocation ?? [])].map(([certificate, knowledge]) => ({ certificate, knowledge })),
    intact,
    bestSignatureTime: best.at,
    bestSignatureTimeProof: best.by,
    timestamps: distinct.flatMap((id) => timestamps.conclusions.get(id) ?? []),
  };
}

/** What failed now and was answered by a proof of the past is no reason any more; what warns still warns. */
function reasonsFor(conclusion: Conclusion, reasons: SignatureConclusion['reasons']): SignatureConclusion['reasons'] {
  if (conclusion.indication === 'PASSED') return reasons.filter((one) => one.severity !== 'fail');
  const step = conclusion.checks.find((one) => one.outcome === 'failed' && one.code !== conclusion.subIndication);
  const known = step && reasons.some((one) => one.code === step.code);
  if (!step || known) return reasons;
  return [
    ...reasons,
    { check: step.id, code: step.code ?? step.id, message: step.message ?? '', severity: step.severity, evidence: step.evidence },
  ];
}
