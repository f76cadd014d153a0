import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readPublicKey } from '../key/read.js';
import { type PublicKey } from '../types.js';
import { CURVES, scalarLength } from './curves.js';
import { DIGEST_ALGORITHMS, digestAlgorithmOf, digestAlgorithmOfUri, digestOid, digestUri } from './digests.js';
import { joseAlgorithm } from './jose.js';
import { signatureOid } from './signatures.js';
import { xmlSignatureAlgorithm } from './xml.js';

function keyOf(key: KeyObject): PublicKey {
  const read = readPublicKey(key.export({ type: 'spki', format: 'der' }));
  if (!read.ok) throw new Error(read.problem);
  return read.value;
}

describe('digests', () => {
  test.each(DIGEST_ALGORITHMS)('%s is found by the OID and the URI under which it is written', (algorithm) => {
    const uri = digestUri(algorithm);
    expect(digestAlgorithmOf(digestOid(algorithm))).toBe(algorithm);
    if (uri !== undefined) expect(digestAlgorithmOfUri(uri)).toBe(algorithm);
  });

  test.each([
    ['SHA-1', '1.3.14.3.2.26', 'http://www.w3.org/2000/09/xmldsig#sha1'],
    ['SHA-256', '2.16.840.1.101.3.4.2.1', 'http://www.w3.org/2001/04/xmlenc#sha256'],
    ['SHA-384', '2.16.840.1.101.3.4.2.2', 'http://www.w3.org/2001/04/xmldsig-more#sha384'],
    ['SHA3-512', '2.16.840.1.101.3.4.2.10', 'http://www.w3.org/2007/05/xmldsig-more#sha3-512'],
  ] as const)('%s is %s and %s', (algorithm, oid, uri) => {
    expect([digestOid(algorithm), digestUri(algorithm)]).toEqual([oid, uri]);
  });

  test('unknown names are undefined', () => {
    expect(digestAlgorithmOf('1.2.840.113549.2.2')).toBeUndefined();
    expect(digestAlgorithmOfUri('http://www.w3.org/2001/04/xmlenc#SHA256')).toBeUndefined();
  });
});

test('curves: no OID twice, and an order as long as the field', () => {
  expect(new Set(CURVES.map((curve) => curve.oid)).size).toBe(20);
  for (const curve of CURVES) {
    expect(curve.order.toString(2)).toHaveLength(curve.bits);
    expect(scalarLength(curve)).toBe(Math.ceil(curve.bits / 8));
  }
});

describe('JOSE names', () => {
  const rsa = keyOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey);
  const p256 = keyOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey);
  const k256 = keyOf(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey);
  const ed448 = keyOf(generateKeyPairSync('ed448').publicKey);
  const mismatch = { ok: false, problem: 'ALGORITHM_KEY_MISMATCH' };

  test.each([
    ['RS256', rsa, { scheme: 'RSA-PKCS1', digest: 'SHA-256', oid: '1.2.840.113549.1.1.11' }],
    ['PS384', rsa, { scheme: 'RSA-PSS', digest: 'SHA-384', pss: { mgfDigest: 'SHA-384', saltLength: 48 }, oid: '1.2.840.113549.1.1.10' }],
    ['ES256', p256, { scheme: 'PLAIN-ECDSA', digest: 'SHA-256', oid: '0.4.0.127.0.7.1.1.4.1.3' }],
    ['ES256K', k256, { scheme: 'PLAIN-ECDSA', digest: 'SHA-256', oid: '0.4.0.127.0.7.1.1.4.1.3' }],
    ['EdDSA', ed448, { scheme: 'EdDSA', oid: '1.3.101.113' }],
    ['Ed448', ed448, { scheme: 'EdDSA', oid: '1.3.101.113' }],
  ])('%s', (name, key, value) => {
    expect(joseAlgorithm(name, key)).toEqual({ ok: true, value });
  });

  test.each([
    ['ES256', k256],
    ['ES384', p256],
    ['RS256', p256],
    ['PS256', ed448],
    ['Ed25519', ed448],
    ['EdDSA', rsa],
    ['ML-DSA-44', rsa],
  ])('%s with a key of another kind', (name, key) => {
    expect(joseAlgorithm(name, key)).toEqual(mismatch);
  });

  test.each(['none', 'HS256', 'RS1', 'RS224', 'rs256', 'ES256 ', ''])('%j is not supported', (name) => {
    expect(joseAlgorithm(name, rsa)).toEqual({ ok: false, problem: 'ALGORITHM_UNSUPPORTED' });
  });
});

describe('XML signature URIs', () => {
  test.each([
    ['http://www.w3.org/2000/09/xmldsig#rsa-sha1', { scheme: 'RSA-PKCS1', digest: 'SHA-1' }],
    ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', { scheme: 'RSA-PKCS1', digest: 'SHA-512' }],
    ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256', { scheme: 'PLAIN-ECDSA', digest: 'SHA-256' }],
    ['http://www.w3.org/2021/04/xmldsig-more#ecdsa-sha3-384', { scheme: 'PLAIN-ECDSA', digest: 'SHA3-384' }],
    ['http://www.w3.org/2000/09/xmldsig#dsa-sha1', { scheme: 'DSA', digest: 'SHA-1' }],
    ['http://www.w3.org/2009/xmldsig11#dsa-sha256', { scheme: 'DSA', digest: 'SHA-256' }],
    ['http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1', { scheme: 'RSA-PSS', pss: { mgfDigest: 'SHA-256', saltLength: 32 } }],
    ['http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519', { scheme: 'EdDSA', oid: '1.3.101.112' }],
  ])('%s', (uri, expected) => {
    expect(xmlSignatureAlgorithm(uri)).toMatchObject(expected);
  });

  test.each(['http://www.w3.org/2000/09/xmldsig#hmac-sha1', 'http://www.w3.org/2007/05/xmldsig-more#rsa-pss', ''])(
    '%j is unknown',
    (uri) => {
      expect(xmlSignatureAlgorithm(uri)).toBeUndefined();
    },
  );
});

test('a scheme with a digest has the OID that names both, the usual one where there are two', () => {
  expect(signatureOid('RSA-PKCS1', 'SHA-1')).toBe('1.2.840.113549.1.1.5');
  expect(signatureOid('DSA', 'SHA-1')).toBe('1.2.840.10040.4.3');
  expect(signatureOid('RSA-PSS', 'SHA-256')).toBeUndefined();
});
