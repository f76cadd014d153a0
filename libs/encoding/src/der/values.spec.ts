import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../bytes.js';
import { type DerNode, TAG } from './node.js';
import { readDer } from './read.js';
import {
  bitOf,
  checkSetOrder,
  integerOctets,
  readBitString,
  readBoolean,
  readInteger,
  readOctetString,
  readOid,
  readSmallInteger,
  readText,
} from './values.js';
import { writeElement, writeInteger } from './write.js';

const der = (hex: string) => readDer(fromHex(hex));
const ber = (hex: string) => readDer(fromHex(hex), { rules: 'ber' });

const REFUSED: readonly (readonly [string, (node: DerNode) => unknown, string, string])[] = [
  ['INTEGER without content', readInteger, '0200', 'DER_VALUE'],
  ['INTEGER 0001', readInteger, '02020001', 'DER_VALUE'],
  ['INTEGER FFFF', readInteger, '0202ffff', 'DER_VALUE'],
  ['INTEGER in pieces', readInteger, '2203020101', 'DER_VALUE'],
  ['INTEGER beyond 2^53', readSmallInteger, '020720000000000001', 'DER_VALUE'],
  ['BOOLEAN 01', readBoolean, '010101', 'DER_VALUE'],
  ['BOOLEAN of two octets', readBoolean, '0102ffff', 'DER_VALUE'],
  ['BOOLEAN without content', readBoolean, '0100', 'DER_VALUE'],
  ['BOOLEAN constructed', readBoolean, '21030101ff', 'DER_UNEXPECTED'],
  ['INTEGER for a BOOLEAN', readBoolean, '0201ff', 'DER_UNEXPECTED'],
  ['OID without content', readOid, '0600', 'DER_VALUE'],
  ['OID that breaks off', readOid, '06022a86', 'DER_VALUE'],
  ['OID with an arc that is not minimal', readOid, '06032a8001', 'DER_VALUE'],
  ['OID of 65 octets', readOid, `0641${'2a'.repeat(65)}`, 'DER_VALUE'],
  ['BIT STRING without its count', readBitString, '0300', 'DER_VALUE'],
  ['BIT STRING with 8 unused bits', readBitString, '030208ff', 'DER_VALUE'],
  ['BIT STRING empty with unused bits', readBitString, '030101', 'DER_VALUE'],
  ['BIT STRING with unused bits set', readBitString, '030204ff', 'DER_VALUE'],
  ['BIT STRING in pieces', readBitString, '230403020001', 'DER_VALUE'],
  ['OCTET STRING in pieces', readOctetString, '2403040101', 'DER_VALUE'],
  ['BMPString of an odd length', readText, '1e0100', 'DER_VALUE'],
  ['UniversalString of a wrong length', readText, '1c0200ff', 'DER_VALUE'],
  ['UniversalString beyond Unicode', readText, '1c0400110000', 'DER_VALUE'],
  ['INTEGER as text', readText, '020141', 'DER_VALUE'],
  ['SET out of order', checkSetOrder, '3106020102020101', 'DER_ORDER'],
  ['SET with the longer one first', checkSetOrder, '310704020101040100', 'DER_ORDER'],
];

test.each(REFUSED)('%s', (_, read, hex, code) => {
  expect(() => read(der(hex))).toThrow(expect.objectContaining({ code }));
});

test.each([
  ['020100', 0n],
  ['02017f', 127n],
  ['02020080', 128n],
  ['020180', -128n],
  ['0201ff', -1n],
  ['0202ff7f', -129n],
  ['0a0105', 5n],
  ['020900ffffffffffffffff', 18446744073709551615n],
])('INTEGER %s is %s', (hex, value) => {
  expect(readInteger(der(hex))).toBe(value);
});

test('INTEGER: octets as they stand, and none beyond 64 KiB as a number', () => {
  expect(toHex(integerOctets(der('02020080')))).toBe('0080');
  const huge = readDer(writeElement(TAG.INTEGER, new Uint8Array(65_537).fill(1)));
  expect(integerOctets(huge)).toHaveLength(65_537);
  expect(() => readInteger(huge)).toThrow(expect.objectContaining({ code: 'DER_VALUE' }));
  expect(readSmallInteger(readDer(writeInteger(Number.MIN_SAFE_INTEGER)))).toBe(Number.MIN_SAFE_INTEGER);
});

test('BOOLEAN, also implicitly tagged; BER takes any octet for true', () => {
  expect([readBoolean(der('0101ff')), readBoolean(der('010100')), readBoolean(der('8101ff')), readBoolean(ber('010101'))]).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

test.each([
  ['06092a864886f70d01010b', '1.2.840.113549.1.1.11'],
  ['060100', '0.0'],
  ['060127', '0.39'],
  ['060128', '1.0'],
  ['06014f', '1.39'],
  ['060150', '2.0'],
  ['06028837', '2.999'],
])('object identifier %s is %s', (hex, dotted) => {
  expect(readOid(der(hex))).toBe(dotted);
});

test('an arc of 128 bits (2.25 and a UUID) is exact', () => {
  expect(readOid(der('06146983fff7d6f5f4f3f2f1f0efeeedecebeae9e87f'))).toMatch(/^2\.25\.\d{30,}$/);
});

describe('BIT STRING', () => {
  test('bits count from the most significant of the first octet; unused and missing ones are not set', () => {
    const bits = readBitString(der('0303048010'));
    expect(bits).toMatchObject({ unusedBits: 4 });
    expect([0, 1, 8, 11, 12, 100].map((index) => bitOf(bits, index))).toEqual([true, false, false, true, false, false]);
  });

  test('BER may set unused bits, which stay unset', () => {
    const bits = readBitString(ber('030204ff'));
    expect([3, 4, 7].map((index) => bitOf(bits, index))).toEqual([true, false, false]);
  });
});

test.each([
  ['UTF8String', '0c05c384c3a921', 'Äé!'],
  ['PrintableString', '13024142', 'AB'],
  ['T61String as Latin-1', '1401c4', 'Ä'],
  ['BMPString', '1e0400c420ac', 'Ä€'],
  ['UniversalString', '1c040001f600', '😀'],
  ['IA5String', '160161', 'a'],
])('%s', (_, hex, text) => {
  expect(readText(der(hex))).toBe(text);
});

test('long strings: a UniversalString of a million characters, and the bound of 16 MiB', () => {
  const universal = Buffer.alloc(4_000_000, Buffer.from([0, 0, 0, 0x61]));
  expect(readText(readDer(writeElement(TAG.UNIVERSAL_STRING, universal)))).toHaveLength(1_000_000);
  const long = readDer(writeElement(TAG.UTF8_STRING, new Uint8Array(16 * 1024 * 1024 + 1)));
  expect(() => readText(long)).toThrow(expect.objectContaining({ code: 'DER_VALUE' }));
});

test('SET in order, with equal elements and a prefix first', () => {
  expect(() => checkSetOrder(der('3106020101020101'))).not.toThrow();
  expect(() => checkSetOrder(der('310704010004020101'))).not.toThrow();
});
