import { checkPolicy, type PolicyProblem } from './check-policy.js';
import type { Freshness, PolicyParameters } from './parameters.js';
import { POLICIES, policyNamed } from './policies.js';
import type { Severities, ValidationPolicy } from './policy.js';

export type ReadPolicy =
  { readonly ok: true; readonly policy: ValidationPolicy } | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/**
 * A policy out of a file: JSON that says which shipped policy it `extends` and what differs.
 * `{ "extends", "name", "version"?, "description"?, "severities"?: { checkId: severity }, "signerFreshnessHours"?, "caFreshnessHours"?,
 * "signaturePolicies"?: [oid], "certificatePolicies"?: [oid] }`. Unknown keys, checks and severities are problems, as is everything that
 * `checkPolicy` finds.
 */
export function readPolicy(text: string): ReadPolicy {
  const file = parseObject(text);
  if (file === undefined) return refuse('PARAMETER_INVALID', 'A policy file is one JSON object.');
  const problems = shapeProblems(file);
  const base = typeof file.extends === 'string' ? policyNamed(file.extends) : undefined;
  if (base === undefined) {
    const names = POLICIES.map((policy) => policy.name).join(', ');
    problems.push({ code: 'PARAMETER_INVALID', message: `"extends" has to name one of ${names}.` });
  }
  if (base === undefined || problems.length > 0) return { ok: false, problems };
  const policy: ValidationPolicy = {
    name: String(file.name),
    version: typeof file.version === 'string' ? file.version : '1',
    description: typeof file.description === 'string' ? file.description : base.description,
    // What may stand there is said by checkPolicy below, not by the compiler.
    severities: { ...base.severities, ...(file.severities as Partial<Severities> | undefined) },
    parameters: parametersOf(file, base.parameters),
  };
  const found = checkPolicy(policy);
  return found.length === 0 ? { ok: true, policy } : { ok: false, problems: found };
}

type Json = Readonly<Record<string, unknown>>;

function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.length > 0;
const isHours = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isOids = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string' && /^\d+(\.\d+)+$/.test(one));

/** What each key of a policy file has to be. */
const SHAPE: Readonly<Record<string, { readonly holds: (value: unknown) => boolean; readonly what: string }>> = {
  extends: { holds: isText, what: 'the name of a shipped policy' },
  name: { holds: isText, what: 'a name' },
  version: { holds: isText, what: 'a text' },
  description: { holds: isText, what: 'a text' },
  severities: { holds: isObject, what: 'an object of check ids and severities' },
  signerFreshnessHours: { holds: isHours, what: 'a number of hours' },
  caFreshnessHours: { holds: isHours, what: 'a number of hours' },
  signaturePolicies: { holds: isOids, what: 'a list of object identifiers' },
  certificatePolicies: { holds: isOids, what: 'a list of object identifiers' },
};

function shapeProblems(file: Json): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  for (const [key, value] of Object.entries(file)) {
    const shape = Object.hasOwn(SHAPE, key) ? SHAPE[key] : undefined;
    if (shape === undefined) problems.push({ code: 'PARAMETER_INVALID', message: `"${key}" is no key of a policy file.` });
    else if (!shape.holds(value)) problems.push({ code: 'PARAMETER_INVALID', message: `"${key}" has to be ${shape.what}.` });
  }
  if (file.name === undefined) problems.push({ code: 'PARAMETER_INVALID', message: 'A policy needs a "name".' });
  return problems;
}

function parametersOf(file: Json, base: PolicyParameters): PolicyParameters {
  const hours = (value: unknown, otherwise: Freshness): Freshness =>
    typeof value === 'number' ? { kind: 'maximum-age', milliseconds: value * 3_600_000 } : otherwise;
  const oids = (value: unknown): readonly string[] | undefined => (Array.isArray(value) ? value.map(String) : undefined);
  const certificatePolicies = oids(file.certificatePolicies);
  return {
    ...base,
    signerFreshness: hours(file.signerFreshnessHours, base.signerFreshness),
    caFreshness: hours(file.caFreshnessHours, base.caFreshness),
    signaturePolicies: { ...base.signaturePolicies, explicit: oids(file.signaturePolicies) ?? base.signaturePolicies.explicit },
    ...(certificatePolicies === undefined ? {} : { initialPolicies: certificatePolicies }),
  };
}

function refuse(code: PolicyProblem['code'], message: string): ReadPolicy {
  return { ok: false, problems: [{ code, message }] };
}
