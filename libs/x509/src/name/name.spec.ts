import { readDer, TAG, toHex, writeElement, writeInteger, writeOid, writeSequence } from '@sigillum/encoding';
import { describe, expect, it } from 'vitest';
import { X509Error } from '../errors.js';
import { oidName } from './attribute-types.js';
import { canonicalText } from './canonical-text.js';
import { attributeOf, commonNameOf, displayNameOf } from './display-name.js';
import { isNameWithin, parseName } from './parse-name.js';

type Attribute = readonly [oid: string, tag: number, value: string | Uint8Array];

const CN = '2.5.4.3';
const O = '2.5.4.10';
const C = '2.5.4.6';

function attribute([oid, tag, value]: Attribute): Uint8Array {
  return writeSequence(writeOid(oid), writeElement(tag, Buffer.from(value as string)));
}

/** A name out of relative names, each a list of attributes in the order of the encoding. */
function name(...rdns: (readonly Attribute[])[]) {
  const der = writeSequence(...rdns.map((rdn) => writeElement(TAG.SET, ...rdn.map(attribute))));
  return parseName(readDer(der));
}

const utf8 = (oid: string, value: string): Attribute => [oid, TAG.UTF8_STRING, value];
const printable = (oid: string, value: string): Attribute => [oid, TAG.PRINTABLE_STRING, value];
const bmp = (oid: string, value: string): Attribute => [oid, TAG.BMP_STRING, Buffer.from(value, 'utf16le').swap16()];

describe('canonicalText (RFC 5280 7.1, RFC 4518)', () => {
  it.each([
    ['case', 'Good CA', 'good ca'],
    ['white space at the ends and in runs', '  Good \t\n CA ', 'good ca'],
    ['no-break space', 'Good\u00a0CA', 'good ca'],
    ['soft hyphen and zero width', 'Go\u00adod\u200b CA', 'good ca'],
    ['compatibility forms', 'Ｇｏｏｄ ﬁne', 'good fine'],
    ['composition', 'Cafe\u0301', 'café'],
    ['sharp s', 'STRASSE straße', 'strasse strasse'],
    ['final sigma', 'ΛΟΓΟΣ λογος', 'λογοσ λογοσ'],
    ['only white space', '   ', ''],
  ])('%s', (_, text, folded) => {
    expect(canonicalText(text)).toBe(folded);
  });
});

describe('the key of a name', () => {
  it.each([
    ['case and white space', name([printable(CN, 'Good  CA ')]), name([printable(CN, 'good ca')]), true],
    ['string types', name([printable(CN, 'Good CA')]), name([utf8(CN, 'Good CA')]), true],
    ['BMPString', name([bmp(CN, 'Žižka')]), name([utf8(CN, 'žižka')]), true],
    ['order in a multi-valued relative name', name([utf8(CN, 'a'), utf8(O, 'b')]), name([utf8(O, 'b'), utf8(CN, 'a')]), true],
    ['order of relative names', name([utf8(CN, 'a')], [utf8(O, 'b')]), name([utf8(O, 'b')], [utf8(CN, 'a')]), false],
    ['one relative name or two', name([utf8(CN, 'a'), utf8(O, 'b')]), name([utf8(CN, 'a')], [utf8(O, 'b')]), false],
    ['attribute type', name([utf8(CN, 'a')]), name([utf8(O, 'a')]), false],
    ['value with the signs of the key', name([utf8(CN, 'a"+["b')]), name([utf8(CN, 'a'), utf8(CN, 'b')]), false],
    ['value with a line feed', name([utf8(CN, 'a\n["2.5.4.10","b"]')]), name([utf8(CN, 'a')], [utf8(O, 'b')]), false],
    ['not a string: exact bytes', name([[CN, TAG.OCTET_STRING, 'A']]), name([[CN, TAG.OCTET_STRING, 'a']]), false],
    [
      'octets that are not UTF-8',
      name([[CN, TAG.UTF8_STRING, Uint8Array.of(0xe9)]]),
      name([[CN, TAG.UTF8_STRING, Uint8Array.of(0xe8)]]),
      false,
    ],
    ['empty names', name(), name(), true],
    ['an empty relative name', name(), name([]), false],
  ])('%s', (_, left, right, equal) => {
    expect(left.key === right.key).toBe(equal);
  });
});

describe('parseName', () => {
  it('keeps exact bytes and attributes', () => {
    const parsed = name([printable(C, 'BE')], [utf8(CN, 'Ján'), [O, TAG.OCTET_STRING, Uint8Array.of(1)]]);
    expect(parsed.rdns).toEqual([
      [{ oid: C, value: 'BE' }],
      [
        { oid: CN, value: 'Ján' },
        { oid: O, value: '040101' },
      ],
    ]);
    expect(toHex(parsed.der)).toBe('3026310b30090603550406130242453117300b06035504030c044ac3a16e3008060355040a040101');
  });

  it.each([
    ['octets that are not UTF-8 as Latin-1', [CN, TAG.UTF8_STRING, Uint8Array.of(0xe9)], 'é'],
    ['T61String as Latin-1', [CN, TAG.T61_STRING, Uint8Array.of(0xe9)], 'é'],
    ['UniversalString', [CN, TAG.UNIVERSAL_STRING, Uint8Array.of(0, 1, 0xf6, 0)], '😀'],
    ['a BMPString of odd length as Latin-1', [CN, TAG.BMP_STRING, Uint8Array.of(0x41)], 'A'],
  ] as [string, Attribute, string][])('reads %s', (_, given, value) => {
    expect(commonNameOf(name([given]))).toBe(value);
  });

  it.each([
    ['not a sequence', writeInteger(1)],
    ['a relative name that is no set', writeSequence(writeSequence())],
    ['an attribute without value', writeSequence(writeElement(TAG.SET, writeSequence(writeOid(CN))))],
    ['an attribute with two values', writeSequence(writeElement(TAG.SET, writeSequence(writeOid(CN), writeInteger(1), writeInteger(2))))],
  ])('refuses %s', (_, der) => {
    expect(() => parseName(readDer(der))).toThrow(X509Error);
    expect(() => parseName(readDer(der))).toThrow(expect.objectContaining({ code: 'NAME_UNREADABLE' }));
  });
});

describe('the text of a name (RFC 4514)', () => {
  it.each([
    ['most specific first', name([printable(C, 'BE')], [utf8(CN, 'A')]), 'CN=A,C=BE'],
    ['multi-valued', name([utf8(CN, 'A'), utf8(O, 'B')]), 'CN=A+O=B'],
    ['escapes', name([utf8(CN, 'a,b+"c"\\<d>;')]), 'CN=a\\,b\\+\\"c\\"\\\\\\<d\\>\\;'],
    ['leading number sign and spaces', name([utf8(CN, '#a ')], [utf8(O, ' b')]), 'O=\\ b,CN=\\#a\\ '],
    ['one space', name([utf8(CN, ' ')]), 'CN=\\ '],
    ['NUL', name([utf8(CN, 'a\0b')]), 'CN=a\\00b'],
    ['type without short name', name([utf8('1.2.3', 'x')]), '1.2.3=#0c0178'],
    [
      'eIDAS types',
      name([utf8('2.5.4.97', 'NTREE-1')], [utf8('2.5.4.5', 'PNOEE-2')]),
      'serialNumber=PNOEE-2,organizationIdentifier=NTREE-1',
    ],
    ['empty', name(), ''],
  ])('%s', (_, given, text) => {
    expect(given.text).toBe(text);
  });

  it('names attribute types', () => {
    expect([oidName('2.5.4.97'), oidName('1.2.3')]).toEqual(['organizationIdentifier', '1.2.3']);
  });
});

describe('isNameWithin', () => {
  const base = name([printable(C, 'US')], [printable(O, 'Org')]);
  it.each([
    ['itself', name([utf8(C, 'us')], [utf8(O, 'ORG')]), true],
    ['below', name([utf8(C, 'us')], [utf8(O, 'org')], [utf8(CN, 'a')]), true],
    ['above', name([utf8(C, 'us')]), false],
    ['beside', name([utf8(C, 'us')], [utf8(O, 'org2')], [utf8(CN, 'a')]), false],
  ])('%s', (_, given, within) => {
    expect(isNameWithin(given, base)).toBe(within);
  });

  it('holds for every name below the empty one', () => {
    expect(isNameWithin(base, name())).toBe(true);
  });
});

describe('displayNameOf', () => {
  it.each([
    ['the last common name', name([utf8(CN, 'outer')], [utf8(CN, 'inner')], [utf8(O, 'o')]), 'inner'],
    ['given name and surname', name([utf8('2.5.4.4', 'Doe')], [utf8('2.5.4.42', 'Jo')], [utf8(O, 'o')]), 'Jo Doe'],
    ['the pseudonym', name([utf8(O, 'o')], [utf8('2.5.4.65', 'p')]), 'p'],
    ['the organisation', name([utf8(C, 'BE')], [utf8(O, 'o')]), 'o'],
    ['the organisation where the common name is blank', name([utf8(CN, ' ')], [utf8(O, 'o')]), 'o'],
    ['the serial number', name([utf8('2.5.4.5', '42')]), '42'],
    ['the whole name', name([utf8(C, 'BE')]), 'C=BE'],
  ])('%s', (_, given, text) => {
    expect(displayNameOf(given)).toBe(text);
  });

  it('finds an attribute', () => {
    expect([attributeOf(name([utf8(O, 'o')]), O), attributeOf(name(), O)]).toEqual(['o', undefined]);
  });
});
