import { DerCursor, readDer, readInteger, TAG } from '@sigillum/encoding';
import { isUnreadable } from '../algorithm/identifier.js';

/** Dss-Sig-Value / ECDSA-Sig-Value (RFC 3279 2.2.2, 2.2.3) in strict DER, r and s in [1, order − 1]. */
export function isSignaturePair(signature: Uint8Array, order: bigint): boolean {
  // two INTEGERs of the order's size and their headers; anything longer is not worth reading
  if (signature.length > order.toString(16).length + 16) return false;
  try {
    const cursor = new DerCursor(readDer(signature), TAG.SEQUENCE, 'ECDSA-Sig-Value');
    const r = readInteger(cursor.next(TAG.INTEGER, 'r'));
    const s = readInteger(cursor.next(TAG.INTEGER, 's'));
    cursor.end();
    return inGroup(r, order) && inGroup(s, order);
  } catch (error) {
    if (isUnreadable(error)) return false;
    throw error;
  }
}

/** The plain format r ‖ s (IEEE P1363, BSI TR-03111 5.2.1, RFC 7518 3.4), each of `scalar` octets. */
export function isPlainPair(signature: Uint8Array, order: bigint, scalar: number): boolean {
  if (signature.length !== 2 * scalar) return false;
  return inGroup(bigEndian(signature.subarray(0, scalar)), order) && inGroup(bigEndian(signature.subarray(scalar)), order);
}

function inGroup(value: bigint, order: bigint): boolean {
  return value > 0n && value < order;
}

function bigEndian(octets: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(octets).toString('hex')}`);
}

// The orders of the base points (RFC 8032 5.1, 5.2).
const EDWARDS = {
  Ed25519: { octets: 32, order: (1n << 252n) + 27742317777372353535851937790883648493n },
  Ed448: {
    octets: 57,
    order: (1n << 446n) - 13818066809895115352007386748515426880336692474882178609894547503885n,
  },
} as const;

/** An EdDSA value: R ‖ S with S below the order, so that it cannot be changed into a second value (RFC 8032 5.1.7, 5.2.7). */
export function isEdwardsValue(signature: Uint8Array, curve: keyof typeof EDWARDS): boolean {
  const { octets, order } = EDWARDS[curve];
  if (signature.length !== 2 * octets) return false;
  return bigEndian(Uint8Array.from(signature.subarray(octets)).reverse()) < order;
}
