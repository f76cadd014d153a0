import { fromHex, readDer } from '@sigillum/encoding';
import { describe, expect, it } from 'vitest';
import { parseGeneralName, parseGeneralNames, readAltNames } from './general-name.js';

const parse = (hex: string) => parseGeneralName(readDer(fromHex(hex)));

describe('parseGeneralName (RFC 5280 4.2.1.6)', () => {
  it.each([
    ['otherName', 'a00606022a03a000', { type: 'other', oid: '1.2.3', value: Buffer.alloc(0) }],
    ['rfc822Name', '8103614062', { type: 'email', value: 'a@b' }],
    ['dNSName', '8203612e62', { type: 'dns', value: 'a.b' }],
    ['x400Address', 'a300', { type: 'x400', value: fromHex('a300') }],
    ['ediPartyName', 'a500', { type: 'ediParty', value: fromHex('a500') }],
    ['uniformResourceIdentifier', '86046c3a2fe9', { type: 'uri', value: 'l:/é' }],
    ['iPAddress', '87040a000001', { type: 'ip', value: fromHex('0a000001') }],
    ['registeredID', '88022a03', { type: 'registeredId', value: '1.2.3' }],
  ])('%s', (_, hex, expected) => {
    expect(parse(hex)).toEqual(expected);
  });

  it('reads a directory name', () => {
    const read = parse('a40f300d310b3009060355040613024245');
    expect(read).toMatchObject({ type: 'directory', value: { text: 'C=BE' } });
  });

  it.each([
    ['a tag that is none of the choice', '8900'],
    ['a universal string', '0c0161'],
    ['an other name without value', 'a00406022a03'],
    ['a directory name without name', 'a400'],
    ['a directory name that is not in its explicit tag', 'a40d310b3009060355040613024245'],
    ['a directory name with two names', 'a40430003000'],
  ])('refuses %s', (_, hex) => {
    expect(() => parse(hex)).toThrow(expect.objectContaining({ code: 'NAME_UNREADABLE' }));
  });
});

describe('lists of general names', () => {
  it('reads an implicitly tagged list where the place says so', () => {
    expect(parseGeneralNames(readDer(fromHex('a1058203612e62')))).toEqual([{ type: 'dns', value: 'a.b' }]);
  });

  it('demands a SEQUENCE in subjectAltName', () => {
    expect(readAltNames(readDer(fromHex('30058203612e62')))).toEqual([{ type: 'dns', value: 'a.b' }]);
    expect(() => readAltNames(readDer(fromHex('a1058203612e62')))).toThrow(expect.objectContaining({ code: 'DER_UNEXPECTED' }));
  });
});
