import {
  EncodingError,
  fromHex,
  LimitError,
  TAG,
  toHex,
  writeBitString,
  writeBoolean,
  writeElement,
  writeInteger,
  writeNull,
  writeOctetString,
  writeOid,
  writeSequence,
} from '@sigillum/encoding';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { X509Error } from '../errors.js';
import { EXTENSION } from '../extensions/oids.js';
import { parseOcspResponse } from './parse-ocsp.js';

const ALGORITHM = writeSequence(writeOid('1.2.840.113549.1.1.11'), writeNull());
const SHA1 = writeSequence(writeOid('1.3.14.3.2.26'), writeNull());
const time = (text: string) => writeElement(TAG.GENERALIZED_TIME, Buffer.from(text));
const extension = (oid: string, value: Uint8Array, critical = false) =>
  writeSequence(writeOid(oid), ...(critical ? [writeBoolean(true)] : []), writeOctetString(value));
const CERT_ID = writeSequence(SHA1, writeOctetString(fromHex('aa')), writeOctetString(fromHex('bb')), writeInteger(0xff));
const GOOD = writeElement(0x80);
const BY_KEY = writeElement(0xa2, writeOctetString(fromHex('0102')));
const PRODUCED = time('20200102030405Z');

function single(status: Uint8Array = GOOD, ...rest: Uint8Array[]): Uint8Array {
  return writeSequence(CERT_ID, status, time('20200102000000Z'), ...rest);
}

function basic(data: readonly Uint8Array[], ...rest: Uint8Array[]): Uint8Array {
  return writeSequence(writeSequence(...data), ALGORITHM, writeBitString(Uint8Array.of(9)), ...rest);
}

function response(response: Uint8Array, status = 0, type = '1.3.6.1.5.5.7.48.1.1'): Uint8Array {
  const body = writeElement(0xa0, writeSequence(writeOid(type), writeOctetString(response)));
  return writeSequence(writeElement(TAG.ENUMERATED, Uint8Array.of(status)), body);
}

const simple = basic([BY_KEY, PRODUCED, writeSequence(single())]);
const statusOf = (status: Uint8Array) =>
  parseOcspResponse(basic([BY_KEY, PRODUCED, writeSequence(single(status))])).responses[0]?.certStatus;

describe('parseOcspResponse', () => {
  it('reads a wrapped and a bare response alike', () => {
    const parsed = parseOcspResponse(response(simple));
    expect(parseOcspResponse(simple).id).toBe(parsed.id);
    expect(toHex(parsed.bytes)).toBe(toHex(simple));
    expect(toHex(parsed.tbs)).toBe(toHex(simple.subarray(2, 2 + parsed.tbs.length)));
    expect(toHex(parsed.signature)).toBe('09');
    expect(parsed.signatureAlgorithm.oid).toBe('1.2.840.113549.1.1.11');
    expect(parsed.responder).toEqual({ byKey: fromHex('0102') });
    expect(parsed.producedAt).toBe(Date.UTC(2020, 0, 2, 3, 4, 5));
    expect([parsed.nonce, parsed.certificates, parsed.unknownCriticalExtensions]).toEqual([undefined, [], []]);
    expect(parsed.responses).toEqual([
      {
        hashAlgorithm: '1.3.14.3.2.26',
        issuerNameHash: fromHex('aa'),
        issuerKeyHash: fromHex('bb'),
        serialNumber: fromHex('00ff'),
        certStatus: { status: 'good' },
        thisUpdate: Date.UTC(2020, 0, 2),
        nextUpdate: undefined,
        archiveCutoff: undefined,
        certHash: undefined,
        unknownCriticalExtensions: [],
      },
    ]);
  });

  it('reads a responder by name, the nonce and the certificates', () => {
    const name = writeSequence(writeElement(TAG.SET, writeSequence(writeOid('2.5.4.3'), writeElement(TAG.UTF8_STRING, Buffer.from('R')))));
    const data = [
      writeElement(0xa0, writeInteger(0)),
      writeElement(0xa1, name),
      PRODUCED,
      writeSequence(single()),
      writeElement(0xa1, writeSequence(extension(EXTENSION.ocspNonce, fromHex('0402abcd')))),
    ];
    const parsed = parseOcspResponse(basic(data, writeElement(0xa0, writeSequence(writeSequence(writeInteger(1))))));
    expect(parsed.responder).toMatchObject({ byName: { text: 'CN=R' } });
    expect(parsed.nonce).toEqual(fromHex('abcd'));
    expect(parsed.certificates.map(toHex)).toEqual(['3003020101']);
  });

  it('reads a nonce without its OCTET STRING', () => {
    const data = [
      BY_KEY,
      PRODUCED,
      writeSequence(single()),
      writeElement(0xa1, writeSequence(extension(EXTENSION.ocspNonce, fromHex('abcd')))),
    ];
    expect(parseOcspResponse(basic(data)).nonce).toEqual(fromHex('abcd'));
  });

  it('reads what a single response adds', () => {
    const extensions = writeSequence(
      extension(EXTENSION.ocspArchiveCutoff, time('20100101000000Z')),
      extension(EXTENSION.certHash, writeSequence(SHA1, writeOctetString(fromHex('cc')))),
      extension('1.2.3', writeNull(), true),
    );
    const full = single(GOOD, writeElement(0xa0, time('20200103000000Z')), writeElement(0xa1, extensions));
    expect(parseOcspResponse(basic([BY_KEY, PRODUCED, writeSequence(full)])).responses[0]).toMatchObject({
      nextUpdate: Date.UTC(2020, 0, 3),
      archiveCutoff: Date.UTC(2010, 0, 1),
      certHash: { algorithm: '1.3.14.3.2.26', value: fromHex('cc') },
      unknownCriticalExtensions: ['1.2.3'],
    });
  });

  it('names critical extensions of the response that are not known, and those twice there', () => {
    const nonce = extension(EXTENSION.ocspNonce, fromHex('0401ab'));
    const extensions = writeElement(0xa1, writeSequence(extension('1.2.3', writeNull(), true), nonce, nonce));
    const parsed = parseOcspResponse(basic([BY_KEY, PRODUCED, writeSequence(single()), extensions]));
    expect(parsed.unknownCriticalExtensions).toEqual(['1.2.3', EXTENSION.ocspNonce]);
  });

  it.each([
    ['good', GOOD, { status: 'good' }],
    ['unknown', writeElement(0x82), { status: 'unknown' }],
    ['revoked', writeElement(0xa1, PRODUCED), { status: 'revoked', revocationTime: Date.UTC(2020, 0, 2, 3, 4, 5), reason: 'unspecified' }],
    [
      'revoked with its reason',
      writeElement(0xa1, PRODUCED, writeElement(0xa0, writeElement(TAG.ENUMERATED, Uint8Array.of(1)))),
      { status: 'revoked', revocationTime: Date.UTC(2020, 0, 2, 3, 4, 5), reason: 'keyCompromise' },
    ],
  ])('reads the status %s', (_, der, status) => {
    expect(statusOf(der)).toEqual(status);
  });

  it.each<[string, Uint8Array, string]>([
    ['tryLater', writeSequence(fromHex('0a0103')), 'OCSP_NOT_SUCCESSFUL'],
    ['unauthorized', writeSequence(fromHex('0a0106')), 'OCSP_NOT_SUCCESSFUL'],
    ['an error that still has a body', response(simple, 2), 'OCSP_NOT_SUCCESSFUL'],
    ['success without a body', writeSequence(fromHex('0a0100')), 'OCSP_UNREADABLE'],
    ['a response of another type', response(simple, 0, '1.2.3'), 'OCSP_UNREADABLE'],
    ['no bytes', new Uint8Array(), 'OCSP_UNREADABLE'],
    ['a page of HTML', Buffer.from('<html></html>'), 'OCSP_UNREADABLE'],
    ['a truncated response', simple.subarray(0, -1), 'OCSP_UNREADABLE'],
    ['version 2', basic([writeElement(0xa0, writeInteger(1)), BY_KEY, PRODUCED, writeSequence(single())]), 'OCSP_UNREADABLE'],
    [
      'a responder that is neither name nor key',
      basic([writeElement(0xa3, writeNull()), PRODUCED, writeSequence(single())]),
      'OCSP_UNREADABLE',
    ],
    ['a status that is not one', basic([BY_KEY, PRODUCED, writeSequence(single(writeElement(0x83)))]), 'OCSP_UNREADABLE'],
  ])('refuses %s', (_, bytes, code) => {
    expect(() => parseOcspResponse(bytes)).toThrow(X509Error);
    expect(() => parseOcspResponse(bytes)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a malformed archive cutoff', () => {
  it('counts as absent', () => {
    const malformed = writeElement(0xa1, writeSequence(extension(EXTENSION.ocspArchiveCutoff, writeNull())));
    expect(parseOcspResponse(basic([BY_KEY, PRODUCED, writeSequence(single(GOOD, malformed))])).responses[0]?.archiveCutoff).toBe(
      undefined,
    );
  });
});

describe('any bytes', () => {
  const good = response(simple);
  it('read or throw a coded error, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          expect(parseOcspResponse(bytes).id).toMatch(/^R-[0-9A-F]{64}$/);
        } catch (error) {
          expect(error).not.toBeInstanceOf(EncodingError);
          expect(error instanceof X509Error || error instanceof LimitError).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
