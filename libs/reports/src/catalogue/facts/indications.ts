import type { Facts } from '../entry.js';

/** The status words of a whole signature (EN 319 102-1 5.1.3). */
export const INDICATIONS = {
  'TOTAL-PASSED': ['nobody', 'EN 319 102-1 5.1.3'],
  'TOTAL-FAILED': ['signer', 'EN 319 102-1 5.1.3'],
  INDETERMINATE: ['you', 'EN 319 102-1 5.1.3'],
} as const satisfies Readonly<Record<string, Facts>>;
