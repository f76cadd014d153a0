import type { Severity } from '../conclusion.js';
import type { SeverityOf } from '../checks/row.js';
import type { PolicyParameters } from '../policy/parameters.js';
import type { CheckId, ValidationPolicy } from '../policy/policy.js';

/**
 * What a time-stamp is judged by where it differs from a signature (EN 319 102-1 5.4; RFC 3161, EN 319 422): it claims no other time than its own, which
 * lies in the validity of its certificate since it proves something; that certificate is meant for time-stamping, and its key usage may be either of the
 * two that sign.
 */
const DIFFERENT: Partial<Record<CheckId, Severity>> = {
  'SAV.signing-time-present': 'ignore',
  'SAV.signing-time-in-validity': 'fail',
  'SAV.content-timestamps': 'ignore',
  'SAV.counter-signatures': 'ignore',
  'FC.baseline-profile': 'ignore',
};

/** The severities under which time-stamps are judged. */
export function timestampSeverities(policy: ValidationPolicy): SeverityOf<CheckId> {
  const own = { ...DIFFERENT, ...policy.timestamps?.severities };
  return (id) => own[id] ?? policy.severities[id];
}

/** The parameters under which time-stamps are judged. */
export function timestampParameters(policy: ValidationPolicy): PolicyParameters {
  return { ...policy.parameters, signerKeyUsage: ['digitalSignature', 'nonRepudiation'], ...policy.timestamps?.parameters };
}
