import {
  EncodingError,
  equalBytes,
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
import { parseCertificate, subjectKeyIdOf, trustAnchorOf } from './parse-certificate.js';

const SHA256_RSA = writeSequence(writeOid('1.2.840.113549.1.1.11'), writeNull());
const SHA1_RSA = writeSequence(writeOid('1.2.840.113549.1.1.5'), writeNull());
const time = (text: string) => writeElement(text.length > 13 ? TAG.GENERALIZED_TIME : TAG.UTC_TIME, Buffer.from(text));
const name = (text: string) =>
  writeSequence(writeElement(TAG.SET, writeSequence(writeOid('2.5.4.3'), writeElement(TAG.UTF8_STRING, Buffer.from(text)))));
const extension = (oid: string, value: string, critical = false) =>
  writeSequence(writeOid(oid), ...(critical ? [writeBoolean(true)] : []), writeOctetString(fromHex(value)));

const CA = extension(EXTENSION.basicConstraints, '30030101ff', true);
const USAGE = extension(EXTENSION.keyUsage, '03020106', true);
const SKI = extension(EXTENSION.subjectKeyIdentifier, '04020102');

interface Parts {
  version?: Uint8Array;
  serial?: Uint8Array;
  inner?: Uint8Array;
  issuer?: Uint8Array;
  notBefore?: Uint8Array;
  notAfter?: Uint8Array;
  extensions?: Uint8Array;
  outer?: Uint8Array;
}

/** A certificate of the shape that RFC 5280 demands, with the parts under test exchanged. */
function certificate(parts: Parts = {}): Uint8Array {
  const tbs = writeSequence(
    parts.version ?? writeElement(0xa0, writeInteger(2)),
    parts.serial ?? writeInteger(4711),
    parts.inner ?? SHA256_RSA,
    parts.issuer ?? name('Root'),
    writeSequence(parts.notBefore ?? time('200102030405Z'), parts.notAfter ?? time('300102030405Z')),
    name('Leaf'),
    writeSequence(SHA256_RSA, writeBitString(Uint8Array.of(1, 2, 3))),
    parts.extensions ?? writeElement(0xa3, writeSequence(CA, USAGE, SKI)),
  );
  return writeSequence(tbs, parts.outer ?? SHA256_RSA, writeBitString(Uint8Array.of(9, 9)));
}

const withExtensions = (...extensions: Uint8Array[]) => certificate({ extensions: writeElement(0xa3, writeSequence(...extensions)) });

describe('parseCertificate', () => {
  const bytes = certificate();
  const parsed = parseCertificate(bytes);

  it('reads the fields and keeps exact bytes', () => {
    expect(parsed.version).toBe(3);
    expect(toHex(parsed.serialNumber)).toBe('1267');
    expect([parsed.issuer.text, parsed.subject.text]).toEqual(['CN=Root', 'CN=Leaf']);
    expect([parsed.notBefore, parsed.notAfter]).toEqual([Date.UTC(2020, 0, 2, 3, 4, 5), Date.UTC(2030, 0, 2, 3, 4, 5)]);
    expect(parsed.signatureAlgorithm).toEqual({ oid: '1.2.840.113549.1.1.11', parameters: fromHex('0500') });
    expect(toHex(parsed.publicKeyBits)).toBe('010203');
    expect(toHex(parsed.signature)).toBe('0909');
    expect(equalBytes(parsed.tbs, bytes.subarray(3, 3 + parsed.tbs.length))).toBe(true);
    expect(parsed.bytes).toBe(bytes);
    expect(parsed.problems()).toEqual([]);
  });

  it('is named after the digest of its bytes', () => {
    expect(parsed.id).toBe(`C-${parsed.sha256.toUpperCase()}`);
    expect(parsed.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('reads extensions, and those that are absent as undefined', () => {
    expect(parsed.basicConstraints).toEqual({ ca: true });
    expect(parsed.keyUsage).toEqual(new Set(['keyCertSign', 'cRLSign']));
    expect(parsed.subjectKeyIdentifier).toEqual(fromHex('0102'));
    expect(parsed.extension(EXTENSION.keyUsage)).toEqual({ oid: EXTENSION.keyUsage, critical: true, value: fromHex('03020106') });
    expect([parsed.nameConstraints, parsed.policies, parsed.qcStatements, parsed.extendedKeyUsage]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([parsed.ocspNoCheck, parsed.noRevocationAvailable, parsed.validityAssuredShortTerm]).toEqual([false, false, false]);
  });

  it('sees the marks that say there is no revocation to check', () => {
    const marked = parseCertificate(
      withExtensions(
        extension(EXTENSION.ocspNoCheck, '0500'),
        extension(EXTENSION.noRevocationAvailable, '0500'),
        extension(EXTENSION.validityAssuredShortTerm, '0500'),
      ),
    );
    expect([marked.ocspNoCheck, marked.noRevocationAvailable, marked.validityAssuredShortTerm]).toEqual([true, true, true]);
  });

  it('computes the key identifier from the key bits', () => {
    expect(toHex(subjectKeyIdOf(parsed))).toBe('7037807198c22a7d2b0807371d763779a84fdfcf');
  });

  it('makes a trust anchor of its name and key', () => {
    expect(trustAnchorOf(parsed)).toEqual({ subject: parsed.subject, publicKeyInfo: parsed.publicKeyInfo, certificate: parsed });
  });

  it('reads a certificate of version 1', () => {
    const first = parseCertificate(certificate({ version: new Uint8Array(), extensions: new Uint8Array() }));
    expect([first.version, first.extensions, first.problems()]).toEqual([1, [], []]);
  });
});

function nested(depth: number): Uint8Array {
  return depth === 0 ? writeSequence() : writeSequence(nested(depth - 1));
}

describe('what is told as a problem and does not stop the reading', () => {
  it.each<[string, Uint8Array, [string, boolean][]]>([
    ['an extension twice', withExtensions(CA, CA), [['CERTIFICATE_DUPLICATE_EXTENSION', true]]],
    ['a malformed extension', withExtensions(extension(EXTENSION.basicConstraints, '0500')), [['CERTIFICATE_EXTENSION_MALFORMED', true]]],
    [
      'a malformed QC statement',
      withExtensions(extension(EXTENSION.qcStatements, '300c300a060604008e4601060500')),
      [['CERTIFICATE_EXTENSION_MALFORMED', true]],
    ],
    ['two signature algorithms', certificate({ outer: SHA1_RSA }), [['CERTIFICATE_ALGORITHM_MISMATCH', true]]],
    [
      'two spellings of the parameters',
      certificate({ outer: writeSequence(writeOid('1.2.840.113549.1.1.11')) }),
      [['CERTIFICATE_ALGORITHM_MISMATCH', false]],
    ],
    ['a BOOLEAN of BER', withExtensions(extension(EXTENSION.basicConstraints, '3003010101')), [['CERTIFICATE_NOT_DER', false]]],
    ['an extension deeper than is read', withExtensions(extension('1.2.3', toHex(nested(70)))), [['CERTIFICATE_NOT_DER', false]]],
    ['a negative serial number', certificate({ serial: writeInteger(-5) }), [['CERTIFICATE_SERIAL_NUMBER', false]]],
    ['the serial number zero', certificate({ serial: writeInteger(0) }), [['CERTIFICATE_SERIAL_NUMBER', false]]],
    ['a serial number of 21 octets', certificate({ serial: writeInteger(2n ** 160n) }), [['CERTIFICATE_SERIAL_NUMBER', false]]],
    [
      'a serial number with leading zeros',
      certificate({ serial: fromHex('02020005') }),
      [
        ['CERTIFICATE_NOT_DER', false],
        ['CERTIFICATE_SERIAL_NUMBER', false],
      ],
    ],
    ['a UTCTime without seconds', certificate({ notBefore: time('2001020304Z') }), [['CERTIFICATE_TIME_FORM', false]]],
    ['GeneralizedTime before 2050', certificate({ notAfter: time('20300102030405Z') }), [['CERTIFICATE_TIME_FORM', false]]],
    ['extensions in version 1', certificate({ version: new Uint8Array() }), [['CERTIFICATE_VERSION', false]]],
    ['an empty issuer', certificate({ issuer: writeSequence() }), [['CERTIFICATE_EMPTY_ISSUER', false]]],
  ])('%s', (_, bytes, problems) => {
    expect(
      parseCertificate(bytes)
        .problems()
        .map(({ code, malformed }) => [code, malformed]),
    ).toEqual(problems);
  });

  it('reads a time with an offset', () => {
    const parsed = parseCertificate(certificate({ notBefore: writeElement(TAG.UTC_TIME, Buffer.from('2001020304+0100')) }));
    expect(parsed.notBefore).toBe(Date.UTC(2020, 0, 2, 2, 4));
    expect(parsed.problems().map(({ code }) => code)).toEqual(['CERTIFICATE_TIME_FORM']);
  });

  it('throws where a value is asked for that there is not', () => {
    const malformed = parseCertificate(withExtensions(extension(EXTENSION.basicConstraints, '0500'), USAGE, USAGE));
    expect(() => malformed.basicConstraints).toThrow(expect.objectContaining({ code: 'EXTENSION_MALFORMED' }));
    expect(() => malformed.keyUsage).toThrow(expect.objectContaining({ code: 'EXTENSION_DUPLICATE' }));
  });
});

describe('what is unreadable', () => {
  const good = certificate();
  it.each<[string, Uint8Array]>([
    ['no bytes', new Uint8Array()],
    ['text', Buffer.from('-----BEGIN CERTIFICATE-----')],
    ['a truncated certificate', good.subarray(0, good.length - 1)],
    ['bytes after the certificate', Buffer.concat([good, Uint8Array.of(0)])],
    ['version 4', certificate({ version: writeElement(0xa0, writeInteger(3)) })],
    ['a serial number without content', certificate({ serial: fromHex('0200') })],
    ['a time that does not exist', certificate({ notAfter: time('301302030405Z') })],
    ['a time that is an INTEGER', certificate({ notAfter: writeInteger(1) })],
    ['an issuer that is no name', certificate({ issuer: writeSequence(writeNull()) })],
    ['extensions that are no list', certificate({ extensions: writeElement(0xa3, writeNull()) })],
    ['an element that does not belong there', certificate({ extensions: writeNull() })],
  ])('%s', (_, bytes) => {
    expect(() => parseCertificate(bytes)).toThrow(X509Error);
    expect(() => parseCertificate(bytes)).toThrow(expect.objectContaining({ code: 'CERTIFICATE_UNREADABLE' }));
  });
});

describe('any bytes', () => {
  const good = certificate();
  it('read or throw a coded error, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        const outcome = attempt(() => {
          const parsed = parseCertificate(bytes);
          parsed.problems();
          return `${parsed.subject.key}${parsed.issuer.text}${parsed.keyUsage?.size}${parsed.basicConstraints?.ca}`;
        });
        expect(outcome).not.toBeInstanceOf(EncodingError);
        if (typeof outcome !== 'string') expect(outcome instanceof X509Error || outcome instanceof LimitError).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

function attempt(read: () => string): unknown {
  try {
    return read();
  } catch (error) {
    return error;
  }
}
