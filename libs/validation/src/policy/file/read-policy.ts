import { checkPolicy, type PolicyProblem } from '../check-policy.js';
import type { Freshness, PolicyParameters, ValidityModel } from '../parameters.js';
import { layered } from '../layer.js';
import { POLICIES } from '../policies.js';
import type { Severities, ValidationPolicy } from '../policy.js';
import { cryptographyOf, isDigests, isKeys, type KeyLine } from './cryptography-lines.js';

export type ReadPolicy =
  { readonly ok: true; readonly policy: ValidationPolicy } | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/**
 * A policy out of a file: JSON that says which known policy it `extends` and what differs (`docs/policies.md`).
 * `{ "extends", "name", "version"?, "description"?, "severities"?: { checkId: severity }, "timestampSeverities"?: { checkId: severity },
 * "signerFreshnessHours"?, "caFreshnessHours"?, "timestampDelayHours"?, "validityModel"?, "signaturePolicies"?: [oid], "certificatePolicies"?: [oid], "digests"?: { algorithm: moment },
 * "keys"?: [{ "scheme", "minimumBits", "until"? }] }`. Unknown keys, checks and severities are problems, as is everything that `checkPolicy` finds.
 */
export function readPolicy(text: string, known: readonly ValidationPolicy[] = POLICIES): ReadPolicy {
  const file = parseObject(text);
  if (file === undefined) return refuse('PARAMETER_INVALID', 'A policy file is one JSON object.');
  const problems = shapeProblems(file);
  const base = known.find((policy) => policy.name === file.extends);
  if (base === undefined) problems.push(invalid(`"extends" has to name one of ${known.map((policy) => policy.name).join(', ')}.`));
  if (known.some((policy) => policy.name === file.name)) problems.push(invalid(`"name": there is a policy ${String(file.name)} already.`));
  const own = file as Partial<PolicyFile>;
  if (base === undefined || own.name === undefined || problems.length > 0) return { ok: false, problems };
  const policy = layered(base, {
    name: own.name,
    version: own.version ?? '1',
    description: own.description ?? base.description,
    // What may stand in the severities is said by checkPolicy below, not by the compiler.
    ...(own.severities && { severities: own.severities }),
    parameters: parametersOf({ ...own, name: own.name }, base.parameters),
    ...(own.timestampSeverities && { timestamps: { severities: own.timestampSeverities } }),
  });
  const found = checkPolicy(policy);
  return found.length === 0 ? { ok: true, policy } : { ok: false, problems: found };
}

/** A file whose shape has been looked at. */
interface PolicyFile {
  readonly name: string;
  readonly version?: string;
  readonly description?: string;
  readonly severities?: Partial<Severities>;
  readonly timestampSeverities?: Partial<Severities>;
  readonly signerFreshnessHours?: number;
  readonly caFreshnessHours?: number;
  readonly timestampDelayHours?: number;
  readonly validityModel?: ValidityModel;
  readonly signaturePolicies?: readonly string[];
  readonly certificatePolicies?: readonly string[];
  readonly digests?: Readonly<Record<string, string | null>>;
  readonly keys?: readonly KeyLine[];
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

/** It goes into reports and to terminals. */
const isText = (value: unknown): boolean => typeof value === 'string' && /^[^\p{Cc}\p{Cf}\p{Cs}]{1,1000}$/u.test(value);
/** Up to a million, which is above a century. */
const isHours = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1_000_000;
const isOids = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string' && /^\d+(\.\d+)+$/.test(one));

const isModel = (value: unknown): boolean => typeof value === 'string' && ['shell', 'chain', 'hybrid'].includes(value);

/** What each key of a policy file has to be. */
const SHAPE: Readonly<Record<string, { readonly holds: (value: unknown) => boolean; readonly what: string }>> = {
  extends: { holds: isText, what: 'the name of a known policy' },
  name: { holds: isText, what: 'a name' },
  version: { holds: isText, what: 'a text' },
  description: { holds: isText, what: 'a text' },
  severities: { holds: isObject, what: 'an object of check ids and severities' },
  signerFreshnessHours: { holds: isHours, what: 'a number of hours' },
  caFreshnessHours: { holds: isHours, what: 'a number of hours' },
  timestampDelayHours: { holds: isHours, what: 'a number of hours' },
  validityModel: { holds: isModel, what: 'shell, chain or hybrid' },
  signaturePolicies: { holds: isOids, what: 'a list of object identifiers' },
  certificatePolicies: { holds: isOids, what: 'a list of object identifiers' },
  timestampSeverities: { holds: isObject, what: 'an object of check ids and severities' },
  digests: { holds: isDigests, what: 'an object of digest algorithms, each with the moment of its end or null' },
  keys: { holds: isKeys, what: 'a list of { "scheme", "minimumBits", "until"? }' },
};

function shapeProblems(file: Json): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  for (const [key, value] of Object.entries(file)) {
    const shape = Object.hasOwn(SHAPE, key) ? SHAPE[key] : undefined;
    if (shape === undefined) problems.push(invalid(`"${key}" is no key of a policy file.`));
    else if (!shape.holds(value)) problems.push(invalid(`"${key}" has to be ${shape.what}.`));
  }
  if (file.name === undefined) problems.push(invalid('A policy needs a "name".'));
  return problems;
}

function parametersOf(file: PolicyFile, base: PolicyParameters): Partial<PolicyParameters> {
  const milliseconds = (hours: number): number => Math.round(hours * 3_600_000);
  const maximumAge = (hours: number): Freshness => ({ kind: 'maximum-age', milliseconds: milliseconds(hours) });
  const { signerFreshnessHours, caFreshnessHours, timestampDelayHours, validityModel } = file;
  const { signaturePolicies, certificatePolicies, digests, keys } = file;
  return {
    ...(signerFreshnessHours !== undefined && { signerFreshness: maximumAge(signerFreshnessHours) }),
    ...(caFreshnessHours !== undefined && { caFreshness: maximumAge(caFreshnessHours) }),
    ...(timestampDelayHours !== undefined && { timestampDelay: milliseconds(timestampDelayHours) }),
    ...(validityModel && { validityModel }),
    ...(signaturePolicies && { signaturePolicies: { ...base.signaturePolicies, explicit: signaturePolicies } }),
    ...(certificatePolicies && { initialPolicies: certificatePolicies }),
    ...((digests ?? keys) && { cryptography: cryptographyOf(base.cryptography, file.name, digests ?? {}, keys ?? []) }),
  };
}

function invalid(message: string): PolicyProblem {
  return { code: 'PARAMETER_INVALID', message };
}

function refuse(code: PolicyProblem['code'], message: string): ReadPolicy {
  return { ok: false, problems: [{ code, message }] };
}
