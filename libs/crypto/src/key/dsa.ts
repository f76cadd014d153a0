import { DerCursor, readDer, readInteger, readOid, TAG, writeSequence } from '@sigillum/encoding';
import { isUnreadable } from '../algorithm/identifier.js';
import { type AlgorithmIdentifier } from '../types.js';
import { importKey, type KeyResult, refuse } from './material.js';

export const DSA = '1.2.840.10040.4.1';

// FIPS 186-4 4.2 has q of 160, 224 and 256 bits; the engine refuses others, and p above 10000 bits.
const GROUP_BITS: ReadonlySet<number> = new Set([160, 224, 256]);
const FIELD_BITS = { least: 512, most: 10_000 };

/** A DSA key with its domain parameters (RFC 3279 2.3.2); inherited parameters cannot be checked and are not supported. */
export function readDsaKey(spki: Uint8Array, algorithm: AlgorithmIdentifier, key: Uint8Array): KeyResult {
  const parameters = algorithm.parameters && readDer(algorithm.parameters);
  if (!parameters || parameters.tag === TAG.NULL) return refuse('KEY_ALGORITHM_UNSUPPORTED');
  const cursor = new DerCursor(parameters, TAG.SEQUENCE, 'Dss-Parms');
  const p = readInteger(cursor.next(TAG.INTEGER, 'p'));
  const q = readInteger(cursor.next(TAG.INTEGER, 'q'));
  const g = readInteger(cursor.next(TAG.INTEGER, 'g'));
  cursor.end();
  const value = readDer(key);
  const y = value.tag === TAG.INTEGER ? readInteger(value) : 0n;
  const bits = p > 0n ? p.toString(2).length : 0;
  if (bits < FIELD_BITS.least || bits > FIELD_BITS.most || p % 2n === 0n) return refuse('KEY_SIZE_REFUSED');
  if (q <= 0n || !GROUP_BITS.has(q.toString(2).length)) return refuse('KEY_SIZE_REFUSED');
  if (g <= 1n || g >= p || y <= 1n || y >= p) return refuse('KEY_POINT_INVALID');
  const engine = importKey(spki);
  if (!engine) return refuse('KEY_UNREADABLE');
  return { ok: true, value: { publicKey: { kind: 'DSA', bits, spki }, engine, groupOrder: q } };
}

/**
 * The SubjectPublicKeyInfo of a DSA key that inherits its parameters from the issuer's key (RFC 3279 2.3.2, RFC 5280 6.1.4 d, e),
 * completed with them; undefined where the key has its own, is no DSA key, or the issuer's is none. Never throws.
 */
export function inheritDsaParameters(spki: Uint8Array, issuerSpki: Uint8Array): Uint8Array | undefined {
  const child = dsaParts(spki);
  const issuer = dsaParts(issuerSpki);
  if (!child || child.parameters || !issuer?.parameters) return undefined;
  return writeSequence(writeSequence(child.oid, issuer.parameters), child.key);
}

function dsaParts(spki: Uint8Array): { oid: Uint8Array; parameters?: Uint8Array; key: Uint8Array } | undefined {
  try {
    const cursor = new DerCursor(readDer(spki), TAG.SEQUENCE, 'SubjectPublicKeyInfo');
    const algorithm = new DerCursor(cursor.next(TAG.SEQUENCE, 'algorithm'), TAG.SEQUENCE, 'AlgorithmIdentifier');
    const key = cursor.next(TAG.BIT_STRING, 'subjectPublicKey').raw;
    const oid = algorithm.next(TAG.OID, 'algorithm');
    const parameters = algorithm.optional(TAG.SEQUENCE);
    if (readOid(oid) !== DSA) return undefined;
    return { oid: oid.raw, key, ...(parameters ? { parameters: parameters.raw } : {}) };
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}
