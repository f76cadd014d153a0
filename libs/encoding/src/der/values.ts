import { EncodingError } from '../errors.js';
import { type DerNode, TAG } from './node.js';

/** A value error at this element. */
export function bad(node: DerNode, message: string): EncodingError {
  return new EncodingError('DER_VALUE', message, node.start);
}

/** X.690 8: these types have no constructed form, or it is not read here. */
export function expectPrimitive(node: DerNode): void {
  if (node.constructed) throw bad(node, 'a value in pieces where it has to be in one');
}

// RSA moduli of 16384 bits have 2049 octets; arithmetic with more is only spent time.
const LONGEST_INTEGER = 64 * 1024;

/** INTEGER or ENUMERATED of up to 64 KiB, also an implicitly tagged one (X.690 8.3). */
export function readInteger(node: DerNode): bigint {
  const octets = integerOctets(node);
  if (octets.length > LONGEST_INTEGER) throw bad(node, 'an INTEGER too large to be meant');
  const unsigned = BigInt(`0x${Buffer.from(octets).toString('hex')}`);
  return (octets[0] ?? 0) >= 0x80 ? unsigned - (1n << BigInt(octets.length * 8)) : unsigned;
}

/** The content octets of an INTEGER, checked to be the shortest spelling. */
export function integerOctets(node: DerNode): Uint8Array {
  expectPrimitive(node);
  const octets = node.content;
  const [first, second] = octets;
  if (first === undefined) throw bad(node, 'an INTEGER without content');
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))
    throw bad(node, 'an INTEGER that is not minimal');
  return octets;
}

/** An INTEGER that fits a JavaScript number exactly; `DER_VALUE` otherwise. */
export function readSmallInteger(node: DerNode): number {
  const value = readInteger(node);
  if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER))
    throw bad(node, 'an INTEGER too large to be meant');
  return Number(value);
}

/** BOOLEAN, also an implicitly tagged one; in DER only 0x00 and 0xff are values (X.690 11.1). */
export function readBoolean(node: DerNode): boolean {
  if (node.tag < 0x40 && node.tag !== TAG.BOOLEAN) throw new EncodingError('DER_UNEXPECTED', 'a BOOLEAN expected', node.start);
  expectPrimitive(node);
  const [value] = node.content;
  if (node.content.length !== 1 || value === undefined) throw bad(node, 'a BOOLEAN of another length than one octet');
  if (node.rules === 'der' && value !== 0 && value !== 0xff) throw bad(node, 'a BOOLEAN that is neither 00 nor FF');
  return value !== 0;
}

/** Object identifier in dotted form (X.690 8.19). */
export function readOid(node: DerNode): string {
  expectPrimitive(node);
  const octets = node.content;
  if (octets.length === 0 || octets.length > 64) throw bad(node, 'an object identifier of no or too many octets');
  if ((octets[octets.length - 1] ?? 0) >= 0x80) throw bad(node, 'an object identifier that breaks off');
  let dotted = '';
  let arc: number | bigint = 0;
  let fresh = true;
  for (const value of octets) {
    if (fresh && value === 0x80) throw bad(node, 'an object identifier with an arc that is not minimal');
    arc = shiftArc(arc, value & 0x7f);
    fresh = value < 0x80;
    if (!fresh) continue;
    dotted += dotted === '' ? rootArcs(arc) : `.${arc}`;
    arc = 0;
  }
  return dotted;
}

/** The arc with seven more bits; UUID arcs (2.25) go beyond what a number holds exactly. */
function shiftArc(arc: number | bigint, bits: number): number | bigint {
  return typeof arc === 'number' && arc < 2 ** 45 ? arc * 128 + bits : (BigInt(arc) << 7n) | BigInt(bits);
}

/** The first two arcs, which are joined in one (X.690 8.19.4). */
function rootArcs(joined: number | bigint): string {
  if (joined < 40) return `0.${joined}`;
  return joined < 80 ? `1.${Number(joined) - 40}` : `2.${BigInt(joined) - 80n}`;
}

export interface BitString {
  bytes: Uint8Array;
  unusedBits: number;
}

/** BIT STRING; in DER the unused bits are zero and the value is primitive. */
export function readBitString(node: DerNode): BitString {
  expectPrimitive(node);
  const [unused] = node.content;
  if (unused === undefined || unused > 7) throw bad(node, 'a BIT STRING without its count of unused bits');
  const bytes = node.content.subarray(1);
  const last = bytes[bytes.length - 1];
  if (unused > 0 && last === undefined) throw bad(node, 'an empty BIT STRING with unused bits');
  if (node.rules === 'der' && last !== undefined && (last & ((1 << unused) - 1)) !== 0)
    throw bad(node, 'a BIT STRING whose unused bits are not zero');
  return { bytes, unusedBits: unused };
}

/** Whether bit `index` is set, the first being the most significant of the first octet. */
export function bitOf(bits: BitString, index: number): boolean {
  if (index >= bits.bytes.length * 8 - bits.unusedBits) return false;
  return ((bits.bytes[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
}

/** OCTET STRING, also an implicitly tagged one; in BER the pieces of a constructed one are joined. */
export function readOctetString(node: DerNode): Uint8Array {
  if (!node.constructed) return node.content;
  if (node.rules === 'der') throw bad(node, 'an OCTET STRING in pieces where DER is demanded');
  const pieces = node.children();
  if (pieces.some((piece) => (piece.tag & ~0x20) !== TAG.OCTET_STRING)) throw bad(node, 'an OCTET STRING with pieces of another type');
  return Buffer.concat(pieces.map(readOctetString));
}

const LATIN1 = new Set<number>([TAG.NUMERIC_STRING, TAG.PRINTABLE_STRING, TAG.IA5_STRING, TAG.VISIBLE_STRING, TAG.T61_STRING]);

// No name or notice is longer; the engine's own bound on strings would be a crash.
const LONGEST_TEXT = 16 * 1024 * 1024;

/** The text of any ASN.1 string type, up to 16 MiB. T61String is read as Latin-1, which is what issuers put there. */
export function readText(node: DerNode): string {
  if (node.content.length > LONGEST_TEXT) throw bad(node, 'a character string too long to be meant');
  const content = Buffer.from(node.content);
  if (node.tag === TAG.UTF8_STRING) return content.toString('utf8');
  if (LATIN1.has(node.tag)) return content.toString('latin1');
  if (node.tag === TAG.BMP_STRING && content.length % 2 === 0) return Buffer.from(content).swap16().toString('utf16le');
  if (node.tag === TAG.UNIVERSAL_STRING && content.length % 4 === 0) return readUniversal(node, content);
  throw bad(node, 'not a character string');
}

function readUniversal(node: DerNode, content: Buffer): string {
  let text = '';
  for (let at = 0; at < content.length; at += 4) {
    const point = content.readUInt32BE(at);
    if (point > 0x10ffff) throw bad(node, 'a UniversalString with a character that does not exist');
    text += String.fromCodePoint(point);
  }
  return text;
}

/** Checks that the elements stand in the order of a DER SET OF (X.690 11.6); `DER_ORDER` at the first that does not. */
export function checkSetOrder(node: DerNode): void {
  const children = node.children();
  children.forEach((child, index) => {
    const before = children[index - 1];
    if (before && Buffer.compare(before.raw, child.raw) > 0)
      throw new EncodingError('DER_ORDER', 'a SET OF that is not in DER order', child.start);
  });
}
