import { EncodingError } from '../errors.js';
import { TAG } from './node.js';

/** One DER element from its identifier octet and content parts. */
export function writeElement(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const size = content.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Uint8Array.of(tag), writeLength(size), ...content]);
}

function writeLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const hex = length.toString(16);
  const octets = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  return Buffer.concat([Uint8Array.of(0x80 | octets.length), octets]);
}

export function writeSequence(...elements: readonly Uint8Array[]): Uint8Array {
  return writeElement(TAG.SEQUENCE, ...elements);
}

/** SET OF: the elements are put into DER order (X.690 11.6). */
export function writeSetOf(...elements: readonly Uint8Array[]): Uint8Array {
  return writeElement(TAG.SET, ...[...elements].sort((a, b) => Buffer.compare(a, b)));
}

export function writeInteger(value: bigint | number): Uint8Array {
  const wanted = BigInt(value);
  // the magnitude's bits and one for the sign
  const size = Math.floor((wanted < 0n ? ~wanted : wanted).toString(2).replace(/^0$/, '').length / 8) + 1;
  const unsigned = wanted < 0n ? wanted + (1n << BigInt(size * 8)) : wanted;
  return writeElement(TAG.INTEGER, Buffer.from(unsigned.toString(16).padStart(size * 2, '0'), 'hex'));
}

/** Object identifier from its dotted form; `DER_VALUE` where it is none. */
export function writeOid(dotted: string): Uint8Array {
  const arcs = /^[0-2](\.(0|[1-9]\d*))+$/.test(dotted) ? dotted.split('.').map(BigInt) : [];
  const [root = 0n, second = 0n, ...rest] = arcs;
  if (arcs.length < 2 || (root < 2n && second > 39n)) throw new EncodingError('DER_VALUE', 'not an object identifier', 0);
  return writeElement(TAG.OID, Buffer.concat([root * 40n + second, ...rest].map(writeArc)));
}

function writeArc(arc: bigint): Uint8Array {
  const octets = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) octets.unshift(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from(octets);
}

export function writeOctetString(bytes: Uint8Array): Uint8Array {
  return writeElement(TAG.OCTET_STRING, bytes);
}

export function writeBitString(bytes: Uint8Array, unusedBits = 0): Uint8Array {
  return writeElement(TAG.BIT_STRING, Uint8Array.of(unusedBits), bytes);
}

export function writeBoolean(value: boolean): Uint8Array {
  return writeElement(TAG.BOOLEAN, Uint8Array.of(value ? 0xff : 0));
}

export function writeNull(): Uint8Array {
  return writeElement(TAG.NULL);
}
