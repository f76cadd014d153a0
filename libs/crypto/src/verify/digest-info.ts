import { constants, publicDecrypt } from 'node:crypto';
import { concatBytes, equalBytes, writeOctetString, writeOid, writeSequence } from '@sigillum/encoding';
import { digest } from '../digest/digest.js';
import { type KeyMaterial } from '../key/material.js';
import { digestOid } from '../registry/digests.js';
import { type DigestAlgorithm } from '../types.js';

/**
 * Whether a PKCS#1 v1.5 value holds with the NULL of its DigestInfo left out. RFC 8017 A.2.4 demands the NULL, yet several
 * signature products (seen in the ETSI plug tests) leave it out. The whole encoded message is built and compared
 * (RFC 8017 8.2.2 step 4), never parsed, so there is one second form and no room for anything else.
 */
export function holdsWithoutNull(
  { publicKey, engine }: KeyMaterial,
  algorithm: DigestAlgorithm,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const digestInfo = writeSequence(writeSequence(writeOid(digestOid(algorithm))), writeOctetString(digest(algorithm, data)));
  const padding = Math.ceil(publicKey.bits / 8) - digestInfo.length - 3;
  if (padding < 8) return false;
  const expected = concatBytes(Uint8Array.of(0, 1), new Uint8Array(padding).fill(0xff), Uint8Array.of(0), digestInfo);
  try {
    return equalBytes(publicDecrypt({ key: engine, padding: constants.RSA_NO_PADDING }, signature), expected);
  } catch {
    // a value that is no number below the modulus
    return false;
  }
}
