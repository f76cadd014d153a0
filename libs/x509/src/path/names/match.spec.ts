import { fromHex, readDer, writeElement, writeOid, writeSequence, writeSetOf } from '@sigillum/encoding';
import { describe, expect, it } from 'vitest';
import { parseName } from '../../name/parse-name.js';
import type { GeneralName } from '../../types.js';
import { type SubtreeMatch, type SubtreeSide, matchSubtree } from './match.js';

type Row = readonly [name: string, base: string, match: SubtreeMatch];

function directory(...commonNames: readonly string[]): GeneralName {
  const rdns = commonNames.map((text) => writeSetOf(writeSequence(writeOid('2.5.4.3'), writeElement(0x0c, Buffer.from(text)))));
  return { type: 'directory', value: parseName(readDer(writeSequence(...rdns))) };
}

describe('matchSubtree', () => {
  it.each<Row>([
    ['host.example.com', 'example.com', 'within'],
    ['EXAMPLE.com', 'example.COM', 'within'],
    ['a.b.example.com', 'example.com', 'within'],
    ['badexample.com', 'example.com', 'outside'],
    ['example.com', 'host.example.com', 'outside'],
    ['anything.test', '', 'within'],
    ['*.example.com', 'example.com', 'within'],
    ['*.example.com', 'host.example.com', 'outside'],
    ['host.example.com', '.example.com', 'unknown'],
    ['host.example.com', '*.example.com', 'unknown'],
    ['.example.com', 'example.com', 'unknown'],
    ['host..example.com', 'example.com', 'unknown'],
  ])('host %s in %s: %s', (name, base, match) => {
    expect(matchSubtree({ type: 'dns', value: name }, { type: 'dns', value: base }, 'permitted')).toBe(match);
  });

  it.each<readonly [string, string, SubtreeSide, SubtreeMatch]>([
    ['*.example.com', 'host.example.com', 'excluded', 'within'],
    ['*.example.com', 'a.host.example.com', 'excluded', 'outside'],
    ['*.example.com', 'host.example.org', 'excluded', 'outside'],
  ])('wildcard %s against %s, %s: %s', (name, base, side, match) => {
    expect(matchSubtree({ type: 'dns', value: name }, { type: 'dns', value: base }, side)).toBe(match);
  });

  it.each<Row>([
    ['jo@example.com', 'example.com', 'within'],
    ['jo@host.example.com', 'example.com', 'outside'],
    ['jo@host.example.com', '.example.com', 'within'],
    ['jo@example.com', '.example.com', 'outside'],
    ['jo@EXAMPLE.com', 'jo@example.com', 'within'],
    ['Jo@example.com', 'jo@example.com', 'outside'],
    ['"a@b"@example.com', 'example.com', 'within'],
    ['a@b@example.com', 'example.com', 'unknown'],
    ['example.com', 'example.com', 'unknown'],
  ])('mailbox %s in %s: %s', (name, base, match) => {
    expect(matchSubtree({ type: 'email', value: name }, { type: 'email', value: base }, 'permitted')).toBe(match);
  });

  it.each<Row>([
    ['https://example.com/a', 'example.com', 'within'],
    ['https://user@EXAMPLE.com:8443/a', 'example.com', 'within'],
    ['https://host.example.com', 'example.com', 'outside'],
    ['https://host.example.com', '.example.com', 'within'],
    ['https://192.0.2.1/', 'example.com', 'unknown'],
    ['https://[2001:db8::1]/', 'example.com', 'unknown'],
    ['urn:oid:1.2.3', 'example.com', 'unknown'],
  ])('URI %s in %s: %s', (name, base, match) => {
    expect(matchSubtree({ type: 'uri', value: name }, { type: 'uri', value: base }, 'permitted')).toBe(match);
  });

  it.each<Row>([
    ['c0000201', 'c0000200ffffff00', 'within'],
    ['c0000301', 'c0000200ffffff00', 'outside'],
    ['c0000201', '0000000000000000', 'within'],
    ['c0000201', 'c0000200ff00ff00', 'unknown'],
    ['c00002', 'c0000200ffffff00', 'unknown'],
    ['c0000201', 'c0000200', 'unknown'],
    ['20010db8000000000000000000000001', '20010db8000000000000000000000000ffffffff000000000000000000000000', 'within'],
    ['c0000201', '20010db8000000000000000000000000ffffffff000000000000000000000000', 'outside'],
  ])('address %s in %s: %s', (name, base, match) => {
    expect(matchSubtree({ type: 'ip', value: fromHex(name) }, { type: 'ip', value: fromHex(base) }, 'permitted')).toBe(match);
  });

  it('compares directory names from the top, without regard to case', () => {
    expect(matchSubtree(directory('Land', 'Town'), directory('LAND'), 'permitted')).toBe('within');
    expect(matchSubtree(directory('Land'), directory('Land', 'Town'), 'permitted')).toBe('outside');
    expect(matchSubtree(directory('Town'), directory('Land'), 'permitted')).toBe('outside');
  });

  it('knows no meaning of the other forms', () => {
    const other: GeneralName = { type: 'registeredId', value: '1.2.3' };
    expect(matchSubtree(other, other, 'excluded')).toBe('unknown');
  });
});
