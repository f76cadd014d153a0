import { type AlgorithmIdentifier, type KeyKind } from '../types.js';
import { importKey, type KeyResult, refuse } from './material.js';

interface OctetKey {
  readonly kind: KeyKind;
  readonly length: number;
}

/** Keys that are a string of octets of one length, by OID: RFC 8410 3, RFC 9881 4. */
export const OCTET_KEYS: ReadonlyMap<string, OctetKey> = new Map([
  ['1.3.101.112', { kind: 'Ed25519', length: 32 }],
  ['1.3.101.113', { kind: 'Ed448', length: 57 }],
  ['2.16.840.1.101.3.4.3.17', { kind: 'ML-DSA-44', length: 1312 }],
  ['2.16.840.1.101.3.4.3.18', { kind: 'ML-DSA-65', length: 1952 }],
  ['2.16.840.1.101.3.4.3.19', { kind: 'ML-DSA-87', length: 2592 }],
]);

/** A key of fixed length; the identifier has no parameters. */
export function readOctetKey(spki: Uint8Array, algorithm: AlgorithmIdentifier, key: Uint8Array): KeyResult {
  const expected = OCTET_KEYS.get(algorithm.oid);
  if (!expected) return refuse('KEY_ALGORITHM_UNSUPPORTED');
  if (algorithm.parameters || key.length !== expected.length) return refuse('KEY_UNREADABLE');
  const engine = importKey(spki);
  if (!engine) return refuse('KEY_POINT_INVALID');
  return { ok: true, value: { publicKey: { kind: expected.kind, bits: key.length * 8, spki }, engine } };
}
