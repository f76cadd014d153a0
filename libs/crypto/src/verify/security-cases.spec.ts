import { constants, createHash, createPublicKey, generateKeyPairSync, type KeyObject, privateEncrypt, sign } from 'node:crypto';
import {
  concatBytes,
  DerCursor,
  fromHex,
  readDer,
  readInteger,
  TAG,
  writeBitString,
  writeElement,
  writeInteger,
  writeNull,
  writeOctetString,
  writeOid,
  writeSequence,
} from '@sigillum/encoding';
import { describe, expect, test } from 'vitest';
import { readSignatureAlgorithm } from '../algorithm/signature-algorithm.js';
import { readPublicKey } from '../key/read.js';
import { type PublicKey, type SignatureAlgorithm } from '../types.js';
import { verifySignature } from './verify.js';

const data = Buffer.from('the data to be signed');
const RSA_SHA256: SignatureAlgorithm = { scheme: 'RSA-PKCS1', digest: 'SHA-256', oid: '1.2.840.113549.1.1.11' };
const ECDSA_SHA256: SignatureAlgorithm = { scheme: 'ECDSA', digest: 'SHA-256', oid: '1.2.840.10045.4.3.2' };
const MISMATCH = { ok: false, problem: 'SIGNATURE_MISMATCH' };
const ENCODING = { ok: false, problem: 'SIGNATURE_ENCODING' };

function exported(key: KeyObject): Uint8Array {
  return key.export({ type: 'spki', format: 'der' });
}

function read(spki: Uint8Array): PublicKey {
  const key = readPublicKey(spki);
  if (!key.ok) throw new Error(key.problem);
  return key.value;
}

describe('C09: forged DigestInfo under e = 3', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 3072, publicExponent: 3 });
  const key = read(exported(pair.publicKey));
  const hash = createHash('sha256').update(data).digest();
  const sha256 = writeOid('2.16.840.1.101.3.4.2.1');
  const digestInfo = (algorithm: Uint8Array, ...more: Uint8Array[]) => writeSequence(algorithm, writeOctetString(hash), ...more);
  const proper = digestInfo(writeSequence(sha256, writeNull()));

  function cubeRoot(value: bigint): bigint {
    let [low, high] = [0n, 1n << 1100n];
    while (low < high) {
      const middle = (low + high) / 2n;
      if (middle * middle * middle < value) low = middle + 1n;
      else high = middle;
    }
    return low;
  }

  test('a cube root whose cube ends in garbage after the DigestInfo', () => {
    const head = Buffer.concat([fromHex('0001ffffffffffffffffff00'), proper]);
    const padded = Buffer.concat([head, Buffer.alloc(384 - head.length)]);
    const root = cubeRoot(BigInt(`0x${padded.toString('hex')}`));
    const cube = Buffer.from((root ** 3n).toString(16).padStart(768, '0'), 'hex');
    expect(cube.subarray(0, head.length)).toEqual(head);
    const signature = Buffer.from(root.toString(16).padStart(768, '0'), 'hex');
    expect(verifySignature({ key, algorithm: RSA_SHA256, data, signature })).toEqual(MISMATCH);
  });

  const raw = (message: Uint8Array) => privateEncrypt({ key: pair.privateKey, padding: constants.RSA_PKCS1_PADDING }, message);
  test.each([
    ['proper', proper, { ok: true }],
    ['garbage in the parameters', digestInfo(writeSequence(sha256, writeOctetString(new Uint8Array(100)))), MISMATCH],
    ['garbage after the digest, inside', digestInfo(writeSequence(sha256, writeNull()), writeOctetString(new Uint8Array(100))), MISMATCH],
    ['garbage after the DigestInfo', concatBytes(proper, new Uint8Array(100)), MISMATCH],
    ['NULL left out, the one other form', digestInfo(writeSequence(sha256)), { ok: true }],
    ['NULL left out, garbage after it', concatBytes(digestInfo(writeSequence(sha256)), new Uint8Array(100)), MISMATCH],
    ['NULL left out, another digest OID', digestInfo(writeSequence(writeOid('2.16.840.1.101.3.4.2.8'))), MISMATCH],
    ['length in the long form', concatBytes(fromHex('308131'), proper.subarray(2)), MISMATCH],
    ['the bare digest', hash, MISMATCH],
    ['another digest OID over these octets', digestInfo(writeSequence(writeOid('2.16.840.1.101.3.4.2.8'), writeNull())), MISMATCH],
  ])('%s', (_, message, expected) => {
    expect(verifySignature({ key, algorithm: RSA_SHA256, data, signature: raw(message) })).toEqual(expected);
  });

  test('NULL left out to make room where fewer than eight octets of padding would remain', () => {
    const small = generateKeyPairSync('rsa', { modulusLength: 544 });
    const hash384 = createHash('sha384').update(data).digest();
    const info = writeSequence(writeSequence(writeOid('2.16.840.1.101.3.4.2.2')), writeOctetString(hash384));
    const block = concatBytes(fromHex('000100'), info);
    const signature = privateEncrypt({ key: small.privateKey, padding: constants.RSA_NO_PADDING }, block);
    const algorithm: SignatureAlgorithm = { scheme: 'RSA-PKCS1', digest: 'SHA-384', oid: '1.2.840.113549.1.1.12' };
    expect(block).toHaveLength(68);
    expect(verifySignature({ key: read(exported(small.publicKey)), algorithm, data, signature })).toEqual(MISMATCH);
  });

  test('padding of block type 2 and padding cut short', () => {
    const bare = (block: Uint8Array) => privateEncrypt({ key: pair.privateKey, padding: constants.RSA_NO_PADDING }, block);
    const fill = (octet: number, type: number) =>
      Buffer.concat([Uint8Array.of(0, type), Buffer.alloc(384 - 3 - proper.length, octet), Uint8Array.of(0), proper]);
    expect(verifySignature({ key, algorithm: RSA_SHA256, data, signature: bare(fill(0xff, 1)) })).toEqual({ ok: true });
    expect(verifySignature({ key, algorithm: RSA_SHA256, data, signature: bare(fill(0xff, 2)) })).toEqual(MISMATCH);
    expect(verifySignature({ key, algorithm: RSA_SHA256, data, signature: bare(fill(0xfe, 1)) })).toEqual(MISMATCH);
  });
});

describe('C10: RSA keys at the edges', () => {
  const rsa = (modulus: bigint, exponent: bigint) =>
    writeSequence(
      writeSequence(writeOid('1.2.840.113549.1.1.1'), writeNull()),
      writeBitString(writeSequence(writeInteger(modulus), writeInteger(exponent))),
    );
  const odd = (bits: number) => (1n << BigInt(bits - 1)) + 1n;

  test('1024 bits can be checked; whether they still count is for the policy', () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const signature = sign('sha256', data, pair.privateKey);
    expect(verifySignature({ key: read(exported(pair.publicKey)), algorithm: RSA_SHA256, data, signature })).toEqual({ ok: true });
  });

  test('e = 1: the padded digest would be its own signature', () => {
    const spki = rsa(odd(2048), 1n);
    const block = Buffer.concat([fromHex('0001'), Buffer.alloc(202, 0xff), fromHex('003031300d060960864801650304020105000420')]);
    const signature = Buffer.concat([block, createHash('sha256').update(data).digest()]);
    const key: PublicKey = { kind: 'RSA', bits: 2048, spki };
    expect(verifySignature({ key, algorithm: RSA_SHA256, data, signature })).toEqual({ ok: false, problem: 'KEY_EXPONENT_REFUSED' });
  });

  test.each([
    ['an exponent of 3072 bits', rsa(odd(3072), odd(3072)), 'KEY_EXPONENT_REFUSED'],
    ['a modulus of 32768 bits', rsa(odd(32_768), 65537n), 'KEY_SIZE_REFUSED'],
    ['a modulus of 1 Mbit', rsa(odd(1 << 20), 65537n), 'KEY_SIZE_REFUSED'],
  ])('%s is refused before any computation', (_, spki, problem) => {
    expect(readPublicKey(spki)).toEqual({ ok: false, problem });
  });

  test('a modulus of 16384 bits is computed', () => {
    const key = read(rsa(odd(16_384), 65537n));
    expect(verifySignature({ key, algorithm: RSA_SHA256, data, signature: new Uint8Array(2048).fill(1) })).toEqual(MISMATCH);
  });
});

describe('C11: PSS parameters', () => {
  // the least salt of such a key is as long as its digest
  const bound = generateKeyPairSync('rsa-pss', {
    modulusLength: 2048,
    hashAlgorithm: 'sha256',
    mgf1HashAlgorithm: 'sha256',
  });
  const free = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pss = (digest: 'SHA-256' | 'SHA-384', mgfDigest: 'SHA-256' | 'SHA-1', saltLength: number): SignatureAlgorithm => ({
    scheme: 'RSA-PSS',
    oid: '1.2.840.113549.1.1.10',
    digest,
    pss: { mgfDigest, saltLength },
  });
  const signed = (pair: { privateKey: KeyObject }, saltLength: number) =>
    sign('sha256', data, { key: pair.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });

  test('absent parameters', () => {
    expect(readSignatureAlgorithm({ oid: '1.2.840.113549.1.1.10' })).toEqual({ ok: false, problem: 'ALGORITHM_PARAMETERS' });
  });

  test.each([
    ['stated mask digest is not the one used', pss('SHA-256', 'SHA-1', 32), MISMATCH],
    ['stated salt is not the one used', pss('SHA-256', 'SHA-256', 20), MISMATCH],
    ['stated digest is not the one used', pss('SHA-384', 'SHA-256', 32), MISMATCH],
    ['as made', pss('SHA-256', 'SHA-256', 32), { ok: true }],
  ])('%s', (_, algorithm, expected) => {
    expect(verifySignature({ key: read(exported(free.publicKey)), algorithm, data, signature: signed(free, 32) })).toEqual(expected);
  });

  test.each([
    ['another digest', pss('SHA-384', 'SHA-256', 48)],
    ['another mask digest', pss('SHA-256', 'SHA-1', 32)],
    ['less salt', pss('SHA-256', 'SHA-256', 31)],
  ])('the restrictions of the key forbid %s', (_, algorithm) => {
    const outcome = verifySignature({ key: read(exported(bound.publicKey)), algorithm, data, signature: signed(bound, 32) });
    expect(outcome).toEqual({ ok: false, problem: 'ALGORITHM_KEY_MISMATCH' });
  });

  test('the restrictions of the key allow more salt', () => {
    const key = read(exported(bound.publicKey));
    expect(verifySignature({ key, algorithm: pss('SHA-256', 'SHA-256', 40), data, signature: signed(bound, 40) })).toEqual({ ok: true });
  });
});

describe('C12: values out of range or in the wrong format', () => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = read(exported(pair.publicKey));
  const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const good = sign('sha256', data, pair.privateKey);
  const cursor = new DerCursor(readDer(good), TAG.SEQUENCE, 'ECDSA-Sig-Value');
  const r = readInteger(cursor.next(TAG.INTEGER, 'r'));
  const s = readInteger(cursor.next(TAG.INTEGER, 's'));
  const pairOf = (first: bigint, second: bigint) => writeSequence(writeInteger(first), writeInteger(second));
  const plain = (first: bigint, second: bigint) => fromHex(first.toString(16).padStart(64, '0') + second.toString(16).padStart(64, '0'));
  const long = (integer: Uint8Array) => writeElement(TAG.INTEGER, Uint8Array.of(0, 0), integer.subarray(2));

  test.each([
    ['as made', good, { ok: true }],
    ['r = 0', pairOf(0n, s), ENCODING],
    ['s = 0', pairOf(r, 0n), ENCODING],
    ['r = n', pairOf(n, s), ENCODING],
    ['s = n', pairOf(r, n), ENCODING],
    ['r + n', pairOf(r + n, s), ENCODING],
    ['r negative', pairOf(r - n, s), ENCODING],
    ['s negative', pairOf(r, s - n), ENCODING],
    ['length in the long form', concatBytes(Uint8Array.of(0x30, 0x81, good.length - 2), good.subarray(2)), ENCODING],
    ['indefinite length', concatBytes(fromHex('3080'), good.subarray(2), fromHex('0000')), ENCODING],
    ['zeros before an INTEGER', writeSequence(long(writeInteger(r)), writeInteger(s)), ENCODING],
    ['a byte after it', concatBytes(good, fromHex('00')), ENCODING],
    ['a third INTEGER', writeSequence(writeInteger(r), writeInteger(s), writeInteger(1)), ENCODING],
    ['plain format in the place of DER', plain(r, s), ENCODING],
    ['1 MB of elements', writeElement(0x30, Buffer.alloc(1_000_000, Buffer.from([5, 0]))), ENCODING],
  ])('ECDSA: %s', (_, signature, expected) => {
    expect(verifySignature({ key, algorithm: ECDSA_SHA256, data, signature })).toEqual(expected);
  });

  test.each([
    ['as made', plain(r, s), { ok: true }],
    ['DER in the place of the plain format', good, ENCODING],
    ['an octet too many', concatBytes(plain(r, s), fromHex('00')), ENCODING],
    ['r = 0', plain(0n, s), ENCODING],
    ['s = n', plain(r, n), ENCODING],
  ])('plain ECDSA: %s', (_, signature, expected) => {
    const algorithm: SignatureAlgorithm = { scheme: 'PLAIN-ECDSA', digest: 'SHA-256', oid: '0.4.0.127.0.7.1.1.4.1.3' };
    expect(verifySignature({ key, algorithm, data, signature })).toEqual(expected);
  });

  test.each([
    ['Ed25519', '1.3.101.112', 32, (1n << 252n) + 27742317777372353535851937790883648493n],
    ['Ed448', '1.3.101.113', 57, (1n << 446n) - 13818066809895115352007386748515426880336692474882178609894547503885n],
  ] as const)('%s: S + order, and a value of another length', (name, oid, octets, order) => {
    const edwards = name === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ed448');
    const made = sign(null, data, edwards.privateKey);
    const scalar = BigInt(`0x${Buffer.from(made.subarray(octets)).reverse().toString('hex')}`) + order;
    const raised = Buffer.from(scalar.toString(16).padStart(octets * 2, '0'), 'hex').reverse();
    const input = { key: read(exported(edwards.publicKey)), algorithm: { scheme: 'EdDSA', oid }, data } as const;
    expect(verifySignature({ ...input, signature: made })).toEqual({ ok: true });
    expect(verifySignature({ ...input, signature: concatBytes(made.subarray(0, octets), raised) })).toEqual(ENCODING);
    expect(verifySignature({ ...input, signature: made.subarray(1) })).toEqual(ENCODING);
  });
});

describe('C13: elliptic curves that the signer chose', () => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const point = exported(pair.publicKey).subarray(-65);
  const P = 'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff';
  const B = '5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b';
  const GENERATOR =
    '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5';
  const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

  function explicit(generator: Uint8Array): Uint8Array {
    const field = writeSequence(writeOid('1.2.840.10045.1.1'), writeInteger(BigInt(`0x${P}`)));
    const a = fromHex(`${P.slice(0, -1)}c`);
    const domain = writeSequence(
      writeInteger(1),
      field,
      writeSequence(writeOctetString(a), writeOctetString(fromHex(B))),
      writeOctetString(generator),
      writeInteger(ORDER),
      writeInteger(1),
    );
    return writeSequence(writeSequence(writeOid('1.2.840.10045.2.1'), domain), writeBitString(point));
  }

  test.each([
    ['parameters of P-256 spelled out', fromHex(GENERATOR)],
    ['a generator swapped for the key itself (CVE-2020-0601)', point],
  ])('%s: refused, though the engine would import it', (_, generator) => {
    const spki = explicit(generator);
    const engine = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    expect(engine.asymmetricKeyType).toBe('ec');
    expect(readPublicKey(spki)).toEqual({ ok: false, problem: 'KEY_EXPLICIT_CURVE' });
    const key: PublicKey = { kind: 'EC', bits: 256, curve: 'P-256', spki };
    const signature = sign('sha256', data, pair.privateKey);
    expect(verifySignature({ key, algorithm: ECDSA_SHA256, data, signature })).toEqual({ ok: false, problem: 'KEY_EXPLICIT_CURVE' });
  });

  test('a point off the curve', () => {
    const spki = Uint8Array.from(exported(pair.publicKey));
    const last = spki.length - 1;
    spki[last] = (spki[last] ?? 0) ^ 1;
    expect(readPublicKey(spki)).toEqual({ ok: false, problem: 'KEY_POINT_INVALID' });
  });
});
