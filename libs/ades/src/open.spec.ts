import { generateKeyPairSync } from 'node:crypto';
import { Budget, LimitError, memorySource } from '@sigillum/encoding';
import {
  addDocumentTimestamp,
  addDss,
  createAuthority,
  createCrl,
  createOcspResponse,
  createPdf,
  createSignedData,
  createTimestampRefusal,
  createTimestampToken,
  digestOf,
} from '@sigillum/testkit';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { OpenError } from './errors.js';
import { openDocument } from './open.js';
import { codeThrown, open, plainPdf, signed, signer, SIGNING_TIME, timestampAuthority } from './spec-support/signed-pdf.js';

const timestamp = { authority: timestampAuthority, time: SIGNING_TIME + 60_000 };
const token = createTimestampToken(digestOf('SHA-256', plainPdf), timestamp);

const authority = createAuthority({ name: 'CA', algorithm: 'P-256' });
const window = { thisUpdate: SIGNING_TIME, nextUpdate: SIGNING_TIME + 60_000 };
const response = createOcspResponse({ responder: authority, responses: [{ serialNumber: 1n, issuer: authority, ...window }] });
const pem = (label: string): Buffer => Buffer.from(`Bag Attributes: none\n-----BEGIN ${label}-----\nMAA=\n-----END ${label}-----\n`);
const key = (format: 'pkcs8' | 'pkcs1'): Buffer =>
  generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ format: 'der', type: format });

describe('what belongs beside a document', () => {
  test.each([
    ['a certificate', Buffer.from(authority.certificate), 'CERTIFICATE_NOT_DOCUMENT', 'a certificate,'],
    ['a CRL', Buffer.from(createCrl({ issuer: authority, ...window })), 'REVOCATION_DATA_NOT_DOCUMENT', 'a certificate revocation list'],
    ['an OCSP response', Buffer.from(response), 'REVOCATION_DATA_NOT_DOCUMENT', 'an OCSP response,'],
    ['a PKCS#8 key', key('pkcs8'), 'KEY_NOT_DOCUMENT', 'a private key'],
    ['a PKCS#1 key', key('pkcs1'), 'KEY_NOT_DOCUMENT', 'a private key'],
    ['a key store', Buffer.from('3016020103301106092a864886f70d010701a00404020100', 'hex'), 'KEY_NOT_DOCUMENT', 'a key store'],
    ['a PEM certificate', pem('CERTIFICATE'), 'CERTIFICATE_NOT_DOCUMENT', 'a certificate,'],
    ['a PEM CRL', pem('X509 CRL'), 'REVOCATION_DATA_NOT_DOCUMENT', 'a certificate revocation list'],
    ['a PEM key', pem('EC PRIVATE KEY'), 'KEY_NOT_DOCUMENT', 'a private key'],
    ['a PEM request', pem('CERTIFICATE REQUEST'), 'KEY_NOT_DOCUMENT', 'a request for a certificate'],
  ])('%s is named for what it is', (_, bytes, code, name) => {
    expect(() => open(bytes)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(`This is ${name}`) }));
  });
});

describe('what is no signed PDF', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'DOCUMENT_EMPTY'],
    ['text', Buffer.from('Dear customer'), 'NOT_A_SIGNED_DOCUMENT'],
    ['an image', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'NOT_A_SIGNED_DOCUMENT'],
    ['XML', Buffer.from('\ufeff<?xml version="1.0"?><a/>'), 'FORMAT_UNSUPPORTED'],
    ['a ZIP container', Buffer.from('PK\u0003\u0004mimetype'), 'FORMAT_UNSUPPORTED'],
    ['a CMS signature', Buffer.from(createSignedData({ signer, content: plainPdf })), 'FORMAT_UNSUPPORTED'],
    ['a cut-off time-stamp token', Buffer.from(token.subarray(0, token.length - 1)), 'FORMAT_UNSUPPORTED'],
    ['a refusal of a time-stamp authority', Buffer.from(createTimestampRefusal(25)), 'NOT_A_SIGNED_DOCUMENT'],
    ['PEM', Buffer.from('-----BEGIN CMS-----\n'), 'FORMAT_UNSUPPORTED'],
    ['JSON', Buffer.from('{ "payload": "e30" }'), 'FORMAT_UNSUPPORTED'],
    ['a compact JWS', Buffer.from('eyJhbGciOiJub25lIn0.e30.'), 'FORMAT_UNSUPPORTED'],
    ['a header only', Buffer.from('%PDF-1.7\n'), 'PDF_UNPARSABLE'],
    ['a PDF in an archive', Buffer.concat([Buffer.from('PK\u0003\u0004'), plainPdf]), 'TYPE_AMBIGUOUS'],
    ['a PDF behind other bytes', Buffer.concat([Buffer.from('GIF89a'), plainPdf]), 'TYPE_AMBIGUOUS'],
  ])('%s', (_, bytes, code) => {
    expect(codeThrown(() => open(bytes))).toBe(code);
    expect(() => open(bytes)).toThrow(OpenError);
  });

  it('an encrypted one', async () => {
    const encrypted = await createPdf({ password: 'secret' });
    expect(codeThrown(() => open(encrypted))).toBe('PDF_ENCRYPTED');
  });
});

it('more signatures than the budget has are refused', () => {
  let pdf = plainPdf;
  for (let index = 0; index < 4; index++) pdf = signed({ fieldName: `Signature${index}` }, pdf);
  expect(open(pdf, { signatures: 4 }).signatures).toHaveLength(4);
  expect(codeThrown(() => open(pdf, { signatures: 3 }))).toBe('LIMIT_EXCEEDED');
});

it('the same bytes give the same ids', () => {
  const pdf = signed({ timestamp });
  const idsOf = () => open(pdf).signatures.flatMap((one) => [one.id, ...one.timestamps.map((stamp) => stamp.id)]);
  expect(idsOf()).toEqual(idsOf());
  expect(idsOf().every((id) => /^[ST]-[0-9A-F]{32}$/.test(id))).toBe(true);
});

it('whatever the bytes are, only OpenError and LimitError come out', () => {
  const sound = addDocumentTimestamp(addDss(signed({ timestamp, certify: 2, reason: 'x' }), { certificates: [signer.certificate] }), {
    timestamp,
  });
  const text = Buffer.from(sound).toString('latin1');
  // Half of the edits hit the structure around the signatures, where a random place in padding would say little.
  const places = [
    '/ByteRange',
    '/Contents',
    '/SubFilter',
    '/Fields',
    '/V ',
    '/DSS',
    'xref',
    'startxref',
    '/Prev',
    '/Root',
    '/Reference',
    ' obj',
  ];
  const near = fc
    .constantFrom(...places)
    .chain((word) => fc.integer({ min: -4, max: 40 }).map((offset) => text.lastIndexOf(word) + offset));
  const edit = fc.record({
    at: fc.oneof(fc.nat(sound.length - 1), near),
    octet: fc.oneof(fc.constantFrom(...Buffer.from('0 /<>[]()R-')), fc.nat(255)),
  });
  const limits = { pdfObjects: 5_000, pdfInflatedBytes: 5_000_000, derNodes: 200_000, signatures: 20, pdfRevisions: 20 };
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.option(fc.nat(sound.length)), (edits, cut) => {
      const bytes = Uint8Array.from(cut === null ? sound : sound.subarray(0, cut));
      for (const { at, octet } of edits) if (at >= 0 && at < bytes.length) bytes[at] = octet;
      try {
        const document = openDocument(memorySource(bytes), new Budget(limits));
        expect(document.format).toBe('PDF');
      } catch (error) {
        if (!(error instanceof OpenError) && !(error instanceof LimitError)) throw error;
      }
    }),
    { numRuns: 300 },
  );
});
