import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { concatBytes, equalBytes } from '@sigillum/encoding';
import { rc4 } from './rc4.js';

/** What the standard security handler needs of the encryption dictionary (ISO 32000 7.6.4, table 21). */
export interface StandardParameters {
  readonly revision: number;
  /** Of the file key, in bytes. */
  readonly keyLength: number;
  readonly owner: Uint8Array;
  readonly user: Uint8Array;
  readonly userEncrypted: Uint8Array | undefined;
  readonly permissions: number;
  readonly encryptMetadata: boolean;
  /** First element of the file identifier. */
  readonly id: Uint8Array;
}

// 7.6.4.3.2: what a password is filled up with; all of it for the empty one.
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** The file key that the empty user password gives; undefined where that password is not the one. */
export function keyOfEmptyPassword(parameters: StandardParameters): Uint8Array | undefined {
  return parameters.revision >= 5 ? key256(parameters) : key40To128(parameters);
}

function hash(algorithm: string, ...parts: Uint8Array[]): Buffer {
  return createHash(algorithm)
    .update(concatBytes(...parts))
    .digest();
}

// Algorithms 2, 4, 5 and 6 of 7.6.4.
function key40To128(parameters: StandardParameters): Uint8Array | undefined {
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(parameters.permissions | 0);
  const metadata = parameters.revision >= 4 && !parameters.encryptMetadata ? Buffer.alloc(4, 0xff) : Buffer.alloc(0);
  const length = parameters.revision === 2 ? 5 : parameters.keyLength;
  let digest = hash('md5', PADDING, parameters.owner.subarray(0, 32), permissions, parameters.id, metadata);
  for (let round = 0; parameters.revision >= 3 && round < 50; round++) digest = hash('md5', digest.subarray(0, length));
  const key = digest.subarray(0, length);
  if (parameters.revision === 2) return equalBytes(rc4(key, PADDING), parameters.user.subarray(0, 32)) ? key : undefined;
  let check = rc4(key, hash('md5', PADDING, parameters.id));
  for (let round = 1; round < 20; round++)
    check = rc4(
      key.map((byte) => byte ^ round),
      check,
    );
  return equalBytes(check, parameters.user.subarray(0, 16)) ? key : undefined;
}

// Algorithm 2.A for the empty user password.
function key256(parameters: StandardParameters): Uint8Array | undefined {
  const { user, userEncrypted, revision } = parameters;
  if (user.length < 48 || userEncrypted === undefined || userEncrypted.length < 32) return undefined;
  const digestOf = (salt: Uint8Array): Uint8Array => (revision === 5 ? hash('sha256', salt) : hardenedHash(salt));
  if (!equalBytes(digestOf(user.subarray(32, 40)), user.subarray(0, 32))) return undefined;
  const decipher = createDecipheriv('aes-256-cbc', digestOf(user.subarray(40, 48)), Buffer.alloc(16)).setAutoPadding(false);
  return Buffer.concat([decipher.update(userEncrypted.subarray(0, 32)), decipher.final()]);
}

// Algorithm 2.B with an empty password and no user key.
function hardenedHash(salt: Uint8Array): Uint8Array {
  let key = hash('sha256', salt);
  for (let round = 1, last = 0; round <= 64 || last > round - 1 - 32; round++) {
    const repeated = Buffer.concat(Array.from({ length: 64 }, () => key));
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const encrypted = Buffer.concat([cipher.update(repeated), cipher.final()]);
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = hash(['sha256', 'sha384', 'sha512'][remainder] ?? 'sha256', encrypted);
    last = encrypted.at(-1) ?? 0;
  }
  return key.subarray(0, 32);
}
