import type { Facts } from '../entry.js';

/** The verdicts for people, one a document and one a signature. */
export const VERDICTS = {
  QUALIFIED_SIGNATURE: ['nobody', 'Regulation (EU) 910/2014 Article 3(12), 3(27)'],
  GENUINE_SIGNATURE: ['signer', 'EN 319 102-1 5.1.3'],
  CANNOT_BE_CONFIRMED: ['you', 'EN 319 102-1 5.1.3'],
  SIGNER_NOT_TRUSTED: ['you', 'EN 319 102-1 5.2.6'],
  DO_NOT_RELY: ['sender', 'EN 319 102-1 5.1.3'],
  NO_SIGNATURE: ['sender', 'Sigillum'],
  CANNOT_JUDGE: ['operator', 'Sigillum'],
} as const satisfies Readonly<Record<string, Facts>>;
