import { type Budget, CodedError, LimitError } from '@sigillum/encoding';
import type { CertificationPath, PathOptions, PathResult } from '../types.js';
import { checkAlways, checkEndEntity } from './check-certificate.js';
import { enterIssuer } from './check-issuer.js';
import { userConstrainedPolicies } from './policies/outcome.js';
import { checkProfile } from './profile/check-profile.js';
import { type PathState, type PathStep, fail, initialState, stepsOf } from './state.js';

/**
 * Basic path validation (RFC 5280 6.1, with the policy graph of RFC 9618), without revocation. Goes on after a failure, so that all are named.
 * An end entity that is itself the anchor has no path to validate and is valid (6.1: the anchor is no part of the path), unless its certificate
 * is to be checked. Throws `LimitError` when
 * `signatureChecks`, `nameConstraintComparisons` or `policyNodes` are spent.
 */
export function validatePath(path: CertificationPath, options: PathOptions, budget: Budget): PathResult {
  const steps = stepsOf(path, options);
  const state = initialState(path, options, steps, budget);
  for (const step of steps) examine(state, step);
  const policies = userConstrainedPolicies(state.policies, options.initialPolicies);
  const last = steps.at(-1);
  if (last && state.explicitPolicy === 0 && policies?.length === 0) {
    fail(state, last, 'PATH_POLICY', 'the path is good for none of the acceptable policies, and a policy is demanded');
  }
  return { valid: path.certificates.length > 0 && state.failures.length === 0, failures: state.failures, policies };
}

function examine(state: PathState, step: PathStep): void {
  const above = state.working;
  const parts: ((state: PathState, step: PathStep, above: PathState['working']) => void)[] = [
    checkAlways,
    step.index === 0 ? checkEndEntity : enterIssuer,
    ...(state.options.profile ? [checkProfile] : []),
  ];
  for (const part of parts) {
    try {
      part(state, step, above);
    } catch (error) {
      // An extension that cannot be read: whatever it would have demanded is unknown.
      if (!(error instanceof CodedError) || error instanceof LimitError) throw error;
      fail(state, step, 'PATH_MALFORMED', error.message);
    }
  }
}
