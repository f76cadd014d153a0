import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';

import { readDer } from '@sigillum/encoding';

/** Key algorithms that the engine can make keys for. `RSA-PSS-*` are keys restricted to PSS with SHA-256, salt 32. */
export type TestKeyAlgorithm =
  | 'RSA-1024'
  | 'RSA-2048'
  | 'RSA-3072'
  | 'RSA-4096'
  | 'RSA-PSS-2048'
  | 'RSA-PSS-3072'
  | 'P-256'
  | 'P-384'
  | 'P-521'
  | 'brainpoolP256r1'
  | 'brainpoolP384r1'
  | 'brainpoolP512r1'
  | 'Ed25519'
  | 'Ed448'
  | 'ML-DSA-44'
  | 'ML-DSA-65'
  | 'ML-DSA-87'
  | 'DSA-2048';

export interface TestKey {
  readonly algorithm: TestKeyAlgorithm;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
}

const CURVE: Partial<Record<TestKeyAlgorithm, string>> = { 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' };

/** The engine takes a number here; the type declarations do not know the option. */
const PSS_SALT: object = { saltLength: 32 };

function generate(algorithm: TestKeyAlgorithm): { publicKey: KeyObject; privateKey: KeyObject } {
  const size = Number(/\d+$/.exec(algorithm)?.[0]);
  if (algorithm.startsWith('RSA-PSS')) {
    const restricted = { modulusLength: size, hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha256', ...PSS_SALT };
    return generateKeyPairSync('rsa-pss', restricted);
  }
  if (algorithm.startsWith('RSA')) return generateKeyPairSync('rsa', { modulusLength: size });
  switch (algorithm) {
    case 'Ed25519':
      return generateKeyPairSync('ed25519');
    case 'Ed448':
      return generateKeyPairSync('ed448');
    case 'ML-DSA-44':
      return generateKeyPairSync('ml-dsa-44');
    case 'ML-DSA-65':
      return generateKeyPairSync('ml-dsa-65');
    case 'ML-DSA-87':
      return generateKeyPairSync('ml-dsa-87');
    case 'DSA-2048':
      return generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 });
    default:
      return generateKeyPairSync('ec', { namedCurve: CURVE[algorithm] ?? algorithm });
  }
}

/** A new key pair; keys are made anew in each run and never stored. */
export function createKey(algorithm: TestKeyAlgorithm = 'P-256'): TestKey {
  const { publicKey, privateKey } = generate(algorithm);
  return { algorithm, publicKey, privateKey, spki: publicKey.export({ type: 'spki', format: 'der' }) };
}

/** The content of the subjectPublicKey bits: what key identifiers are the SHA-1 of (RFC 5280 4.2.1.2). */
export function publicKeyBits(key: TestKey): Uint8Array {
  const bits = readDer(key.spki).children()[1];
  if (bits === undefined) throw new Error('a SubjectPublicKeyInfo without key bits');
  return bits.content.subarray(1);
}

export function keyIdentifier(key: TestKey): Uint8Array {
  return createHash('sha1').update(publicKeyBits(key)).digest();
}
