import {
  EncodingError,
  fromHex,
  LimitError,
  readDer,
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
import { parseName } from '../name/parse-name.js';
import { parseCrl } from './parse-crl.js';

const ALGORITHM = writeSequence(writeOid('1.2.840.113549.1.1.11'), writeNull());
const time = (text: string) => writeElement(text.length > 13 ? TAG.GENERALIZED_TIME : TAG.UTC_TIME, Buffer.from(text));
const nameDer = (text: string) =>
  writeSequence(writeElement(TAG.SET, writeSequence(writeOid('2.5.4.3'), writeElement(TAG.UTF8_STRING, Buffer.from(text)))));
const nameOf = (text: string) => parseName(readDer(nameDer(text)));
const extension = (oid: string, value: Uint8Array, critical = false) =>
  writeSequence(writeOid(oid), ...(critical ? [writeBoolean(true)] : []), writeOctetString(value));
const reason = (code: number) => extension(EXTENSION.reasonCode, writeElement(TAG.ENUMERATED, Uint8Array.of(code)));
const issuer = (text: string) => extension(EXTENSION.certificateIssuer, writeSequence(writeElement(0xa4, nameDer(text))), true);

const REVOKED = time('200102030405Z');
function entry(serial: bigint | number, ...extensions: Uint8Array[]): Uint8Array {
  return writeSequence(writeInteger(serial), REVOKED, ...(extensions.length > 0 ? [writeSequence(...extensions)] : []));
}

interface Parts {
  version?: Uint8Array;
  nextUpdate?: Uint8Array;
  entries?: Uint8Array[];
  extensions?: Uint8Array[];
}

function crl({ version = writeInteger(1), nextUpdate = time('200202000000Z'), entries = [], extensions = [] }: Parts = {}): Uint8Array {
  const tbs = writeSequence(
    version,
    ALGORITHM,
    nameDer('Root'),
    time('200102000000Z'),
    nextUpdate,
    ...(entries.length > 0 ? [writeElement(TAG.SEQUENCE, Buffer.concat(entries))] : []),
    ...(extensions.length > 0 ? [writeElement(0xa0, writeSequence(...extensions))] : []),
  );
  return writeSequence(tbs, ALGORITHM, writeBitString(Uint8Array.of(9)));
}

const find = (bytes: Uint8Array, serial: string, by = 'Root') => parseCrl(bytes).find(fromHex(serial), nameOf(by));

describe('parseCrl', () => {
  it('reads the header and keeps exact bytes', () => {
    const bytes = crl({ entries: [entry(5)] });
    const parsed = parseCrl(bytes);
    expect(parsed.issuer.text).toBe('CN=Root');
    expect([parsed.thisUpdate, parsed.nextUpdate]).toEqual([Date.UTC(2020, 0, 2), Date.UTC(2020, 1, 2)]);
    expect(parsed.signatureAlgorithm.oid).toBe('1.2.840.113549.1.1.11');
    expect(toHex(parsed.signature)).toBe('09');
    expect(toHex(parsed.tbs)).toBe(toHex(bytes.subarray(2, 2 + parsed.tbs.length)));
    expect(parsed.id).toMatch(/^R-[0-9A-F]{64}$/);
    expect(parsed.entryCount).toBe(1);
    expect([parsed.crlNumber, parsed.baseCrlNumber, parsed.issuingDistributionPoint]).toEqual([undefined, undefined, undefined]);
    expect(parsed.unknownCriticalExtensions).toEqual([]);
  });

  it('reads version 1 without nextUpdate and entries', () => {
    const parsed = parseCrl(crl({ version: new Uint8Array(), nextUpdate: new Uint8Array() }));
    expect([parsed.nextUpdate, parsed.entryCount, parsed.extensions]).toEqual([undefined, 0, []]);
    expect(parsed.find(fromHex('05'), parsed.issuer)).toBeUndefined();
  });

  it('reads the extensions', () => {
    const parsed = parseCrl(
      crl({
        extensions: [
          extension(EXTENSION.crlNumber, writeInteger(2n ** 70n)),
          extension(EXTENSION.deltaCrlIndicator, writeInteger(7), true),
          extension(EXTENSION.authorityKeyIdentifier, fromHex('300480020102')),
          extension(EXTENSION.issuingDistributionPoint, fromHex('30068201ff8401ff'), true),
          extension(EXTENSION.freshestCrl, fromHex('300b3009a007a0058603633a64')),
          extension(EXTENSION.expiredCertsOnCrl, time('20150101000000Z')),
        ],
      }),
    );
    expect(parsed.crlNumber).toBe(2n ** 70n);
    expect(parsed.baseCrlNumber).toBe(7n);
    expect(parsed.authorityKeyIdentifier).toEqual(fromHex('0102'));
    expect(parsed.issuingDistributionPoint).toEqual({ onlyUserCerts: false, onlyCaCerts: true, onlyAttributeCerts: false, indirect: true });
    expect(parsed.freshestCrl).toEqual([{ fullName: [{ type: 'uri', value: 'c:d' }] }]);
    expect(parsed.expiredCertsOnCrl).toBe(Date.UTC(2015, 0, 1));
    expect(parsed.unknownCriticalExtensions).toEqual([]);
  });

  it('reads expiredCertsOnCRL as the UTCTime that some issuers write', () => {
    expect(parseCrl(crl({ extensions: [extension(EXTENSION.expiredCertsOnCrl, time('150101000000Z'))] })).expiredCertsOnCrl).toBe(
      Date.UTC(2015, 0, 1),
    );
  });

  it.each<[string, Uint8Array[], string[]]>([
    ['critical and not known', [extension('1.2.3', writeNull(), true)], ['1.2.3']],
    ['not critical and not known', [extension('1.2.3', writeNull())], []],
    ['critical and malformed', [extension(EXTENSION.crlNumber, writeNull(), true)], [EXTENSION.crlNumber]],
    ['a malformed distribution point', [extension(EXTENSION.issuingDistributionPoint, writeNull())], [EXTENSION.issuingDistributionPoint]],
    ['a malformed delta indicator', [extension(EXTENSION.deltaCrlIndicator, new Uint8Array())], [EXTENSION.deltaCrlIndicator]],
    ['a malformed key identifier that is not critical', [extension(EXTENSION.authorityKeyIdentifier, writeNull())], []],
    [
      'twice there',
      [extension(EXTENSION.crlNumber, writeInteger(1)), extension(EXTENSION.crlNumber, writeInteger(2))],
      [EXTENSION.crlNumber],
    ],
  ])('names the extensions that stand in the way: %s', (_, extensions, oids) => {
    expect(parseCrl(crl({ extensions })).unknownCriticalExtensions).toEqual(oids);
  });

  it.each<[string, Uint8Array]>([
    ['no bytes', new Uint8Array()],
    ['a truncated list', crl().subarray(0, -1)],
    ['bytes after the list', Buffer.concat([crl(), Uint8Array.of(0)])],
    ['version 3', crl({ version: writeInteger(2) })],
    ['a nextUpdate that does not exist', crl({ nextUpdate: time('201302000000Z') })],
  ])('refuses %s', (_, bytes) => {
    expect(() => parseCrl(bytes)).toThrow(expect.objectContaining({ code: 'CRL_UNREADABLE' }));
  });
});

describe('find', () => {
  it('reads the entry', () => {
    const entries = [entry(1), entry(0xffee, reason(1), extension(EXTENSION.invalidityDate, time('20200101000000Z'))), entry(3)];
    expect(find(crl({ entries }), '00ffee')).toEqual({
      revocationDate: Date.UTC(2020, 0, 2, 3, 4, 5),
      reason: 'keyCompromise',
      invalidityDate: Date.UTC(2020, 0, 1),
      unknownCritical: false,
    });
    expect(find(crl({ entries }), '02')).toBeUndefined();
    expect(find(crl({ entries }), '01')?.reason).toBe('unspecified');
  });

  it('compares the issuer by the rules for names', () => {
    expect(find(crl({ entries: [entry(5)] }), '05', ' ROOT ')?.reason).toBe('unspecified');
    expect(find(crl({ entries: [entry(5)] }), '05', 'Other')).toBeUndefined();
  });

  it.each([
    ['00ee', true],
    ['0000ee', true],
    ['ee', false],
    ['ff', true],
    ['00ff', false],
  ])('passes over needless leading zeros, and keeps %s apart from the negative number', (serial, listed) => {
    const list = crl({ entries: [writeSequence(fromHex('02030000ee'), REVOKED), writeSequence(fromHex('0201ff'), REVOKED)] });
    expect(find(list, serial) !== undefined).toBe(listed);
  });

  it('carries the certificate issuer of an entry on to those after it (RFC 5280 5.3.3)', () => {
    const list = crl({ entries: [entry(1), entry(2, issuer('A')), entry(3), entry(4, reason(1), issuer('B')), entry(5, reason(4))] });
    const owners = ['01', '02', '03', '04', '05'].map((serial) => ['Root', 'A', 'B'].filter((by) => find(list, serial, by) !== undefined));
    expect(owners).toEqual([['Root'], ['A'], ['A'], ['B'], ['B']]);
    expect(find(list, '05', 'B')).toMatchObject({
      reason: 'superseded',
      certificateIssuer: [{ type: 'directory', value: { text: 'CN=B' } }],
    });
    expect(find(list, '01', 'Root')?.certificateIssuer).toBeUndefined();
  });

  it('tells entries of one serial number apart by their issuers', () => {
    const list = crl({ entries: [entry(7, reason(1)), entry(7, issuer('A'), reason(4))] });
    expect([find(list, '07')?.reason, find(list, '07', 'A')?.reason]).toEqual(['keyCompromise', 'superseded']);
  });

  it('prefers a revocation to a removal of the same serial number', () => {
    for (const order of [
      [6, 1],
      [1, 6],
    ]) {
      expect(find(crl({ entries: order.map((code) => entry(7, reason(code))) }), '07')?.reason).toBe('keyCompromise');
    }
    expect(find(crl({ entries: [entry(7, reason(8)), entry(7, reason(6))] }), '07')?.reason).toBe('certificateHold');
    expect(find(crl({ entries: [entry(7, reason(8))] }), '07')?.reason).toBe('removeFromCRL');
  });

  it.each<[string, Uint8Array[], boolean]>([
    ['critical and not known', [extension('1.2.3', writeNull(), true)], true],
    ['not critical and not known', [extension('1.2.3', writeNull())], false],
    ['a malformed reason', [extension(EXTENSION.reasonCode, writeNull())], true],
    ['a reason twice', [reason(1), reason(1)], true],
    ['the issuer, which is known', [issuer('Root')], false],
  ])('says whether an entry holds more than is understood: %s', (_, extensions, unknownCritical) => {
    expect(find(crl({ entries: [entry(5, ...extensions)] }), '05')?.unknownCritical).toBe(unknownCritical);
  });

  it.each<[string, Uint8Array[], string]>([
    ['an entry that is no sequence', [writeNull()], 'CRL_UNREADABLE'],
    ['an entry without date', [writeSequence(writeInteger(5))], 'CRL_UNREADABLE'],
    ['an entry with another date', [writeSequence(writeInteger(5), writeNull())], 'CRL_UNREADABLE'],
    ['a date that does not exist', [writeSequence(writeInteger(5), time('201302000000Z'))], 'CRL_UNREADABLE'],
    ['an indefinite length', [fromHex('30800201050000')], 'CRL_UNREADABLE'],
    ['extensions that are no list', [writeSequence(writeInteger(5), REVOKED, writeNull())], 'CRL_UNREADABLE'],
    ['an issuer that cannot be read', [entry(5, extension(EXTENSION.certificateIssuer, writeNull(), true))], 'EXTENSION_MALFORMED'],
  ])('throws and does not say "not revoked" where the entries cannot be read: %s', (_, entries, code) => {
    const parsed = parseCrl(crl({ entries }));
    expect(() => parsed.find(fromHex('05'), nameOf('Root'))).toThrow(expect.objectContaining({ code }));
  });

  it('finds every entry of a long list', () => {
    const serials = Array.from({ length: 20_000 }, (_, index) => (BigInt(index) * 6364136223846793005n) % 2n ** 64n);
    const parsed = parseCrl(crl({ entries: serials.map((serial, index) => entry(serial, reason(index % 7))) }));
    const reasons = [
      'unspecified',
      'keyCompromise',
      'cACompromise',
      'affiliationChanged',
      'superseded',
      'cessationOfOperation',
      'certificateHold',
    ];
    expect(parsed.entryCount).toBe(20_000);
    const hex = (serial: bigint) => fromHex(serial.toString(16).padStart(18, '0'));
    const found = serials.map((serial) => parsed.find(hex(serial), parsed.issuer)?.reason);
    expect(found).toEqual(serials.map((_, index) => reasons[index % 7]));
    expect(serials.filter((serial) => parsed.find(hex(serial + 1n), parsed.issuer))).toEqual([]);
  });
});

describe('any bytes', () => {
  const good = crl({
    entries: [entry(1), entry(2, issuer('A')), entry(5, reason(4))],
    extensions: [
      extension(EXTENSION.crlNumber, writeInteger(1)),
      extension(EXTENSION.issuingDistributionPoint, fromHex('30038401ff'), true),
    ],
  });
  it('read or throw a coded error, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          const parsed = parseCrl(bytes);
          const found = [parsed.find(fromHex('05'), nameOf('A')), parsed.find(fromHex('01'), parsed.issuer)];
          expect(found.length).toBeLessThanOrEqual(Math.max(2, parsed.entryCount));
        } catch (error) {
          expect(error).not.toBeInstanceOf(EncodingError);
          expect(error instanceof X509Error || error instanceof LimitError).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
