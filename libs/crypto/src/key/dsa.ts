import { DerCursor, readDer, readInteger, TAG } from '@sigillum/encoding';
import { type AlgorithmIdentifier } from '../types.js';
import { importKey, type KeyResult, refuse } from './material.js';

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
