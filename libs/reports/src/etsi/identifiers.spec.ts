import type { SignatureAlgorithm } from '@sigillum/crypto';
import { describe, expect, it } from 'vitest';
import { dateTime, digestAlgorithmUri, identifierUri, mainIndicationUri, ownUri, signatureAlgorithmUri } from './identifiers.js';

const algorithm = (scheme: SignatureAlgorithm['scheme'], digest: SignatureAlgorithm['digest'], oid = '1.2.3'): SignatureAlgorithm => ({
  scheme,
  oid,
  ...(digest === undefined ? {} : { digest }),
});

describe('algorithms as URIs', () => {
  it.each([
    [algorithm('RSA-PKCS1', 'SHA-1'), 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'],
    [algorithm('RSA-PKCS1', 'SHA-256'), 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'],
    [algorithm('RSA-PKCS1', 'SHA3-256', '2.16.840.1.101.3.4.3.14'), 'urn:oid:2.16.840.1.101.3.4.3.14'],
    [algorithm('RSA-PSS', 'SHA-384'), 'http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1'],
    [algorithm('RSA-PSS', 'SHA3-512'), 'http://www.w3.org/2007/05/xmldsig-more#sha3-512-rsa-MGF1'],
    [algorithm('ECDSA', 'SHA-512'), 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512'],
    [algorithm('PLAIN-ECDSA', 'RIPEMD-160'), 'http://www.w3.org/2007/05/xmldsig-more#ecdsa-ripemd160'],
    [algorithm('ECDSA', 'SHA3-256'), 'http://www.w3.org/2021/04/xmldsig-more#ecdsa-sha3-256'],
    [algorithm('DSA', 'SHA-1'), 'http://www.w3.org/2000/09/xmldsig#dsa-sha1'],
    [algorithm('DSA', 'SHA-256'), 'http://www.w3.org/2009/xmldsig11#dsa-sha256'],
    [algorithm('EdDSA', undefined, '1.3.101.112'), 'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519'],
    [algorithm('EdDSA', undefined, '1.3.101.113'), 'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed448'],
    [algorithm('ML-DSA', undefined, '2.16.840.1.101.3.4.3.18'), 'urn:oid:2.16.840.1.101.3.4.3.18'],
  ])('%j is %s', (given, uri) => {
    expect(signatureAlgorithmUri(given, given.oid)).toBe(uri);
  });

  it('of an unknown algorithm are its identifier, or say that it is not identified', () => {
    expect(signatureAlgorithmUri(undefined, '1.2.840.1')).toBe('urn:oid:1.2.840.1');
    expect(signatureAlgorithmUri(undefined, 'http://www.example.org/own#algorithm')).toBe('http://www.example.org/own#algorithm');
    expect(digestAlgorithmUri(undefined, 'no such thing')).toBe('urn:etsi:019102:algorithm:unidentified');
    expect(digestAlgorithmUri(undefined, '')).toBe('urn:etsi:019102:algorithm:unidentified');
  });

  it('of digests are those of XML signatures where there is one', () => {
    expect(digestAlgorithmUri('SHA-256')).toBe('http://www.w3.org/2001/04/xmlenc#sha256');
    expect(digestAlgorithmUri('SHA-512/256')).toBe('urn:oid:2.16.840.1.101.3.4.2.6');
  });
});

describe('identifiers', () => {
  it('are URIs that every reader takes, or none', () => {
    expect(identifierUri('1.2.3')).toBe('urn:oid:1.2.3');
    expect(identifierUri('urn:oid:1.2.3')).toBe('urn:oid:1.2.3');
    for (const wrong of [
      '',
      '3.1',
      'a b',
      'javascript:alert(1)',
      'http://[x',
      'http://a:b:c/',
      'http://a/#b#c',
      'http://a/%zz',
      'urn:x:\n',
    ]) {
      expect(identifierUri(wrong)).toBeUndefined();
    }
  });

  it('of our own keep to the characters of a URN', () => {
    expect(ownUri('check', 'XCV.signer-not-revoked')).toBe('urn:sigillum:check:XCV.signer-not-revoked');
    expect(ownUri('policy', 'house rules: ä', '1')).toBe('urn:sigillum:policy:house%20rules%3A%20%C3%A4:1');
    expect(ownUri('policy', '\uD800')).toBe('urn:sigillum:policy:%EF%BF%BD');
  });

  it('of indications are in lower case', () => {
    expect(mainIndicationUri('TOTAL-PASSED')).toBe('urn:etsi:019102:mainindication:total-passed');
  });
});

describe('xs:dateTime', () => {
  it('has four digits of year, and no year 0', () => {
    expect(dateTime(Date.parse('0001-01-01T00:00:00Z'))).toBe('0001-01-01T00:00:00Z');
    expect(dateTime(Date.parse('9999-12-31T23:59:59.999Z'))).toBe('9999-12-31T23:59:59.999Z');
    expect(dateTime(Date.parse('0000-12-31T23:59:59Z'))).toBeUndefined();
    expect(dateTime(Date.UTC(10_000, 0, 1))).toBeUndefined();
    expect(dateTime(Number.NaN)).toBeUndefined();
    expect(dateTime(undefined)).toBeUndefined();
  });
});
