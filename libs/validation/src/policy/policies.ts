import { DSS_COMPATIBLE } from './dss-compatible.js';
import { EN_319_102_1 } from './en-319-102-1.js';
import type { ValidationPolicy } from './policy.js';
import { TS_119_172_4 } from './ts-119-172-4.js';

/** The policies that ship, the default first. */
export const POLICIES: readonly ValidationPolicy[] = [TS_119_172_4, EN_319_102_1, DSS_COMPATIBLE];

export const DEFAULT_POLICY: ValidationPolicy = TS_119_172_4;

/** A shipped policy by its name; undefined for any other name. */
export function policyNamed(name: string): ValidationPolicy | undefined {
  return POLICIES.find((policy) => policy.name === name);
}
