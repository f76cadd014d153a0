import {
  Budget,
  concatBytes,
  context,
  fromHex,
  readDer,
  TAG,
  toHex,
  writeElement,
  writeInteger,
  writeNull,
  writeOctetString,
  writeOid,
  writeSequence,
  writeSetOf,
} from '@sigillum/encoding';
import { attribute, createAuthority, createSignedData, digestIdentifier, issueSigner, OID } from '@sigillum/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CmsError, parseSignedData, type SignedData } from './index.js';

const CONTENT = Buffer.from('what is signed');
const root = createAuthority({ name: 'Root' });
const signer = issueSigner(root, { name: 'Signer' });

const parse = (bytes: Uint8Array): SignedData => parseSignedData(bytes, new Budget());
const holds = (bytes: Uint8Array, part: Uint8Array): boolean => Buffer.from(bytes).includes(Buffer.from(part));

/** The same elements, the length of the outermost in the indefinite form (X.690 8.1.3.6). */
function indefinite(element: Uint8Array): Uint8Array {
  const node = readDer(element);
  return concatBytes(element.subarray(0, 1), Uint8Array.of(0x80), node.content, Uint8Array.of(0, 0));
}

/** SignedData from its fields behind the digest algorithms, in a ContentInfo. */
function contentInfo(...fields: Uint8Array[]): Uint8Array {
  const signedData = writeSequence(writeInteger(3), writeSetOf(digestIdentifier('SHA-256')), ...fields);
  return writeSequence(writeOid(OID.signedData), writeElement(context(0), signedData));
}

const DETACHED = writeSequence(writeOid(OID.data));
const NO_SIGNERS = writeSetOf();

describe('C06: what is not DER inside the signed attributes', () => {
  test('values of one attribute out of order', () => {
    const two = attribute('1.2.3.4', writeInteger(2), writeInteger(1));
    const [info] = parse(createSignedData({ signer, content: CONTENT, extraSigned: [two] })).signerInfos;
    expect(info?.signedAttributesProblem).toBe('DER_ORDER');
  });

  test('indefinite length inside an attribute', () => {
    const inside = attribute('1.2.3.4', indefinite(writeSequence(writeNull())));
    const [info] = parse(createSignedData({ signer, content: CONTENT, extraSigned: [inside] })).signerInfos;
    expect(info?.signedAttributesProblem).toBe('DER_LENGTH');
  });
});

describe('C06 ✓: BER in the outer layers is read and noted', () => {
  test('content in pieces', () => {
    const pieces = concatBytes(
      Uint8Array.of(0x24, 0x80),
      writeOctetString(fromHex('0102')),
      writeOctetString(fromHex('03')),
      Uint8Array.of(0, 0),
    );
    const signedData = parse(contentInfo(writeSequence(writeOid(OID.data), writeElement(context(0), pieces)), NO_SIGNERS));
    expect(signedData.content).toEqual(Buffer.from([1, 2, 3]));
    expect([...signedData.notes].sort()).toEqual(['CMS_CONSTRUCTED_STRING', 'CMS_INDEFINITE_LENGTH']);
  });

  test('a length in more octets than needed', () => {
    const long = concatBytes(Uint8Array.of(TAG.SEQUENCE, 0x83, 0, 0, DETACHED.length - 2), DETACHED.subarray(2));
    expect(parse(contentInfo(long, NO_SIGNERS)).notes).toEqual(['CMS_NON_MINIMAL_LENGTH']);
  });
});

describe('what may be malformed without harm', () => {
  test('certificates, CRLs and their other kinds are kept as they stand', () => {
    const broken = fromHex('3003020100aa').subarray(0, 5);
    const attributeCertificate = writeElement(context(2), writeNull());
    const ocsp = writeElement(context(1), writeOid('1.3.6.1.5.5.7.16.2'), writeSequence(writeInteger(7)));
    const malformed = writeElement(context(1), writeNull());
    const signedData = parse(
      contentInfo(
        DETACHED,
        writeElement(context(0), broken, fromHex('300430820000'), attributeCertificate),
        writeElement(context(1), fromHex('3002ffff'), ocsp, malformed),
        NO_SIGNERS,
      ),
    );
    expect(signedData.certificates.map(toHex)).toEqual(['3003020100', '300430820000']);
    expect(signedData.otherCertificates).toEqual([{ choice: 2, bytes: Buffer.from(attributeCertificate) }]);
    expect(signedData.crls.map(toHex)).toEqual(['3002ffff']);
    expect(signedData.otherRevocationInfo).toEqual([
      { format: '1.3.6.1.5.5.7.16.2', bytes: Buffer.from(writeSequence(writeInteger(7))) },
      { format: '', bytes: Buffer.from(malformed) },
    ]);
  });
});

describe('C17: what is refused', () => {
  const sound = createSignedData({ signer, content: CONTENT });
  test.each([
    ['nothing', '', 'CMS_UNREADABLE'],
    ['no ContentInfo', '0500', 'CMS_UNREADABLE'],
    ['cut off', toHex(sound.subarray(0, -1)), 'CMS_UNREADABLE'],
    ['bytes behind it', `${toHex(sound)}00`, 'CMS_UNREADABLE'],
    ['another type', toHex(writeSequence(writeOid(OID.data), writeElement(context(0), writeOctetString(CONTENT)))), 'CMS_NOT_SIGNED_DATA'],
    [
      'two contents',
      toHex(writeSequence(writeOid(OID.signedData), writeElement(context(0), writeSequence(), writeSequence()))),
      'CMS_UNREADABLE',
    ],
    ['no SignerInfos', toHex(contentInfo(DETACHED)), 'CMS_UNREADABLE'],
    [
      'content that is no OCTET STRING',
      toHex(contentInfo(writeSequence(writeOid(OID.data), writeElement(context(0), writeInteger(1))), NO_SIGNERS)),
      'CMS_UNREADABLE',
    ],
    [
      'two eContents',
      toHex(contentInfo(writeSequence(writeOid(OID.data), writeElement(context(0), writeOctetString(CONTENT), writeNull())), NO_SIGNERS)),
      'CMS_UNREADABLE',
    ],
    ['a SignerInfo that is none', toHex(contentInfo(DETACHED, writeSetOf(writeSequence(writeInteger(1))))), 'CMS_UNREADABLE'],
    ['something behind the SignerInfos', toHex(contentInfo(DETACHED, NO_SIGNERS, writeNull())), 'CMS_UNREADABLE'],
  ])('%s', (_, hex, code) => {
    expect(() => parse(fromHex(hex))).toThrow(expect.objectContaining({ name: 'CmsError', code }));
  });

  test('5,000 levels are over the limit of depth, in definite and in indefinite lengths', () => {
    const deep = concatBytes(Buffer.alloc(10_000, fromHex('3080')), new Uint8Array(10_000));
    expect(() => parse(deep)).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED', limit: 'derDepth' }));
    let nested: Uint8Array = writeNull();
    for (let level = 0; level < 5000; level++) nested = writeSequence(nested);
    const inSigned = createSignedData({ signer, content: CONTENT, extraSigned: [attribute('1.2.3.4', nested)] });
    expect(() => parse(inSigned)).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED', limit: 'derDepth' }));
  });
});

test('damaged bytes give a structure or a CmsError, and never other signed attributes than those that stand there', () => {
  const sound = createSignedData({ signer, content: CONTENT });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 }),
      (changes) => {
        const bytes = Uint8Array.from(sound);
        for (const [at, mask] of changes) bytes[at] = (bytes[at] ?? 0) ^ mask;
        let signedData: SignedData;
        try {
          signedData = parse(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(CmsError);
          return;
        }
        for (const { signedAttributesDer } of signedData.signerInfos) {
          const content = signedAttributesDer && readDer(signedAttributesDer, { rules: 'ber' }).content;
          if (content) expect(holds(bytes, content)).toBe(true);
        }
        for (const certificate of signedData.certificates) expect(holds(bytes, certificate)).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});
