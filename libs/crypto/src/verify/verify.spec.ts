import { constants, generateKeyPairSync, type KeyObject, type KeyPairKeyObjectResult, sign } from 'node:crypto';
import { fromHex } from '@sigillum/encoding';
import { describe, expect, test } from 'vitest';
import { readPublicKey } from '../key/read.js';
import { signatureOid } from '../registry/signatures.js';
import { type DigestAlgorithm, type PublicKey, type SignatureAlgorithm, type SignatureScheme } from '../types.js';
import { verifySignature } from './verify.js';

const data = Buffer.from('the data to be signed');

function keyOf(spki: KeyObject): PublicKey {
  const read = readPublicKey(spki.export({ type: 'spki', format: 'der' }));
  if (!read.ok) throw new Error(read.problem);
  return read.value;
}

function named(scheme: SignatureScheme, digest: DigestAlgorithm): SignatureAlgorithm {
  return { scheme, digest, oid: signatureOid(scheme, digest) ?? '' };
}

function pss(digest: DigestAlgorithm, mgfDigest: DigestAlgorithm, saltLength: number): SignatureAlgorithm {
  return { scheme: 'RSA-PSS', oid: '1.2.840.113549.1.1.10', digest, pss: { mgfDigest, saltLength } };
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsa1024 = generateKeyPairSync('rsa', { modulusLength: 1024 });
const bound = generateKeyPairSync('rsa-pss', {
  modulusLength: 2048,
  hashAlgorithm: 'sha256',
  mgf1HashAlgorithm: 'sha1',
});
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 });
const ed25519 = generateKeyPairSync('ed25519');
const ed448 = generateKeyPairSync('ed448');

const PKCS1_DIGESTS: readonly (readonly [DigestAlgorithm, string])[] = [
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['RIPEMD-160', 'ripemd160'],
  ['SHA-224', 'sha224'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
  ['SHA-512/256', 'sha512-256'],
  ['SHA3-224', 'sha3-224'],
  ['SHA3-256', 'sha3-256'],
  ['SHA3-384', 'sha3-384'],
  ['SHA3-512', 'sha3-512'],
];

test.each(PKCS1_DIGESTS)('RSA PKCS#1 with %s holds for its data and no other', (digest, engine) => {
  const key = keyOf(rsa.publicKey);
  const signature = sign(engine, data, rsa.privateKey);
  const algorithm = named('RSA-PKCS1', digest);
  expect(algorithm.oid).not.toBe('');
  expect(verifySignature({ key, algorithm, data, signature })).toEqual({ ok: true });
  expect(verifySignature({ key, algorithm, data: Buffer.from('other'), signature })).toEqual({ ok: false, problem: 'SIGNATURE_MISMATCH' });
});

const CURVES = ['prime192v1', 'secp224r1', 'prime256v1', 'secp384r1', 'secp521r1', 'secp256k1'].concat(
  [160, 192, 224, 256, 320, 384, 512].flatMap((bits) => [`brainpoolP${bits}r1`, `brainpoolP${bits}t1`]),
);

test.each(CURVES)('ECDSA on %s in DER and plain, each only under its own name', (namedCurve) => {
  const pair = generateKeyPairSync('ec', { namedCurve });
  const key = keyOf(pair.publicKey);
  const der = sign('sha384', data, { key: pair.privateKey, dsaEncoding: 'der' });
  const plain = sign('sha384', data, { key: pair.privateKey, dsaEncoding: 'ieee-p1363' });
  expect(verifySignature({ key, algorithm: named('ECDSA', 'SHA-384'), data, signature: der })).toEqual({ ok: true });
  expect(verifySignature({ key, algorithm: named('PLAIN-ECDSA', 'SHA-384'), data, signature: plain })).toEqual({ ok: true });
  expect(verifySignature({ key, algorithm: named('ECDSA', 'SHA-256'), data, signature: der })).toEqual({
    ok: false,
    problem: 'SIGNATURE_MISMATCH',
  });
});

describe('schemes with their own hash, and DSA', () => {
  const EDDSA: readonly [string, KeyPairKeyObjectResult, string][] = [
    ['Ed25519', ed25519, '1.3.101.112'],
    ['Ed448', ed448, '1.3.101.113'],
  ];
  test.each(EDDSA)('%s', (_, pair, oid) => {
    const signature = sign(null, data, pair.privateKey);
    const algorithm: SignatureAlgorithm = { scheme: 'EdDSA', oid };
    expect(verifySignature({ key: keyOf(pair.publicKey), algorithm, data, signature })).toEqual({ ok: true });
    signature[3] = (signature[3] ?? 0) ^ 1;
    expect(verifySignature({ key: keyOf(pair.publicKey), algorithm, data, signature })).toEqual({
      ok: false,
      problem: 'SIGNATURE_MISMATCH',
    });
  });

  test.each([
    ['ml-dsa-44', '17', 'ML-DSA-44'],
    ['ml-dsa-65', '18', 'ML-DSA-65'],
    ['ml-dsa-87', '19', 'ML-DSA-87'],
  ] as const)('%s', (type, arc, kind) => {
    const pair =
      type === 'ml-dsa-44' ? generateKeyPairSync(type) : type === 'ml-dsa-65' ? generateKeyPairSync(type) : generateKeyPairSync(type);
    const key = keyOf(pair.publicKey);
    expect(key.kind).toBe(kind);
    const signature = sign(null, data, pair.privateKey);
    const algorithm: SignatureAlgorithm = { scheme: 'ML-DSA', oid: `2.16.840.1.101.3.4.3.${arc}` };
    expect(verifySignature({ key, algorithm, data, signature })).toEqual({ ok: true });
    expect(verifySignature({ key, algorithm, data, signature: signature.subarray(1) })).toEqual({
      ok: false,
      problem: 'SIGNATURE_ENCODING',
    });
  });

  test('DSA', () => {
    const key = keyOf(dsa.publicKey);
    expect(key).toMatchObject({ kind: 'DSA', bits: 1024 });
    const signature = sign('sha1', data, dsa.privateKey);
    expect(verifySignature({ key, algorithm: named('DSA', 'SHA-1'), data, signature })).toEqual({ ok: true });
    expect(verifySignature({ key, algorithm: named('DSA', 'SHA-256'), data, signature })).toEqual({
      ok: false,
      problem: 'SIGNATURE_MISMATCH',
    });
  });
});

describe('RSASSA-PSS', () => {
  const made = (key: KeyObject, saltLength: number) => sign('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });

  test('the length of the salt is the stated one exactly', () => {
    const key = keyOf(rsa.publicKey);
    const signature = made(rsa.privateKey, 32);
    expect(verifySignature({ key, algorithm: pss('SHA-256', 'SHA-256', 32), data, signature })).toEqual({ ok: true });
    for (const salt of [0, 20, 31, 33, 222, 223, 100_000, 2 ** 40]) {
      expect(verifySignature({ key, algorithm: pss('SHA-256', 'SHA-256', salt), data, signature })).toEqual({
        ok: false,
        problem: 'SIGNATURE_MISMATCH',
      });
    }
  });

  test('a mask digest other than the message digest', () => {
    const key = keyOf(bound.publicKey);
    expect(key.pss).toEqual({ digest: 'SHA-256', mgfDigest: 'SHA-1', saltLength: 32 });
    const signature = made(bound.privateKey, 40);
    expect(verifySignature({ key, algorithm: pss('SHA-256', 'SHA-1', 40), data, signature })).toEqual({ ok: true });
    expect(verifySignature({ key, algorithm: pss('SHA-256', 'SHA-1', 41), data, signature })).toEqual({
      ok: false,
      problem: 'SIGNATURE_MISMATCH',
    });
  });

  test('parameters are demanded', () => {
    const algorithm: SignatureAlgorithm = { scheme: 'RSA-PSS', oid: '1.2.840.113549.1.1.10', digest: 'SHA-256' };
    const input = { key: keyOf(rsa.publicKey), algorithm, data, signature: made(rsa.privateKey, 32) };
    expect(verifySignature(input)).toEqual({ ok: false, problem: 'ALGORITHM_UNSUPPORTED' });
  });
});

describe('a key of another kind, a value of another form, a digest that cannot be', () => {
  const EVERY: readonly [string, PublicKey, SignatureAlgorithm, string][] = [
    ['RSA key, ECDSA', keyOf(rsa.publicKey), named('ECDSA', 'SHA-256'), 'ALGORITHM_KEY_MISMATCH'],
    ['EC key, RSA', keyOf(p256.publicKey), named('RSA-PKCS1', 'SHA-256'), 'ALGORITHM_KEY_MISMATCH'],
    ['EC key, DSA', keyOf(p256.publicKey), named('DSA', 'SHA-256'), 'ALGORITHM_KEY_MISMATCH'],
    ['PSS key, PKCS#1', keyOf(bound.publicKey), named('RSA-PKCS1', 'SHA-256'), 'ALGORITHM_KEY_MISMATCH'],
    ['Ed25519 key, Ed448', keyOf(ed25519.publicKey), { scheme: 'EdDSA', oid: '1.3.101.113' }, 'ALGORITHM_KEY_MISMATCH'],
    ['RSA key, EdDSA', keyOf(rsa.publicKey), { scheme: 'EdDSA', oid: '1.3.101.112' }, 'ALGORITHM_KEY_MISMATCH'],
    ['RSA without a digest', keyOf(rsa.publicKey), { scheme: 'RSA-PKCS1', oid: '1.2.840.113549.1.1.1' }, 'ALGORITHM_UNSUPPORTED'],
    ['RSA with SHAKE', keyOf(rsa.publicKey), { scheme: 'RSA-PKCS1', oid: '', digest: 'SHAKE256-512' }, 'ALGORITHM_UNSUPPORTED'],
    ['EdDSA over a digest', keyOf(ed25519.publicKey), { scheme: 'EdDSA', oid: '1.3.101.112', digest: 'SHA-512' }, 'ALGORITHM_UNSUPPORTED'],
    ['RSA, empty value', keyOf(rsa.publicKey), named('RSA-PKCS1', 'SHA-256'), 'SIGNATURE_ENCODING'],
    ['ECDSA, empty value', keyOf(p256.publicKey), named('ECDSA', 'SHA-256'), 'SIGNATURE_ENCODING'],
  ];
  test.each(EVERY)('%s', (_, key, algorithm, problem) => {
    expect(verifySignature({ key, algorithm, data, signature: new Uint8Array(0) })).toEqual({ ok: false, problem });
  });

  test('a RSA value with an octet too many or too few', () => {
    const key = keyOf(rsa1024.publicKey);
    const signature = sign('sha256', data, rsa1024.privateKey);
    const algorithm = named('RSA-PKCS1', 'SHA-256');
    expect(verifySignature({ key, algorithm, data, signature })).toEqual({ ok: true });
    for (const other of [Buffer.concat([fromHex('00'), signature]), signature.subarray(1), Buffer.concat([signature, fromHex('00')])]) {
      expect(verifySignature({ key, algorithm, data, signature: other })).toEqual({ ok: false, problem: 'SIGNATURE_ENCODING' });
    }
  });

  test('a key that was not read here is judged from its bytes', () => {
    const read = keyOf(p256.publicKey);
    const signature = sign('sha256', data, p256.privateKey);
    const copy: PublicKey = { ...read, spki: Uint8Array.from(read.spki) };
    expect(verifySignature({ key: copy, algorithm: named('ECDSA', 'SHA-256'), data, signature })).toEqual({ ok: true });
    const forged: PublicKey = { kind: 'EC', bits: 256, curve: 'P-256', spki: fromHex('3000') };
    expect(verifySignature({ key: forged, algorithm: named('ECDSA', 'SHA-256'), data, signature })).toEqual({
      ok: false,
      problem: 'KEY_UNREADABLE',
    });
  });
});
