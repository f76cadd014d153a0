import { CHECKS } from '../checks/catalogue.js';
import type { Severity } from '../conclusion.js';
import type { ValidationPolicy } from './policy.js';

export interface PolicyProblem {
  readonly code: 'PARAMETER_INVALID' | 'CHECK_UNKNOWN' | 'CHECK_WITHOUT_SEVERITY' | 'SEVERITY_TOO_LIGHT' | 'CRYPTOGRAPHY_EMPTY';
  readonly message: string;
}

const SEVERITIES: ReadonlySet<string> = new Set<Severity>(['fail', 'warn', 'inform', 'ignore']);

/**
 * What is wrong with a policy that did not come through the compiler (a file, a request). EN 319 102-1 5.1.4.1: no policy may suppress a
 * check whose failure is TOTAL-FAILED.
 */
export function checkPolicy(policy: ValidationPolicy): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const severities: Readonly<Record<string, string | undefined>> = policy.severities;
  for (const { id, floor } of CHECKS) {
    const severity = severities[id];
    if (severity === undefined) problems.push({ code: 'CHECK_WITHOUT_SEVERITY', message: `${id} has no severity.` });
    else if (!SEVERITIES.has(severity)) problems.push({ code: 'CHECK_WITHOUT_SEVERITY', message: `${id}: ${severity} is no severity.` });
    else if ((floor === 'fail' && severity !== 'fail') || (floor === 'inform' && severity === 'ignore')) {
      problems.push({ code: 'SEVERITY_TOO_LIGHT', message: `${id} must not be set to ${severity}.` });
    }
  }
  const known = new Set<string>(CHECKS.map((check) => check.id));
  for (const id of Object.keys(severities)) {
    if (!known.has(id)) problems.push({ code: 'CHECK_UNKNOWN', message: `There is no check ${id}.` });
  }
  const { digests, keys } = policy.parameters.cryptography;
  if (digests.length === 0 || keys.length === 0) {
    problems.push({ code: 'CRYPTOGRAPHY_EMPTY', message: 'The policy accepts no digest algorithm or no key.' });
  }
  return problems;
}
