import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { fromHex, writeBitString, writeElement, writeInteger, writeNull, writeOid, writeSequence } from '@sigillum/encoding';
import { describe, expect, test } from 'vitest';
import { writePssParameters } from '../algorithm/pss.js';
import { type KeyProblem } from '../types.js';
import { inheritDsaParameters } from './dsa.js';
import { readPublicKey } from './read.js';

const RSA = '1.2.840.113549.1.1.1';
const EC = '1.2.840.10045.2.1';
const P256 = '1.2.840.10045.3.1.7';

function spki(oid: string, parameters: Uint8Array | undefined, key: Uint8Array): Uint8Array {
  return writeSequence(parameters ? writeSequence(writeOid(oid), parameters) : writeSequence(writeOid(oid)), writeBitString(key));
}

function rsa(modulus: bigint, exponent: bigint, parameters: Uint8Array | undefined = writeNull()): Uint8Array {
  return spki(RSA, parameters, writeSequence(writeInteger(modulus), writeInteger(exponent)));
}

function ofBits(bits: number): bigint {
  return (1n << BigInt(bits - 1)) + 1n;
}

function exported(key: KeyObject): Uint8Array {
  return key.export({ type: 'spki', format: 'der' });
}

const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
const coordinates = exported(p256).subarray(-64);
const [x, y] = [coordinates.subarray(0, 32), coordinates.subarray(32)];
const dsa = generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 }).publicKey;

const SIZES: readonly (readonly [string, Uint8Array, KeyProblem | number])[] = [
  ['511 bits', rsa(ofBits(511), 65537n), 'KEY_SIZE_REFUSED'],
  ['512 bits', rsa(ofBits(512), 65537n), 512],
  ['1024 bits', rsa(ofBits(1024), 65537n), 1024],
  ['2047 bits', rsa(ofBits(2047), 65537n), 2047],
  ['16384 bits', rsa(ofBits(16384), 65537n), 16384],
  ['16385 bits', rsa(ofBits(16385), 65537n), 'KEY_SIZE_REFUSED'],
  ['an even modulus', rsa(ofBits(2048) + 1n, 65537n), 'KEY_SIZE_REFUSED'],
  ['a modulus without its leading zero', rsa(ofBits(2048) - (1n << 2048n), 65537n), 2048],
  ['modulus 0', rsa(0n, 65537n), 'KEY_SIZE_REFUSED'],
  ['e = 3', rsa(ofBits(2048), 3n), 2048],
  ['e of 64 bits', rsa(ofBits(2048), ofBits(64)), 2048],
  ['e of 65 bits', rsa(ofBits(2048), ofBits(65)), 'KEY_EXPONENT_REFUSED'],
  ['e = 1', rsa(ofBits(2048), 1n), 'KEY_EXPONENT_REFUSED'],
  ['e = 0', rsa(ofBits(2048), 0n), 'KEY_EXPONENT_REFUSED'],
  ['e = -3, which is 253', rsa(ofBits(2048), -3n), 2048],
  ['e even', rsa(ofBits(2048), 65536n), 'KEY_EXPONENT_REFUSED'],
];

test.each(SIZES)('RSA: %s', (_, bytes, expected) => {
  const read = readPublicKey(bytes);
  if (typeof expected === 'string') expect(read).toEqual({ ok: false, problem: expected });
  else expect(read).toMatchObject({ ok: true, value: { kind: 'RSA', bits: expected } });
});

describe('RSA parameters', () => {
  const key = writeSequence(writeInteger(ofBits(2048)), writeInteger(65537));
  const settings = { digest: 'SHA-256', mgfDigest: 'SHA-384', saltLength: 48 } as const;
  test.each([
    [
      'zeros before the exponent',
      spki(RSA, undefined, writeSequence(writeInteger(ofBits(1024)), writeElement(2, fromHex('00000003')))),
      { ok: true, value: { kind: 'RSA', bits: 1024 } },
    ],
    [
      'an exponent in pieces',
      spki(RSA, undefined, writeSequence(writeInteger(ofBits(1024)), writeElement(0x22, fromHex('020103')))),
      { ok: false, problem: 'KEY_UNREADABLE' },
    ],
    ['absent NULL', spki(RSA, undefined, key), { ok: true, value: { kind: 'RSA' } }],
    ['an OID where NULL belongs', spki(RSA, writeOid(P256), key), { ok: false, problem: 'KEY_UNREADABLE' }],
    ['PSS key without restrictions', spki('1.2.840.113549.1.1.10', undefined, key), { ok: true, value: { kind: 'RSA-PSS' } }],
    ['PSS key with restrictions', spki('1.2.840.113549.1.1.10', writePssParameters(settings), key), { ok: true, value: { pss: settings } }],
    ['PSS key with NULL', spki('1.2.840.113549.1.1.10', writeNull(), key), { ok: false, problem: 'KEY_UNREADABLE' }],
    [
      'an element too many',
      spki(RSA, writeNull(), writeSequence(writeInteger(ofBits(2048)), writeInteger(3), writeInteger(1))),
      { ok: false, problem: 'KEY_UNREADABLE' },
    ],
    ['bytes after the key', spki(RSA, writeNull(), Buffer.concat([key, fromHex('00')])), { ok: false, problem: 'KEY_UNREADABLE' }],
    [
      'unused bits',
      writeSequence(writeSequence(writeOid(RSA), writeNull()), writeBitString(key, 1)),
      { ok: false, problem: 'KEY_UNREADABLE' },
    ],
  ] as const)('%s', (_, bytes, expected) => {
    expect(readPublicKey(bytes)).toMatchObject(expected);
  });
});

const offCurve = Uint8Array.from(y);
offCurve[31] = (offCurve[31] ?? 0) ^ 1;
const curve = writeOid(P256);
const form = (y[31] ?? 0) % 2;

const POINTS: readonly (readonly [string, Uint8Array | undefined, Uint8Array, KeyProblem | 'ok'])[] = [
  ['uncompressed', curve, Buffer.concat([Uint8Array.of(4), x, y]), 'ok'],
  ['compressed', curve, Buffer.concat([Uint8Array.of(2 + form), x]), 'ok'],
  ['hybrid', curve, Buffer.concat([Uint8Array.of(6 + form), x, y]), 'KEY_POINT_INVALID'],
  ['infinity', curve, Uint8Array.of(0), 'KEY_POINT_INVALID'],
  ['no octets', curve, new Uint8Array(0), 'KEY_POINT_INVALID'],
  ['off the curve', curve, Buffer.concat([Uint8Array.of(4), x, offCurve]), 'KEY_POINT_INVALID'],
  ['a coordinate above the field', curve, Buffer.concat([Uint8Array.of(4), new Uint8Array(64).fill(0xff)]), 'KEY_POINT_INVALID'],
  ['a point of another curve', writeOid('1.3.132.0.34'), Buffer.concat([Uint8Array.of(4), x, y]), 'KEY_POINT_INVALID'],
  ['an unknown curve', writeOid('1.3.132.0.1'), Buffer.concat([Uint8Array.of(4), x, y]), 'KEY_CURVE_UNSUPPORTED'],
  ['the curve of the issuer', writeNull(), Buffer.concat([Uint8Array.of(4), x, y]), 'KEY_CURVE_UNSUPPORTED'],
  ['no curve', undefined, Buffer.concat([Uint8Array.of(4), x, y]), 'KEY_UNREADABLE'],
];

test.each(POINTS)('EC: %s', (_, parameters, point, expected) => {
  const read = readPublicKey(spki(EC, parameters, point));
  if (expected === 'ok') expect(read).toMatchObject({ ok: true, value: { kind: 'EC', bits: 256, curve: 'P-256' } });
  else expect(read).toEqual({ ok: false, problem: expected });
});

describe('other keys', () => {
  test('DSA with its own parameters, not with inherited ones', () => {
    expect(readPublicKey(exported(dsa))).toMatchObject({ ok: true, value: { kind: 'DSA', bits: 2048 } });
    expect(readPublicKey(spki('1.2.840.10040.4.1', undefined, writeInteger(5)))).toEqual({
      ok: false,
      problem: 'KEY_ALGORITHM_UNSUPPORTED',
    });
  });

  test('DSA completed with the parameters of its issuer', () => {
    const own = exported(dsa);
    const other = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).publicKey;
    const bare = spki('1.2.840.10040.4.1', undefined, writeInteger(12_345));
    const completed = inheritDsaParameters(bare, own);
    expect(readPublicKey(completed ?? bare)).toMatchObject({ ok: true, value: { kind: 'DSA', bits: 2048 } });
    expect([
      inheritDsaParameters(own, exported(other)),
      inheritDsaParameters(bare, bare),
      inheritDsaParameters(bare, exported(p256)),
      inheritDsaParameters(exported(p256), own),
      inheritDsaParameters(fromHex('3000'), own),
    ]).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  const q = ofBits(160);
  const group = (p: bigint, order: bigint, g: bigint) => writeSequence(writeInteger(p), writeInteger(order), writeInteger(g));
  test.each([
    ['p of 511 bits', group(ofBits(511), q, 2n), 5n, 'KEY_SIZE_REFUSED'],
    ['p of 10001 bits', group(ofBits(10_001), q, 2n), 5n, 'KEY_SIZE_REFUSED'],
    ['q of 100 bits', group(ofBits(1024), ofBits(100), 2n), 5n, 'KEY_SIZE_REFUSED'],
    ['g = 1', group(ofBits(1024), q, 1n), 5n, 'KEY_POINT_INVALID'],
    ['y = 1', group(ofBits(1024), q, 2n), 1n, 'KEY_POINT_INVALID'],
    ['y = p', group(ofBits(1024), q, 2n), ofBits(1024), 'KEY_POINT_INVALID'],
  ] as const)('DSA: %s', (_, parameters, value, problem) => {
    expect(readPublicKey(spki('1.2.840.10040.4.1', parameters, writeInteger(value)))).toEqual({ ok: false, problem });
  });

  test.each([
    ['Ed25519', '1.3.101.112', 32, 256],
    ['Ed448', '1.3.101.113', 57, 456],
    ['ML-DSA-44', '2.16.840.1.101.3.4.3.17', 1312, 10_496],
  ])('%s has one length and no parameters', (kind, oid, length, bits) => {
    const key = new Uint8Array(length).fill(1);
    expect(readPublicKey(spki(oid, undefined, key))).toMatchObject({ ok: true, value: { kind, bits } });
    expect(readPublicKey(spki(oid, writeNull(), key))).toEqual({ ok: false, problem: 'KEY_UNREADABLE' });
    expect(readPublicKey(spki(oid, undefined, key.subarray(1)))).toEqual({ ok: false, problem: 'KEY_UNREADABLE' });
  });

  test('a key that does not fill its BIT STRING', () => {
    const odd = writeSequence(writeSequence(writeOid('1.3.101.112')), writeBitString(new Uint8Array(32), 1));
    expect(readPublicKey(odd)).toEqual({ ok: false, problem: 'KEY_UNREADABLE' });
  });

  test('an unknown algorithm', () => {
    expect(readPublicKey(spki('1.2.3.4', undefined, Uint8Array.of(1)))).toEqual({ ok: false, problem: 'KEY_ALGORITHM_UNSUPPORTED' });
  });

  test.each([
    ['nothing', ''],
    ['bytes after the structure', '300000'],
    ['an indefinite length', '30800000'],
    ['an INTEGER', '020101'],
  ])('unreadable: %s', (_, hex) => {
    expect(readPublicKey(fromHex(hex))).toEqual({ ok: false, problem: 'KEY_UNREADABLE' });
  });

  test('20 MB are not read', () => {
    expect(readPublicKey(writeElement(0x30, new Uint8Array(20_000_000)))).toEqual({ ok: false, problem: 'KEY_SIZE_REFUSED' });
  });
});

test('the same bytes give the same key, which does not hold the document they were cut from', () => {
  const document = Buffer.concat([new Uint8Array(1000), exported(p256)]);
  const first = readPublicKey(document.subarray(1000));
  const second = readPublicKey(exported(p256));
  if (!first.ok || !second.ok) throw new Error('unreachable');
  expect(second.value).toBe(first.value);
  expect(first.value.spki.buffer).not.toBe(document.buffer);
  expect(first.value.spki).toEqual(Uint8Array.from(exported(p256)));
});

test('more keys than are remembered', () => {
  const keys = Array.from({ length: 1200 }, (_, index) => rsa(ofBits(512) + BigInt(index) * 2n, 65537n));
  for (const key of [...keys, ...keys]) expect(readPublicKey(key)).toMatchObject({ ok: true, value: { bits: 512 } });
});
