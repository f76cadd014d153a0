import { describe, expect, test } from 'vitest';
import { fromBase64, fromBase64Url, readPem, toBase64, toBase64Url } from './text/base64.js';
import { memorySource } from './byte-source.js';
import { compareBytes, concatBytes, equalBytes, fromHex, toHex } from './bytes.js';

test('hexadecimal', () => {
  expect(toHex(fromHex('00fFa5'))).toBe('00ffa5');
  for (const [text, offset] of [
    ['0', 1],
    ['0g', 1],
    ['0x12', 1],
    [' 12a', 0],
  ] as const) {
    expect(() => fromHex(text)).toThrow(expect.objectContaining({ code: 'HEX', offset }));
  }
});

test('comparing and joining', () => {
  const [a, ab, b] = [fromHex('61'), fromHex('6162'), fromHex('62')] as const;
  expect([compareBytes(a, ab), compareBytes(ab, b), compareBytes(b, a), compareBytes(a, fromHex('61'))]).toEqual([-1, -1, 1, 0]);
  expect([equalBytes(a, fromHex('61')), equalBytes(a, ab), equalBytes(a, b)]).toEqual([true, false, false]);
  expect(toHex(concatBytes(a, ab, new Uint8Array(0)))).toBe('616162');
});

describe('base64', () => {
  // RFC 4648 section 10
  test.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foobar', 'Zm9vYmFy'],
  ])('%j', (text, encoded) => {
    const bytes = Buffer.from(text);
    expect(toBase64(bytes)).toBe(encoded);
    expect(fromBase64(encoded)).toEqual(bytes);
    expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
  });

  test('white space is skipped', () => {
    expect(toHex(fromBase64(' Zm\r\n9v\tYg =\n= '))).toBe(toHex(Buffer.from('foob')));
  });

  test.each(['Z', 'Zg', 'Zg=', 'Zg===', '=', '====', 'Z===', 'Zg==Zg==', 'Zm-v', 'Zm9v!', 'Zm9vé'])('%j is none', (text) => {
    expect(() => fromBase64(text)).toThrow(expect.objectContaining({ code: 'BASE64' }));
  });

  test.each(['Z', 'Zg==', 'Zm+v', 'Zm 9', 'Zm9vY'])('%j is no base64url', (text) => {
    expect(() => fromBase64Url(text)).toThrow(expect.objectContaining({ code: 'BASE64' }));
  });

  test('20 MB', () => {
    const bytes = Buffer.alloc(20_000_000, 0xa5);
    expect(fromBase64(toBase64(bytes)).length).toBe(bytes.length);
    expect(() => fromBase64(`${toBase64(bytes)}=`)).toThrow(expect.objectContaining({ code: 'BASE64' }));
  });
});

describe('PEM', () => {
  test('all blocks with their labels, text around them ignored', () => {
    const text = `Subject: x\n-----BEGIN CERTIFICATE-----\r\nAQID\r\n-----END CERTIFICATE-----\n# next\n-----BEGIN X509 CRL-----\nBA==\n-----END X509 CRL-----`;
    expect(readPem(text).map(({ label, bytes }) => [label, toHex(bytes)])).toEqual([
      ['CERTIFICATE', '010203'],
      ['X509 CRL', '04'],
    ]);
  });

  test('a block that does not end, or ends under another label, is none', () => {
    expect(readPem('-----BEGIN CERTIFICATE-----\nAQID\n-----END X509 CRL-----')).toEqual([]);
    expect(readPem('-----BEGIN A-----'.repeat(10_000))).toEqual([]);
  });

  test('a block that is not base64', () => {
    expect(() => readPem('-----BEGIN A-----\nAQI\n-----END A-----')).toThrow(expect.objectContaining({ code: 'BASE64' }));
  });
});

test('a source over memory reads exactly what is asked for', () => {
  const source = memorySource(fromHex('010203'));
  expect([source.size, toHex(source.read(1, 2)), toHex(source.read(3, 0))]).toEqual([3, '0203', '']);
  for (const [offset, length] of [
    [2, 2],
    [-1, 1],
    [0, -1],
    [4, 0],
  ] as const) {
    expect(() => source.read(offset, length)).toThrow(expect.objectContaining({ code: 'DER_TRUNCATED' }));
  }
});
