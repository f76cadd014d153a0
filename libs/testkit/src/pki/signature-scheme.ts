import { constants, createHash, sign } from 'node:crypto';

import type { DigestAlgorithm } from '@sigillum/crypto';
import { writeInteger, writeNull, writeSequence } from '@sigillum/encoding';

import { algorithmIdentifier, explicit } from '../asn1/elements.js';
import { DIGEST_OID, DSA_OID, ECDSA_OID, MGF1_OID, RSA_OID, RSA_PSS_OID } from '../asn1/oids.js';
import type { TestKey } from './key.js';

/** How a test signature is made; what is not said follows from the key. */
export interface TestScheme {
  readonly digest?: DigestAlgorithm;
  /** RSA keys: PSS instead of PKCS#1 v1.5. */
  readonly pss?: boolean;
  /** Octets; the digest's length unless said. */
  readonly saltLength?: number;
}

const OWN_HASH: Readonly<Record<string, { oid: string; digest: DigestAlgorithm }>> = {
  Ed25519: { oid: '1.3.101.112', digest: 'SHA-512' },
  Ed448: { oid: '1.3.101.113', digest: 'SHAKE256-512' },
  'ML-DSA-44': { oid: '2.16.840.1.101.3.4.3.17', digest: 'SHA-512' },
  'ML-DSA-65': { oid: '2.16.840.1.101.3.4.3.18', digest: 'SHA-512' },
  'ML-DSA-87': { oid: '2.16.840.1.101.3.4.3.19', digest: 'SHA-512' },
};

const ENGINE_NAME: Partial<Record<DigestAlgorithm, string>> = { 'RIPEMD-160': 'ripemd160', 'SHA-512/256': 'sha512-256' };

function engineName(digest: DigestAlgorithm): string {
  return ENGINE_NAME[digest] ?? (digest.startsWith('SHA-') ? digest.replace('-', '') : digest).toLowerCase();
}

export function digestOf(digest: DigestAlgorithm, ...parts: readonly Uint8Array[]): Uint8Array {
  const hash = digest === 'SHAKE256-512' ? createHash('shake256', { outputLength: 64 }) : createHash(engineName(digest));
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** AlgorithmIdentifier of a digest, without parameters (RFC 5754 2), with the length for SHAKE (RFC 8419 3.1). */
export function digestIdentifier(digest: DigestAlgorithm): Uint8Array {
  return algorithmIdentifier(DIGEST_OID[digest], digest === 'SHAKE256-512' ? writeInteger(512) : undefined);
}

/** The digest that a scheme uses: also the one that CMS names beside a scheme that hashes by itself. */
export function digestOfScheme(key: TestKey, scheme: TestScheme = {}): DigestAlgorithm {
  return scheme.digest ?? OWN_HASH[key.algorithm]?.digest ?? 'SHA-256';
}

/** RSASSA-PSS-params (RFC 4055 3.1), with every field written out. */
export function pssParameters(digest: DigestAlgorithm, mgfDigest: DigestAlgorithm, saltLength: number): Uint8Array {
  const withNull = (name: DigestAlgorithm) => algorithmIdentifier(DIGEST_OID[name], writeNull());
  return writeSequence(
    explicit(0, withNull(digest)),
    explicit(1, algorithmIdentifier(MGF1_OID, withNull(mgfDigest))),
    explicit(2, writeInteger(saltLength)),
  );
}

function usesPss(key: TestKey, scheme: TestScheme): boolean {
  return key.algorithm.startsWith('RSA') && (scheme.pss ?? key.algorithm.startsWith('RSA-PSS'));
}

function oidOf(table: Partial<Record<DigestAlgorithm, string>>, digest: DigestAlgorithm): string {
  const oid = table[digest];
  if (oid === undefined) throw new Error(`no algorithm with ${digest}`);
  return oid;
}

/** AlgorithmIdentifier of the signatures that `key` makes under `scheme`. */
export function signatureIdentifier(key: TestKey, scheme: TestScheme = {}): Uint8Array {
  const own = OWN_HASH[key.algorithm];
  if (own !== undefined) return algorithmIdentifier(own.oid);
  const digest = digestOfScheme(key, scheme);
  if (usesPss(key, scheme)) {
    return algorithmIdentifier(RSA_PSS_OID, pssParameters(digest, digest, scheme.saltLength ?? digestOf(digest).length));
  }
  if (key.algorithm.startsWith('RSA')) return algorithmIdentifier(oidOf(RSA_OID, digest), writeNull());
  return algorithmIdentifier(oidOf(key.algorithm.startsWith('DSA') ? DSA_OID : ECDSA_OID, digest));
}

/** The signature value over `data`; ECDSA and DSA as DER. */
export function signData(key: TestKey, data: Uint8Array, scheme: TestScheme = {}): Uint8Array {
  if (OWN_HASH[key.algorithm] !== undefined) return sign(null, data, key.privateKey);
  const digest = digestOfScheme(key, scheme);
  if (usesPss(key, scheme)) {
    const saltLength = scheme.saltLength ?? digestOf(digest).length;
    return sign(engineName(digest), data, { key: key.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
  }
  return sign(engineName(digest), data, key.privateKey);
}
