import { fromRfc3339, type Instant } from '@sigillum/encoding';
import type { CryptographicConstraints, DigestRow, KeyRow } from './parameters.js';

function day(text: string): Instant {
  return fromRfc3339(`${text}T00:00:00Z`) ?? Number.NaN;
}

const DIGESTS: readonly DigestRow[] = [
  { algorithm: 'MD5', until: day('2004-08-01') },
  { algorithm: 'SHA-1', until: day('2012-08-01') },
  { algorithm: 'RIPEMD-160', until: day('2014-08-01') },
  { algorithm: 'SHA-224', until: day('2029-01-01') },
  { algorithm: 'SHA-256' },
  { algorithm: 'SHA-384' },
  { algorithm: 'SHA-512' },
  { algorithm: 'SHA3-256' },
  { algorithm: 'SHA3-384' },
  { algorithm: 'SHA3-512' },
];

const KEYS: readonly KeyRow[] = [
  { scheme: 'DSA', minimumBits: 1024, until: day('2015-12-01') },
  { scheme: 'DSA', minimumBits: 1900, until: day('2029-01-01') },
  { scheme: 'DSA', minimumBits: 3000 },
  { scheme: 'RSA-PKCS1', minimumBits: 786, until: day('2010-08-01') },
  { scheme: 'RSA-PKCS1', minimumBits: 1024, until: day('2019-10-01') },
  { scheme: 'RSA-PKCS1', minimumBits: 1900, until: day('2029-01-01') },
  { scheme: 'RSA-PSS', minimumBits: 786, until: day('2010-08-01') },
  { scheme: 'RSA-PSS', minimumBits: 1024, until: day('2019-10-01') },
  { scheme: 'RSA-PSS', minimumBits: 1900, until: day('2029-01-01') },
  { scheme: 'RSA-PSS', minimumBits: 3000 },
  { scheme: 'ECDSA', minimumBits: 160, until: day('2012-08-01') },
  { scheme: 'ECDSA', minimumBits: 224, until: day('2021-10-01') },
  { scheme: 'ECDSA', minimumBits: 256 },
  { scheme: 'PLAIN-ECDSA', minimumBits: 160, until: day('2012-08-01') },
  { scheme: 'PLAIN-ECDSA', minimumBits: 224, until: day('2021-10-01') },
  { scheme: 'PLAIN-ECDSA', minimumBits: 256 },
];

/** The dates of TS 119 312 V1.5.1 (and TS 102 176-1 for what is older), as EU DSS 6.4 ships them: forecasts after their issue only warn. */
export const TS_119_312_V1_5_1: CryptographicConstraints = {
  source: 'TS 119 312 V1.5.1',
  digests: DIGESTS,
  keys: KEYS,
  issued: day('2024-10-13'),
  severityAfterIssue: 'warn',
};

/**
 * TS 119 312 V2.1.1: Edwards curves, ML-DSA and SHA-512/256 have become recommended; RSA below 3000 bits is legacy until 2028-12-31. An
 * end that has come is an end, forecast or not.
 */
export const TS_119_312_V2_1_1: CryptographicConstraints = {
  source: 'TS 119 312 V2.1.1',
  digests: [...DIGESTS, { algorithm: 'SHA-512/256' }, { algorithm: 'SHAKE256-512' }],
  keys: [...KEYS, { scheme: 'RSA-PKCS1', minimumBits: 3000 }, { scheme: 'EdDSA', minimumBits: 255 }, { scheme: 'ML-DSA', minimumBits: 0 }],
  issued: day('2026-01-01'),
  severityAfterIssue: 'fail',
};
