import type { Signature } from '@sigillum/ades';
import type { Budget, Instant } from '@sigillum/encoding';
import type { EvidenceSet } from '@sigillum/evidence';
import { subIndicationOf, totalIndicationOf } from '../conclusion.js';
import type { CheckId, ValidationPolicy } from '../policy/policy.js';
import type { ProcessConclusion, SignatureConclusion } from '../result.js';
import { validateBasic } from './basic.js';
import { reasonsOf } from './reasons.js';

/** When a signature is judged. */
export interface ValidationTimes {
  readonly now: Instant;
}

/** The processes for time and long-term need validated time-stamps; until then their absence stands in every verdict. */
const NOT_RUN: readonly ProcessConclusion[] = [
  {
    process: 'time',
    ran: false,
    clause: 'EN 319 102-1 5.5',
    code: 'TIMESTAMPS_NOT_VALIDATED',
    message: 'Time-stamps are not validated: the signature counts as made at validation time.',
  },
  {
    process: 'long-term',
    ran: false,
    clause: 'EN 319 102-1 5.6',
    code: 'TIMESTAMPS_NOT_VALIDATED',
    message: 'Time-stamps are not validated: nothing proves that the signature existed earlier.',
  },
];

/**
 * The verdict about one signature by EN 319 102-1: pure, the same for the same signature, evidence, policy and time. Throws `LimitError`
 * where the budget does not reach for the signature itself; a chain search cut short is INDETERMINATE.
 */
export function validateSignature(
  signature: Signature,
  evidence: EvidenceSet,
  policy: ValidationPolicy,
  { now }: ValidationTimes,
  budget: Budget,
): SignatureConclusion {
  const severityOf = (id: CheckId) => policy.severities[id];
  const basic = validateBasic({ signature, evidence, parameters: policy.parameters, now, budget }, severityOf);
  const { conclusion, blocks, decisive, signer, chain, intact } = basic;
  return {
    signatureId: signature.id,
    validationTime: now,
    policy: { name: policy.name, version: policy.version },
    indication: totalIndicationOf(conclusion),
    subIndication: subIndicationOf(conclusion),
    conclusion,
    processes: [{ process: 'basic', ran: true, clause: 'EN 319 102-1 5.3', conclusion }, ...NOT_RUN],
    blocks,
    reasons: reasonsOf(blocks, decisive),
    signingCertificate: signer,
    chain: chain?.path,
    revocation: [...(chain?.revocation ?? [])].map(([certificate, knowledge]) => ({ certificate, knowledge })),
    intact,
    bestSignatureTime: now,
  };
}
