import { type Shape, shape, ShapeError } from '@sigillum/encoding';
import { digestAlgorithmShape, signatureSchemeShape } from '@sigillum/evidence';
import { CHECKS } from '../../checks/catalogue.js';
import type { Severity } from '../../conclusion.js';
import { checkPolicy } from '../check-policy.js';
import type { CryptographicConstraints, DigestRow, Freshness, KeyRow, PolicyParameters, ValidityModel } from '../parameters.js';
import { DEFAULT_POLICY } from '../policies.js';
import type { CheckId, Severities, ValidationPolicy } from '../policy.js';

const { dictionaryOf, flag, instant, listOf, literal, oneOf, optional, record, tagged, text, via, whole } = shape;

const severity = oneOf<Severity>({ fail: true, warn: true, inform: true, ignore: true });

const freshness = tagged<'kind', Freshness>('kind', {
  'maximum-age': record<Extract<Freshness, { kind: 'maximum-age' }>>({ kind: literal('maximum-age'), milliseconds: whole }),
  'update-interval': record<Extract<Freshness, { kind: 'update-interval' }>>({ kind: literal('update-interval') }),
});

const explicitPolicies: Shape<'any' | readonly string[]> = {
  write: (value) => value,
  read: (json, at) => (json === 'any' ? json : listOf(text).read(json, at)),
};

const cryptography = record<CryptographicConstraints>({
  source: text,
  digests: listOf(record<DigestRow>({ algorithm: digestAlgorithmShape, until: optional(instant) })),
  keys: listOf(
    record<KeyRow>({
      scheme: signatureSchemeShape,
      minimumBits: whole,
      until: optional(instant),
    }),
  ),
  issued: instant,
  severityAfterIssue: severity,
});

const validityModelShape = oneOf<ValidityModel>({ shell: true, chain: true, hybrid: true });

const PARAMETERS = {
  cryptography,
  signaturePolicies: record({ none: flag, implied: flag, explicit: explicitPolicies }),
  signerFreshness: freshness,
  caFreshness: freshness,
  signerKeyUsage: listOf(oneOf({ nonRepudiation: true, digitalSignature: true })),
  revocationExemptions: listOf(oneOf({ 'validity-assured-short-term': true, 'no-revocation-available': true })),
  laterStatus: oneOf({ refused: true, used: true }),
  timestampOrder: severity,
  timestampDelay: optional(whole),
  validityModel: optional(validityModelShape),
  initialPolicies: optional(listOf(text)),
};

const parameters = record<PolicyParameters>(PARAMETERS);

const partOfParameters = record<Partial<PolicyParameters>>({
  ...PARAMETERS,
  cryptography: optional(PARAMETERS.cryptography),
  signaturePolicies: optional(PARAMETERS.signaturePolicies),
  signerFreshness: optional(freshness),
  caFreshness: optional(freshness),
  signerKeyUsage: optional(PARAMETERS.signerKeyUsage),
  revocationExemptions: optional(PARAMETERS.revocationExemptions),
  laterStatus: optional(PARAMETERS.laterStatus),
  timestampOrder: optional(severity),
});

const known: ReadonlySet<string> = new Set(CHECKS.map((check) => check.id));

/** Checks that are not made any more are left out: no verdict of today could rest on them. */
function ofToday(severities: Readonly<Record<string, Severity>>): Partial<Record<CheckId, Severity>> {
  return Object.fromEntries(Object.entries(severities).filter(([id]) => known.has(id)));
}

const severities = via<Severities, Readonly<Record<string, Severity>>>(
  dictionaryOf(severity),
  (value) => value,
  (saved) => ({ ...DEFAULT_POLICY.severities, ...(ofToday(saved) as Partial<Severities>) }),
);

const someSeverities = via<Partial<Record<CheckId, Severity>>, Readonly<Record<string, Severity>>>(
  dictionaryOf(severity),
  (value) => value,
  ofToday,
);

/**
 * A whole policy as JSON. A policy of an earlier version may lack checks that there are today: they weigh what the default policy has for them, and the
 * digest, which then is another one, tells. What `checkPolicy` finds is a `ShapeError`.
 */
export const policyShape: Shape<ValidationPolicy> = via<ValidationPolicy, ValidationPolicy>(
  record<ValidationPolicy>({
    name: text,
    version: text,
    description: text,
    severities,
    parameters,
    timestamps: optional(
      record<NonNullable<ValidationPolicy['timestamps']>>({ severities: optional(someSeverities), parameters: optional(partOfParameters) }),
    ),
  }),
  (policy) => policy,
  (policy, at) => {
    const [problem] = checkPolicy(policy);
    if (problem) throw new ShapeError(`${at} (${problem.message})`, 'another policy');
    return policy;
  },
);
