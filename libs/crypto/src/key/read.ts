import { DerCursor, readBitString, readDer, TAG } from '@sigillum/encoding';
import { isUnreadable, readAlgorithmIdentifier } from '../algorithm/identifier.js';
import { type KeyProblem, type PublicKey, type Result } from '../types.js';
import { DSA, readDsaKey } from './dsa.js';
import { readEcKey } from './ec.js';
import { type KeyMaterial, type KeyResult, refuse } from './material.js';
import { OCTET_KEYS, readOctetKey } from './octets.js';
import { readRsaKey, RSA_ENCRYPTION, RSASSA_PSS } from './rsa.js';

const EC_PUBLIC_KEY = '1.2.840.10045.2.1';

// An RSA key of 16384 bits has 2 kB; what is far beyond any key is not looked at.
const LARGEST_KEY = 16 * 1024;
const REMEMBERED = 512;

// Importing a key costs more than one RSA verification, and the same few issuers recur: the engine's objects are kept, oldest out first.
const remembered = new Map<string, KeyResult>();
const materialOf = new WeakMap<PublicKey, KeyMaterial>();

/**
 * Reads a SubjectPublicKeyInfo (RFC 5280 4.1.2.7) and lets only keys pass that the engine may be trusted with. The same
 * bytes give the same object while they are remembered. Never throws; the problem says why a key was refused.
 */
export function readPublicKey(spki: Uint8Array): Result<PublicKey, KeyProblem> {
  const read = readMaterial(spki);
  return read.ok ? { ok: true, value: read.value.publicKey } : read;
}

/** The engine's side of a key; a key that did not come from `readPublicKey` is read again from its bytes. */
export function keyMaterial(key: PublicKey): KeyResult {
  const known = materialOf.get(key);
  return known ? { ok: true, value: known } : readMaterial(key.spki);
}

function readMaterial(spki: Uint8Array): KeyResult {
  if (spki.length > LARGEST_KEY) return refuse('KEY_SIZE_REFUSED');
  const name = Buffer.from(spki.buffer, spki.byteOffset, spki.length).toString('latin1');
  const known = remembered.get(name);
  if (known) return known;
  // a copy, so that a remembered key does not hold the document in memory
  const read = parse(Uint8Array.from(spki));
  if (read.ok) materialOf.set(read.value.publicKey, read.value);
  const [oldest] = remembered.keys();
  if (remembered.size >= REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  remembered.set(name, read);
  return read;
}

function parse(spki: Uint8Array): KeyResult {
  try {
    const cursor = new DerCursor(readDer(spki), TAG.SEQUENCE, 'SubjectPublicKeyInfo');
    const algorithm = readAlgorithmIdentifier(cursor.next(TAG.SEQUENCE, 'algorithm'));
    const key = readBitString(cursor.next(TAG.BIT_STRING, 'subjectPublicKey'));
    cursor.end();
    if (key.unusedBits !== 0) return refuse('KEY_UNREADABLE');
    if (algorithm.oid === RSA_ENCRYPTION || algorithm.oid === RSASSA_PSS) return readRsaKey(spki, algorithm, key.bytes);
    if (algorithm.oid === EC_PUBLIC_KEY) return readEcKey(spki, algorithm, key.bytes);
    if (algorithm.oid === DSA) return readDsaKey(spki, algorithm, key.bytes);
    return OCTET_KEYS.has(algorithm.oid) ? readOctetKey(spki, algorithm, key.bytes) : refuse('KEY_ALGORITHM_UNSUPPORTED');
  } catch (error) {
    if (isUnreadable(error)) return refuse('KEY_UNREADABLE');
    throw error;
  }
}
