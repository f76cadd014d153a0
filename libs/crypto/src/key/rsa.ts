import { concatBytes, DerCursor, readDer, TAG, writeBitString, writeElement, writeNull, writeOid, writeSequence } from '@sigillum/encoding';
import { hasNoParameters } from '../algorithm/identifier.js';
import { type PssSettings, readPssParameters, writePssParameters } from '../algorithm/pss.js';
import { type AlgorithmIdentifier, type PublicKey } from '../types.js';
import { bitLength, importKey, type KeyResult, refuse } from './material.js';

export const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
export const RSASSA_PSS = '1.2.840.113549.1.1.10';

// Old signatures were made with 512 bits; above 16384 the engine refuses, and a check would take long enough to be an attack.
const MODULUS_BITS = { least: 512, most: 16_384 };
// An exponent of 1 makes every value its own signature; one above 64 bits only costs time (NIST SP 800-89 5.3.3 allows 256).
const EXPONENT_BITS = { least: 2, most: 64 };

/** RSAPublicKey (RFC 8017 A.1.1) with the sizes that can be checked at all; what is still reliable is the policy's to say. */
export function readRsaKey(spki: Uint8Array, algorithm: AlgorithmIdentifier, key: Uint8Array): KeyResult {
  const cursor = new DerCursor(readDer(key), TAG.SEQUENCE, 'RSAPublicKey');
  const modulus = unsigned(cursor.next(TAG.INTEGER, 'modulus').content);
  const exponent = unsigned(cursor.next(TAG.INTEGER, 'publicExponent').content);
  cursor.end();
  const bits = bitLength(modulus);
  if (bits < MODULUS_BITS.least || bits > MODULUS_BITS.most || !isOdd(modulus)) return refuse('KEY_SIZE_REFUSED');
  const exponentBits = bitLength(exponent);
  if (exponentBits < EXPONENT_BITS.least || exponentBits > EXPONENT_BITS.most || !isOdd(exponent)) return refuse('KEY_EXPONENT_REFUSED');
  const rsaPublicKey = writeSequence(writeElement(TAG.INTEGER, modulus), writeElement(TAG.INTEGER, exponent));
  const engine = importKey(rsaSpki(rsaPublicKey));
  if (!engine) return refuse('KEY_UNREADABLE');
  const restricted = algorithm.oid === RSASSA_PSS;
  if (!restricted && !hasNoParameters(algorithm)) return refuse('KEY_UNREADABLE');
  const pss = restricted && algorithm.parameters ? readPssParameters(algorithm.parameters) : undefined;
  if (pss && !pss.ok) return refuse(pss.problem === 'ALGORITHM_UNSUPPORTED' ? 'KEY_ALGORITHM_UNSUPPORTED' : 'KEY_UNREADABLE');
  const publicKey: PublicKey = { kind: restricted ? 'RSA-PSS' : 'RSA', bits, spki, ...(pss ? { pss: pss.value } : {}) };
  return { ok: true, value: { publicKey, engine, rsaPublicKey } };
}

/**
 * The content of a positive INTEGER in its shortest form. Identity cards issued in the 2010s left the leading zero of the
 * modulus out, and CA keys exist with zeros before the exponent: both are meant unsigned (OpenSSL and Bouncy Castle agree).
 */
function unsigned(content: Uint8Array): Uint8Array {
  const first = content.findIndex((octet) => octet !== 0);
  if (first < 0) return Uint8Array.of(0);
  const magnitude = content.subarray(first);
  return (magnitude[0] ?? 0) >= 0x80 ? concatBytes(Uint8Array.of(0), magnitude) : magnitude;
}

function isOdd(octets: Uint8Array): boolean {
  return ((octets[octets.length - 1] ?? 0) & 1) === 1;
}

/** The SubjectPublicKeyInfo of an RSAPublicKey: free of restrictions, or bound to PSS parameters. */
export function rsaSpki(rsaPublicKey: Uint8Array, pss?: PssSettings): Uint8Array {
  const algorithm = pss
    ? writeSequence(writeOid(RSASSA_PSS), writePssParameters(pss))
    : writeSequence(writeOid(RSA_ENCRYPTION), writeNull());
  return writeSequence(algorithm, writeBitString(rsaPublicKey));
}
