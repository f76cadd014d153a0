import {
  context,
  fromHex,
  readDer,
  writeElement,
  writeInteger,
  writeNull,
  writeOctetString,
  writeOid,
  writeSequence,
} from '@sigillum/encoding';
import { describe, expect, test } from 'vitest';
import { digestOid } from '../registry/digests.js';
import { SIGNATURES } from '../registry/signatures.js';
import { type AlgorithmIdentifier, type DigestAlgorithm } from '../types.js';
import { readAlgorithmIdentifier } from './identifier.js';
import { readPssParameters, writePssParameters } from './pss.js';
import { readSignatureAlgorithm } from './signature-algorithm.js';

const NULL = writeNull();
const MGF1 = '1.2.840.113549.1.1.8';
const PSS = '1.2.840.113549.1.1.10';
const UNSUPPORTED = { ok: false, problem: 'ALGORITHM_UNSUPPORTED' };
const PARAMETERS = { ok: false, problem: 'ALGORITHM_PARAMETERS' };

const NAMED: readonly (readonly [string, string, DigestAlgorithm])[] = [
  ['1.2.840.113549.1.1.4', 'RSA-PKCS1', 'MD5'],
  ['1.2.840.113549.1.1.5', 'RSA-PKCS1', 'SHA-1'],
  ['1.3.14.3.2.29', 'RSA-PKCS1', 'SHA-1'],
  ['1.3.36.3.3.1.2', 'RSA-PKCS1', 'RIPEMD-160'],
  ['1.2.840.113549.1.1.14', 'RSA-PKCS1', 'SHA-224'],
  ['1.2.840.113549.1.1.11', 'RSA-PKCS1', 'SHA-256'],
  ['1.2.840.113549.1.1.12', 'RSA-PKCS1', 'SHA-384'],
  ['1.2.840.113549.1.1.13', 'RSA-PKCS1', 'SHA-512'],
  ['1.2.840.113549.1.1.16', 'RSA-PKCS1', 'SHA-512/256'],
  ['2.16.840.1.101.3.4.3.14', 'RSA-PKCS1', 'SHA3-256'],
  ['1.2.840.10045.4.1', 'ECDSA', 'SHA-1'],
  ['1.2.840.10045.4.3.1', 'ECDSA', 'SHA-224'],
  ['1.2.840.10045.4.3.2', 'ECDSA', 'SHA-256'],
  ['1.2.840.10045.4.3.3', 'ECDSA', 'SHA-384'],
  ['1.2.840.10045.4.3.4', 'ECDSA', 'SHA-512'],
  ['2.16.840.1.101.3.4.3.10', 'ECDSA', 'SHA3-256'],
  ['0.4.0.127.0.7.1.1.4.1.1', 'PLAIN-ECDSA', 'SHA-1'],
  ['0.4.0.127.0.7.1.1.4.1.3', 'PLAIN-ECDSA', 'SHA-256'],
  ['1.2.840.10040.4.3', 'DSA', 'SHA-1'],
  ['2.16.840.1.101.3.4.3.2', 'DSA', 'SHA-256'],
];

test.each(NAMED)('%s is %s with %s, with NULL and without, whatever digest stands beside it', (oid, scheme, digest) => {
  const expected = { ok: true, value: { oid, scheme, digest } };
  expect(readSignatureAlgorithm({ oid })).toEqual(expected);
  expect(readSignatureAlgorithm({ oid, parameters: NULL })).toEqual(expected);
  expect(readSignatureAlgorithm({ oid }, 'MD5')).toEqual(expected);
  expect(readSignatureAlgorithm({ oid, parameters: fromHex('040100') })).toEqual(PARAMETERS);
});

test('the curve of the key beside ECDSA, DER or plain, is tolerated; a digest OID beside RSA is not', () => {
  const parameters = writeOid('1.3.36.3.3.2.8.1.1.7');
  for (const [oid, scheme] of [
    ['0.4.0.127.0.7.1.1.4.1.3', 'PLAIN-ECDSA'],
    ['1.2.840.10045.4.3.2', 'ECDSA'],
  ] as const) {
    expect(readSignatureAlgorithm({ oid, parameters })).toEqual({ ok: true, value: { oid, scheme, digest: 'SHA-256' } });
  }
  expect(readSignatureAlgorithm({ oid: '1.2.840.113549.1.1.11', parameters })).toEqual(PARAMETERS);
});

test('no OID stands for two algorithms', () => {
  expect(new Set(SIGNATURES.map((row) => row.oid)).size).toBe(SIGNATURES.length);
});

const BARE: readonly (readonly [string, string, AlgorithmIdentifier])[] = [
  ['rsaEncryption', 'RSA-PKCS1', { oid: '1.2.840.113549.1.1.1', parameters: NULL }],
  ['id-ecPublicKey', 'ECDSA', { oid: '1.2.840.10045.2.1' }],
  ['id-ecPublicKey with its curve', 'ECDSA', { oid: '1.2.840.10045.2.1', parameters: writeOid('1.2.840.10045.3.1.7') }],
  ['id-dsa', 'DSA', { oid: '1.2.840.10040.4.1' }],
];

test.each(BARE)('%s takes the digest that stands beside it', (_, scheme, identifier) => {
  expect(readSignatureAlgorithm(identifier, 'SHA-384')).toEqual({ ok: true, value: { oid: identifier.oid, scheme, digest: 'SHA-384' } });
  expect(readSignatureAlgorithm(identifier)).toEqual(UNSUPPORTED);
});

test('ecdsa-with-Specified has its digest in the parameters', () => {
  const oid = '1.2.840.10045.4.3';
  const parameters = writeSequence(writeOid(digestOid('SHA-256')));
  expect(readSignatureAlgorithm({ oid, parameters })).toEqual({ ok: true, value: { oid, scheme: 'ECDSA', digest: 'SHA-256' } });
  expect(readSignatureAlgorithm({ oid }, 'SHA-256')).toEqual(UNSUPPORTED);
  expect(readSignatureAlgorithm({ oid, parameters: fromHex('30') })).toEqual(UNSUPPORTED);
});

test.each([
  ['1.3.101.112', 'EdDSA'],
  ['1.3.101.113', 'EdDSA'],
  ['2.16.840.1.101.3.4.3.17', 'ML-DSA'],
  ['2.16.840.1.101.3.4.3.18', 'ML-DSA'],
  ['2.16.840.1.101.3.4.3.19', 'ML-DSA'],
])('%s is %s, hashes by itself and has no parameters (RFC 8410 3, RFC 9881 2)', (oid, scheme) => {
  expect(readSignatureAlgorithm({ oid }, 'SHA-512')).toEqual({ ok: true, value: { oid, scheme } });
  expect(readSignatureAlgorithm({ oid, parameters: NULL })).toEqual(PARAMETERS);
});

test.each(['1.2.840.113549.1.1.2', '1.2.840.113549.1.1.15', '1.2.3', ''])('%j is not supported', (oid) => {
  expect(readSignatureAlgorithm({ oid }, 'SHA-256')).toEqual(UNSUPPORTED);
});

describe('RSASSA-PSS parameters (RFC 4055 3.1)', () => {
  const hash = (oid: string, parameters = NULL) => writeSequence(writeOid(oid), parameters);
  const sha256 = hash(digestOid('SHA-256'));
  const h = (content: Uint8Array) => writeElement(context(0), content);
  const m = (content: Uint8Array) => writeElement(context(1), content);
  const l = (salt: number) => writeElement(context(2), writeInteger(salt));
  const t = (trailer: number) => writeElement(context(3), writeInteger(trailer));
  const mgf = (inner: Uint8Array) => m(writeSequence(writeOid(MGF1), inner));
  const value = (digest: DigestAlgorithm, mgfDigest: DigestAlgorithm, saltLength: number) => ({
    ok: true,
    value: { oid: PSS, scheme: 'RSA-PSS', digest, pss: { mgfDigest, saltLength } },
  });

  test.each([
    ['defaults', writeSequence(), value('SHA-1', 'SHA-1', 20)],
    ['all fields', writeSequence(h(sha256), mgf(sha256), l(32), t(1)), value('SHA-256', 'SHA-256', 32)],
    ['no salt', writeSequence(h(sha256), mgf(sha256), l(0)), value('SHA-256', 'SHA-256', 0)],
    ['only the digest', writeSequence(h(sha256)), value('SHA-256', 'SHA-1', 20)],
    ['digests without NULL', writeSequence(h(writeSequence(writeOid(digestOid('SHA-512')))), l(64)), value('SHA-512', 'SHA-1', 64)],
    ['spelled-out defaults', writeSequence(h(hash(digestOid('SHA-1'))), l(20), t(1)), value('SHA-1', 'SHA-1', 20)],
    ['trailer 2', writeSequence(h(sha256), t(2)), PARAMETERS],
    ['a negative salt', writeSequence(l(-1)), PARAMETERS],
    ['a salt beyond any number', writeSequence(writeElement(context(2), writeElement(2, new Uint8Array(40).fill(1)))), PARAMETERS],
    ['fields out of order', writeSequence(l(32), h(sha256)), PARAMETERS],
    ['an unknown field', writeSequence(writeElement(context(4), NULL)), PARAMETERS],
    ['two elements in a tag', writeSequence(writeElement(context(2), writeInteger(1), writeInteger(2))), PARAMETERS],
    ['a salt that is no INTEGER', writeSequence(writeElement(context(2), writeOctetString(Uint8Array.of(20)))), PARAMETERS],
    ['an unknown digest', writeSequence(h(hash('1.2.3'))), UNSUPPORTED],
    ['a digest with parameters', writeSequence(h(hash(digestOid('SHA-256'), writeInteger(1)))), UNSUPPORTED],
    ['an unknown mask', writeSequence(m(writeSequence(writeOid('1.2.3'), sha256))), UNSUPPORTED],
    ['a mask without a digest', writeSequence(m(writeSequence(writeOid(MGF1)))), UNSUPPORTED],
    ['NULL', NULL, PARAMETERS],
    ['cut short', writeSequence(h(sha256)).subarray(0, 9), PARAMETERS],
    ['bytes behind', Buffer.concat([writeSequence(), NULL]), PARAMETERS],
  ])('%s', (_, parameters, expected) => {
    expect(readSignatureAlgorithm({ oid: PSS, parameters }, 'SHA-512')).toEqual(expected);
  });

  test('what is written is read back', () => {
    const settings = { digest: 'SHA-384', mgfDigest: 'SHA3-256', saltLength: 48 } as const;
    expect(readPssParameters(writePssParameters(settings))).toEqual({ ok: true, value: settings });
  });
});

describe('AlgorithmIdentifier', () => {
  test('the exact parameters, and their absence', () => {
    expect(readAlgorithmIdentifier(readDer(fromHex('300706032a03040500')))).toEqual({ oid: '1.2.3.4', parameters: Buffer.from(NULL) });
    expect(readAlgorithmIdentifier(readDer(fromHex('300506032a0304')))).toEqual({ oid: '1.2.3.4' });
  });

  test.each([
    ['3000', 'DER_UNEXPECTED'],
    ['300906032a030405000500', 'DER_UNEXPECTED'],
    ['06032a0304', 'DER_UNEXPECTED'],
    ['30020600', 'DER_VALUE'],
  ])('%s is %s', (hex, code) => {
    expect(() => readAlgorithmIdentifier(readDer(fromHex(hex)))).toThrow(expect.objectContaining({ code }));
  });
});
