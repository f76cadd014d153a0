import { type PathState, type PathStep, fail } from '../state.js';

/** What RFC 5280 section 4 demands of those who issue certificates; path validation (section 6) does not look at it. */
export function checkProfile(state: PathState, step: PathStep): void {
  for (const { message } of step.certificate.problems()) fail(state, step, 'PATH_PROFILE', message);
}
