import { type Instant, toRfc3339 } from '@sigillum/encoding';
import type { Certificate } from '@sigillum/x509';
import { certificateContexts, type ChainConclusion } from '../blocks/chain/chain.js';
import { certificateReliability, revocationReliability } from '../blocks/chain/certificate-checks.js';
import type { ChainCertificateContext, ChainRole } from '../blocks/chain/context.js';
import { revocationReader } from '../blocks/chain/revocation.js';
import type { SignatureContext } from '../blocks/context.js';
import { signatureReliabilityOf } from '../blocks/acceptance.js';
import type { SeverityOf } from '../checks/row.js';
import type { Conclusion, IndeterminateSubIndication, Miss } from '../conclusion.js';
import type { PoeTable } from '../poe/poe-table.js';
import type { CheckId } from '../policy/policy.js';
import { type StepLog, stepLog } from '../processes/steps.js';
import { slideTime } from './time-sliding.js';

/** What a past validation is made of: the signature's own context, what the process for Basic Signatures found, and the proofs so far. */
export interface PastSubject {
  readonly context: SignatureContext;
  readonly signer: Certificate | undefined;
  readonly chain: ChainConclusion | undefined;
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
 * Past signature validation (EN 319 102-1 5.6.2.4): whether the signature, proven to have existed at some time, was good then. Returns PASSED, or
 * the present conclusion where nothing proves otherwise.
 */
export function validatePast(subject: PastSubject): Conclusion {
  const { context, chain, current, poe, signer, severityOf } = subject;
  const log = stepLog('PAST');
  if (current.indication !== 'INDETERMINATE' || !TURNABLE.has(current.subIndication) || chain?.path === undefined || signer === undefined) {
    log.add('turnable', '5.6.2.4.4', false, 'NOT_APPLICABLE', 'What was found now can not be turned by a proof of the past.');
    return asNow(current, log);
  }
  const contexts = [...certificateContexts(chain.path, context, revocationReader(context))];
  const freshness = (role: ChainRole): boolean => severityOf(`RFC.${role}-fresh`) !== 'ignore';
  const sliding = slideTime(contexts, { now: context.now, sunset: chain.path.anchor.sunset, poe, freshness });
  log.add('past-certificate', '5.6.2.1.4', sliding.ok, sliding.ok ? 'CONTROL_TIME' : sliding.code, sliding.message);
  if (!sliding.ok) return asNow(current, log);
  const proof = poe.earliest(context.signature.id);
  const inTime = proof.at <= sliding.control;
  const when = `The signature is proven at ${toRfc3339(proof.at)}, the chain can be relied on until ${toRfc3339(sliding.control)}.`;
  log.add('proof-in-time', '5.6.2.4.4 step 2', inTime, 'NO_POE', when);
  if (!inTime) return asNow(current, log);
  const miss = turned(current.subIndication, contexts, proof.at, subject, log) ?? issuerInBounds(contexts, poe, log);
  return miss === undefined ? { indication: 'PASSED', checks: log.checks() } : { ...miss, checks: log.checks() };
}

function asNow(current: Conclusion, log: StepLog): Conclusion {
  return { ...current, checks: log.checks() };
}

/** Whether the present sub-indication is answered by the proof (5.6.2.4.4 step 2 a-e); the miss that stands where it is not. */
function turned(
  subIndication: IndeterminateSubIndication,
  contexts: readonly ChainCertificateContext[],
  at: Instant,
  { context, signer, poe }: PastSubject,
  log: StepLog,
): Miss | undefined {
  const stays: Miss = { indication: 'INDETERMINATE', subIndication };
  if (signer === undefined) return stays;
  if (subIndication === 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE') {
    const reliable = algorithmsAtProof(contexts, context, poe);
    log.add(
      'algorithms-at-proof',
      '5.6.2.4.4 step 2 e',
      reliable,
      'ALGORITHM_NOT_RELIABLE',
      'Every algorithm was reliable when what it made is proven to have existed.',
    );
    if (!reliable) return stays;
  }
  const early = at < signer.notBefore;
  const late = at > signer.notAfter;
  const period = `${toRfc3339(signer.notBefore)} to ${toRfc3339(signer.notAfter)}`;
  log.add(
    'validity-at-proof',
    '5.6.2.4.4 step 2 d',
    !early && !late,
    early ? 'CERTIFICATE_NOT_YET_VALID' : 'CERTIFICATE_EXPIRED',
    `The certificate is valid from ${period}; the signature is proven at ${toRfc3339(at)}.`,
  );
  if (early) return { indication: 'FAILED', subIndication: 'NOT_YET_VALID' };
  if (late)
    return subIndication.startsWith('OUT_OF_BOUNDS') ? stays : { indication: 'INDETERMINATE', subIndication: 'OUT_OF_BOUNDS_NOT_REVOKED' };
  return undefined;
}

/**
 * Whoever issued the signing certificate, and with it speaks of its revocation, has to be proven inside the validity of its own certificate
 * (5.6.2.4.4 step 1). A trust anchor needs no proof.
 */
function issuerInBounds([signer]: readonly ChainCertificateContext[], poe: PoeTable, log: StepLog): Miss | undefined {
  const issuer = signer?.path.certificates[1];
  if (signer === undefined || signer.exemption !== undefined || issuer === undefined) return undefined;
  const { at } = poe.earliest(issuer.id);
  const holds = at >= issuer.notBefore && at <= issuer.notAfter;
  const period = `${toRfc3339(issuer.notBefore)} to ${toRfc3339(issuer.notAfter)}`;
  log.add(
    'issuer-in-bounds',
    '5.6.2.4.4 step 1',
    holds,
    'REVOCATION_ISSUER_OUT_OF_VALIDITY',
    `The issuer's certificate is valid from ${period}, and proven at ${toRfc3339(at)}.`,
    [issuer.id],
  );
  return holds ? undefined : { indication: 'INDETERMINATE', subIndication: 'REVOCATION_OUT_OF_BOUNDS_NO_POE' };
}

/** Each signature was reliable at the proof of what it made: the signature value, the certificates, the revocation data. */
function algorithmsAtProof(contexts: readonly ChainCertificateContext[], context: SignatureContext, poe: PoeTable): boolean {
  const [signer] = contexts;
  const own = signatureReliabilityOf({ ...context, now: poe.earliest(context.signature.id).at, signer: signer?.certificate });
  const others = contexts.flatMap((one) => {
    if (one.exemption === 'trust-anchor') return [];
    const data = one.revocation.candidates.filter((candidate) => candidate.facts !== undefined && candidate.problems.length === 0);
    const reliable = data.map(
      ({ id, facts }) => facts !== undefined && isReliable(revocationReliability(facts, { ...one, now: poe.earliest(id).at })),
    );
    return [
      isReliable(certificateReliability({ ...one, now: poe.earliest(one.certificate.id).at })),
      reliable.length === 0 || reliable.some(Boolean),
    ];
  });
  return isReliable(own) && others.every(Boolean);
}

function isReliable(one: ReturnType<typeof certificateReliability>): boolean {
  return one.reliable || one.severity === 'warn' || one.severity === 'inform';
}
