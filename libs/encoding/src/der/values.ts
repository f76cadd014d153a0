import { EncodingError } from '../errors.js';
import type { Instant } from '../instant.js';
import { type DerNode, TAG } from './node.js';

function bad(node: DerNode, message: string): EncodingError {
  return new EncodingError('DER_VALUE', message, node.start);
}

function expectTag(node: DerNode, tag: number, name: string): void {
  if ((node.tag & ~0x20) !== tag) throw new EncodingError('DER_UNEXPECTED', `${name} expected`, node.start);
}

/** INTEGER or ENUMERATED of any size (X.690 8.3). */
export function readInteger(node: DerNode): bigint {
  const octets = integerOctets(node);
  const unsigned = BigInt(`0x${Buffer.from(octets).toString('hex')}`);
  return (octets[0] ?? 0) >= 0x80 ? unsigned - (1n << BigInt(octets.length * 8)) : unsigned;
}

/** The content octets of an INTEGER, checked to be the shortest spelling. */
export function integerOctets(node: DerNode): Uint8Array {
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

/** BOOLEAN; in DER only 0x00 and 0xff are values (X.690 11.1). */
export function readBoolean(node: DerNode): boolean {
  expectTag(node, TAG.BOOLEAN, 'a BOOLEAN');
  const [value] = node.content;
  if (node.content.length !== 1 || value === undefined) throw bad(node, 'a BOOLEAN of another length than one octet');
  if (node.rules === 'der' && value !== 0 && value !== 0xff) throw bad(node, 'a BOOLEAN that is neither 00 nor FF');
  return value !== 0;
}

/** Object identifier in dotted form (X.690 8.19). */
export function readOid(node: DerNode): string {
  const octets = node.content;
  if (octets.length === 0 || octets.length > 64) throw bad(node, 'an object identifier of no or too many octets');
  if ((octets[octets.length - 1] ?? 0) >= 0x80) throw bad(node, 'an object identifier that breaks off');
  const arcs: bigint[] = [];
  let arc = 0n;
  let fresh = true;
  for (const value of octets) {
    if (fresh && value === 0x80) throw bad(node, 'an object identifier with an arc that is not minimal');
    arc = (arc << 7n) | BigInt(value & 0x7f);
    fresh = value < 0x80;
    if (fresh) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  const joined = arcs[0] ?? 0n;
  const root = joined < 40n ? 0n : joined < 80n ? 1n : 2n;
  return [root, joined - root * 40n, ...arcs.slice(1)].join('.');
}

export interface BitString {
  bytes: Uint8Array;
  unusedBits: number;
}

/** BIT STRING; in DER the unused bits are zero and the value is primitive. */
export function readBitString(node: DerNode): BitString {
  if (node.constructed) throw bad(node, 'a BIT STRING in pieces');
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
  return ((bits.bytes[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
}

/** OCTET STRING, also an implicitly tagged one; in BER the pieces of a constructed one are joined. */
export function readOctetString(node: DerNode): Uint8Array {
  if (!node.constructed) return node.content;
  if (node.rules === 'der') throw bad(node, 'an OCTET STRING in pieces where DER is demanded');
  return Buffer.concat(node.children().map(readOctetString));
}

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})$/;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[.](\d{1,9}))?(Z|[+-]\d{4})$/;

/**
 * UTCTime or GeneralizedTime with a time zone. DER allows seconds and `Z` only (X.690 11.7, 11.8), which is demanded
 * where `strict`; real certificates also carry offsets and leave the seconds out, which is read otherwise.
 */
export function readTime(node: DerNode, strict = false): Instant {
  const text = Buffer.from(node.content).toString('latin1');
  const utc = node.tag === TAG.UTC_TIME;
  const match = (utc ? UTC_TIME : GENERALIZED_TIME).exec(text);
  if (!match) throw bad(node, 'not a time with its zone');
  const [yearText, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const zone = match[match.length - 1] ?? 'Z';
  if (strict && (zone !== 'Z' || match[6] === undefined)) throw bad(node, 'a time that is not in the form of DER');
  const year = utc ? yearText + (yearText < 50 ? 2000 : 1900) : yearText;
  const milliseconds = utc ? 0 : Math.trunc(Number(`0.${match[7] ?? '0'}`) * 1000);
  const instant = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  const back = new Date(instant);
  const real = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!real || year < 100) throw bad(node, 'a time that does not exist');
  return instant - zoneMinutes(zone) * 60_000;
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
  return zone.startsWith('-') ? -minutes : minutes;
}

const LATIN1 = new Set<number>([TAG.NUMERIC_STRING, TAG.PRINTABLE_STRING, TAG.IA5_STRING, TAG.VISIBLE_STRING, TAG.T61_STRING]);

/** The text of any ASN.1 string type. T61String is read as Latin-1, which is what issuers put there. */
export function readText(node: DerNode): string {
  const content = Buffer.from(node.content);
  if (node.tag === TAG.UTF8_STRING) return content.toString('utf8');
  if (LATIN1.has(node.tag)) return content.toString('latin1');
  if (node.tag === TAG.BMP_STRING && content.length % 2 === 0) return Buffer.from(content).swap16().toString('utf16le');
  if (node.tag === TAG.UNIVERSAL_STRING && content.length % 4 === 0) return readUniversal(node, content);
  throw bad(node, 'not a character string');
}

function readUniversal(node: DerNode, content: Buffer): string {
  const points: number[] = [];
  for (let at = 0; at < content.length; at += 4) points.push(content.readUInt32BE(at));
  if (points.some((point) => point > 0x10ffff)) throw bad(node, 'a UniversalString with a character that does not exist');
  return String.fromCodePoint(...points);
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
