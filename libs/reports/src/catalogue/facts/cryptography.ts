import type { Facts } from '../entry.js';

/** What is refused before, or found by, the computation of a signature value. */
export const CRYPTOGRAPHY = {
  SIGNATURE_MISMATCH: ['sender', 'EN 319 102-1 5.2.7'],
  SIGNATURE_ENCODING: ['signer', 'RFC 3279 2.2; RFC 8017 8'],
  ALGORITHM_KEY_MISMATCH: ['signer', 'EN 319 102-1 5.2.7'],
  ALGORITHM_UNSUPPORTED: ['signer', 'EN 319 102-1 5.2.7'],
  ALGORITHM_PARAMETERS: ['signer', 'RFC 4055; RFC 5758'],
  KEY_UNREADABLE: ['issuer', 'RFC 5280 4.1.2.7'],
  KEY_ALGORITHM_UNSUPPORTED: ['issuer', 'RFC 5280 4.1.2.7'],
  KEY_EXPLICIT_CURVE: ['issuer', 'RFC 5480 2.1.1'],
  KEY_CURVE_UNSUPPORTED: ['issuer', 'RFC 5480 2.1.1'],
  KEY_POINT_INVALID: ['issuer', 'RFC 5480 2.2'],
  KEY_SIZE_REFUSED: ['issuer', 'Sigillum'],
  KEY_EXPONENT_REFUSED: ['issuer', 'RFC 8017 3.1'],
} as const satisfies Readonly<Record<string, Facts>>;
