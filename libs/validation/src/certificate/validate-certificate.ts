import type { Budget } from '@sigillum/encoding';
import type { EvidenceSet } from '@sigillum/evidence';
import type { Certificate, CertificationPath } from '@sigillum/x509';
import { validateChain } from '../blocks/chain/chain.js';
import { type BlockConclusion, subIndicationOf } from '../conclusion.js';
import type { CheckId, Severities, ValidationPolicy } from '../policy/policy.js';
import { reasonsOf } from '../processes/reasons.js';
import type { ValidationTimes } from '../processes/signature.js';
import type { Reason } from '../reason.js';
import type { CertificateStatus } from '../result.js';

/** What the validation of a certificate by itself concludes: XCV, with no signature and no other time than now. */
export interface CertificateConclusion {
  readonly certificate: Certificate;
  readonly validationTime: ValidationTimes['now'];
  readonly indication: BlockConclusion['conclusion']['indication'];
  readonly subIndication: ReturnType<typeof subIndicationOf>;
  readonly block: BlockConclusion;
  /** The decisive one first. */
  readonly reasons: readonly Reason[];
  /** undefined where no chain was found. */
  readonly chain: CertificationPath | undefined;
  readonly revocation: readonly CertificateStatus[];
}

/**
 * What weighs otherwise where nothing was signed: what the certificate may be used for is said and not required, and an authority has to be valid now, since
 * there is no time before now that the certificate could have been used at.
 */
const WITHOUT_SIGNATURE: Partial<Severities> = {
  'XCV.signer-key-usage': 'inform',
  'XCV.signer-time-stamping': 'ignore',
  'XCV.signer-time-stamping-only': 'ignore',
  'XCV.signer-purpose': 'ignore',
  'XCV.signer-allowed-extensions': 'warn',
  'XCV.ca-validity': 'fail',
};

/** Validates a certificate (EN 319 102-1 5.2.6). Pure; throws `LimitError` where the budget does not reach for the certificate itself. */
export function validateCertificate(
  certificate: Certificate,
  evidence: EvidenceSet,
  policy: ValidationPolicy,
  { now }: ValidationTimes,
  budget: Budget,
): CertificateConclusion {
  const severities: Readonly<Record<CheckId, Severities[CheckId]>> = { ...policy.severities, ...WITHOUT_SIGNATURE };
  const context = { evidence, parameters: policy.parameters, now, budget };
  const { block, path, revocation } = validateChain(certificate, context, (id) => severities[id]);
  return {
    certificate,
    validationTime: now,
    indication: block.conclusion.indication,
    subIndication: subIndicationOf(block.conclusion),
    block,
    reasons: reasonsOf([block], block.decisive),
    chain: path,
    revocation: [...revocation].map(([id, knowledge]) => ({ certificate: id, knowledge })),
  };
}
