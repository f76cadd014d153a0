import type { Severity } from './conclusion.js';

/** Why the verdict is what it is. */
export interface Reason {
  /** Id of the check. */
  readonly check: string;
  readonly code: string;
  readonly message: string;
  readonly severity: Severity;
  readonly evidence: readonly string[];
}
