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
  const { digests, keys } = policy.parameters.cryptography;
  const missing = CHECKS.filter(({ id }) => !Object.hasOwn(policy.severities, id));
  return [
    ...missing.map(({ id }): PolicyProblem => ({ code: 'CHECK_WITHOUT_SEVERITY', message: `${id} has no severity.` })),
    ...severityProblems(policy.severities, ''),
    ...severityProblems(policy.timestamps?.severities ?? {}, ' for time-stamps'),
    ...(digests.length > 0 && keys.length > 0
      ? []
      : [{ code: 'CRYPTOGRAPHY_EMPTY', message: 'The policy accepts no digest algorithm or no key.' } as const]),
  ];
}

function severityProblems(severities: Readonly<Record<string, unknown>>, where: string): PolicyProblem[] {
  return Object.entries(severities).flatMap(([id, severity]): PolicyProblem[] => {
    const check = CHECKS.find((one) => one.id === id);
    if (check === undefined) return [{ code: 'CHECK_UNKNOWN', message: `There is no check ${id}.` }];
    if (typeof severity !== 'string' || !SEVERITIES.has(severity)) {
      return [{ code: 'CHECK_WITHOUT_SEVERITY', message: `${id}: ${JSON.stringify(severity)} is no severity.` }];
    }
    const tooLight = (check.floor === 'fail' && severity !== 'fail') || (check.floor === 'inform' && severity === 'ignore');
    return tooLight ? [{ code: 'SEVERITY_TOO_LIGHT', message: `${id} must not be set to ${severity}${where}.` }] : [];
  });
}
