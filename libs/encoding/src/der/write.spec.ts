import { describe, expect, test } from 'vitest';
import { toHex } from '../bytes.js';
import { readDer } from './read.js';
import { checkSetOrder, readInteger, readOid } from './values.js';
import {
  writeBitString,
  writeBoolean,
  writeElement,
  writeInteger,
  writeNull,
  writeOctetString,
  writeOid,
  writeSequence,
  writeSetOf,
} from './write.js';

test.each([
  [0, '0400'],
  [127, '047f'],
  [128, '048180'],
  [255, '0481ff'],
  [256, '04820100'],
  [65_536, '0483010000'],
])('a length of %i is minimal', (length, head) => {
  const written = writeOctetString(new Uint8Array(length));
  expect(toHex(written.subarray(0, head.length / 2))).toBe(head);
  expect(readDer(written).content).toHaveLength(length);
});

test.each([
  [0n, '020100'],
  [127n, '02017f'],
  [128n, '02020080'],
  [255n, '020200ff'],
  [256n, '02020100'],
  [-1n, '0201ff'],
  [-128n, '020180'],
  [-129n, '0202ff7f'],
  [-32768n, '02028000'],
  [1n << 64n, '0209010000000000000000'],
])('INTEGER %s', (value, hex) => {
  expect(toHex(writeInteger(value))).toBe(hex);
  expect(readInteger(readDer(writeInteger(value)))).toBe(value);
});

describe('object identifiers', () => {
  test.each(['0.0', '0.39', '1.0', '1.39', '2.0', '2.999', '1.2.840.113549.1.1.11', '2.25.329800735698586629295641978511506172918'])(
    '%s',
    (dotted) => {
      expect(readOid(readDer(writeOid(dotted)))).toBe(dotted);
    },
  );

  test.each(['', '1', '3.1', '0.40', '1.40', '1.2.', '1..2', '1.02', '1.-2', 'a.b', '1.2 '])('%j is none', (dotted) => {
    expect(() => writeOid(dotted)).toThrow(expect.objectContaining({ code: 'DER_VALUE' }));
  });
});

test('SET OF is put in order', () => {
  const set = writeSetOf(writeInteger(256), writeInteger(2), writeBoolean(true), writeInteger(1));
  expect(toHex(set)).toBe('310d0101ff02010102010202020100');
  expect(() => checkSetOrder(readDer(set))).not.toThrow();
});

test('the other types', () => {
  expect(
    [writeBoolean(false), writeNull(), writeBitString(Uint8Array.of(0x80), 7), writeSequence(), writeElement(0xa0, writeNull())].map(toHex),
  ).toEqual(['010100', '0500', '03020780', '3000', 'a0020500']);
});
