import type { CertificateResult } from './certificate/result.js';
import { lacksList } from './qualification/gaps.js';
import { requirementResult, type RequirementResult } from './requirement.js';
import { type JudgedSignature, ownSignatures, type Requirement, type TrustUsed, type ValidationResult } from './result.js';

/** Statuses of one document, the worst first (the contract's order for what a document can have). */
const PROVEN_BAD = 1;
const TRUST_DATA_MISSING = 6;
const UNDECIDED = 3;
const BELOW_REQUIREMENT = 5;
const NO_SIGNATURE = 4;

const REQUIRED: Readonly<Record<RequirementResult['outcome'], number>> = {
  met: 0,
  below: BELOW_REQUIREMENT,
  'trust-data-missing': TRUST_DATA_MISSING,
  undecided: UNDECIDED,
};

const WORST_FIRST: readonly number[] = [PROVEN_BAD, TRUST_DATA_MISSING, UNDECIDED, BELOW_REQUIREMENT];

/** What the status is drawn from. */
interface Judged {
  readonly document: Pick<ValidationResult['document'], 'format'>;
  readonly signatures: readonly JudgedIndication[];
  readonly timestamps: readonly Pick<ValidationResult['timestamps'][number], 'indication'>[];
  readonly trust: ValidationResult['trust'];
  readonly requirement?: ValidationResult['requirement'];
}

interface JudgedCertificate extends Pick<CertificateResult, 'trust' | 'tlsBinding'> {
  readonly conclusion: Pick<CertificateResult['conclusion'], 'indication' | 'chain'>;
  readonly atValidation: Pick<CertificateResult['atValidation'], 'reasons'>;
}

type JudgedIndication = Pick<JudgedSignature, 'qualification'> & {
  readonly signature: Pick<JudgedSignature['signature'], 'counterSignatureOf'>;
  readonly conclusion: Pick<JudgedSignature['conclusion'], 'indication'>;
};

/**
 * The exit status that a document's verdicts amount to: 1 a signature is proven bad, 6 trust data were wanted and missing, 3 undecided, 5 genuine but below what is
 * required, 4 no signature, 0 every signature passed and is what is required. Of a bare time-stamp the same is said, but it is no signature where one is required.
 * Counter-signatures have no say: whoever has the document can add one, or garbage for one, and none is a signature of the document.
 */
export function exitStatusOf({ document, timestamps, trust, requirement, ...judged }: Judged): number {
  const signatures = ownSignatures(judged.signatures);
  const bare = document.format === 'CMS' ? timestamps : [];
  const withoutTrust = lacksTrust(trust);
  const statuses = [
    ...signatures.map((one) => statusOf(one.conclusion, withoutTrust || lacksList(one))),
    ...bare.map((one) => statusOf(one, withoutTrust)),
    ...(requirement === undefined ? [] : signatures.map((one) => requiredStatus(one, requirement, trust))),
  ];
  const found = requirement === undefined ? [...signatures, ...bare] : signatures;
  return WORST_FIRST.find((status) => statuses.includes(status)) ?? (found.length === 0 ? NO_SIGNATURE : 0);
}

/** The same of a certificate: 1 it is bad, 6 undecided and trust data were wanted and missing, 3 undecided, 0 it is valid. */
export function certificateExitStatusOf({ conclusion, trust, atValidation, tlsBinding }: JudgedCertificate): number {
  if (tlsBinding?.ok === false) return PROVEN_BAD;
  const unusable = atValidation.reasons.some(({ code }) => code === 'TL_LIST_UNUSABLE');
  return statusOf(conclusion, lacksTrust(trust) || (conclusion.chain === undefined && unusable));
}

/** Trust data were wanted, and there are none. */
function lacksTrust({ trustLists, anchors }: TrustUsed): boolean {
  return trustLists === 'missing' && anchors === 0;
}

/** Only what has passed is no trouble; whatever else is said that is no failure is open. */
function statusOf({ indication }: { readonly indication: string }, withoutTrust: boolean): number {
  if (indication.endsWith('FAILED')) return PROVEN_BAD;
  if (indication.endsWith('PASSED')) return 0;
  return withoutTrust ? TRUST_DATA_MISSING : UNDECIDED;
}

function requiredStatus(judged: JudgedIndication, requirement: Requirement, trust: ValidationResult['trust']): number {
  const result = requirementResult(judged, requirement, trust);
  return result === undefined ? 0 : REQUIRED[result.outcome];
}
