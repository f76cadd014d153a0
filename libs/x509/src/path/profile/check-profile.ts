import { type PathState, type PathStep, fail } from '../state.js';
import { PROFILE } from './rules.js';

/**
 * What RFC 5280 section 4 demands of those who issue certificates; path validation (section 6) does not look at it. `above` is the certificate
 * of the issuer.
 */
export function checkProfile(state: PathState, step: PathStep, above: PathState['working']): void {
  const { certificate, index } = step;
  for (const { message } of certificate.problems()) fail(state, step, 'PATH_PROFILE', message);
  const isAuthority = index > 0 || (certificate.basicConstraints?.ca ?? false);
  for (const { clause, breach } of PROFILE) {
    const broken = breach({ certificate, isAuthority, above: above?.certificate });
    if (broken !== undefined) fail(state, step, 'PATH_PROFILE', `${broken} (RFC 5280 ${clause})`);
  }
}
