import { describe, expect, it } from 'vitest';
import { readXmpProblem } from './xmp-packet.js';

const of = (text: string): string | undefined => readXmpProblem(Buffer.from(text, 'utf8'));
const packet = (body: string): string => `<x:xmpmeta xmlns:x="adobe:ns:meta/">${body}</x:xmpmeta>`;

describe('XMP packets', () => {
  it('accepts well-formed packets in the encodings of XMP', () => {
    const text = `<?xpacket begin="\ufeff"?>${packet('<!-- c --><r:RDF xmlns:r="r"><r:li a=\'"\'>&amp;&#xe9;é<![CDATA[<&]]></r:li><r:e/></r:RDF>')}\n<?xpacket end="w"?>\n`;
    expect(of(text)).toBeUndefined();
    expect(of(`\ufeff${text}`)).toBeUndefined();
    expect(readXmpProblem(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBeUndefined();
    expect(readXmpProblem(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toBeUndefined();
    expect(of('<rdf:RDF xmlns:rdf="r"/>')).toBeUndefined();
  });

  it.each([
    ['', 'its root element is not xmpmeta'],
    ['<html/>', 'its root element is not xmpmeta'],
    ['text', 'there is text outside of its root element'],
    [`<!DOCTYPE x>${packet('')}`, 'it declares a document type'],
    [packet('&e;'), 'it uses an entity'],
    [packet('<a b="&e;"/>'), 'it uses an entity'],
    [packet('a & b'), 'it uses an entity'],
    [packet('&#30;'), 'it contains the character &#30;, which XML does not allow'],
    [packet('\u0001'), 'it contains a character that XML does not allow'],
    [packet('<a></b>'), 'the element b is not nested properly'],
    [packet('<a>'), 'the element x:xmpmeta is not nested properly'],
    ['<x:xmpmeta>', 'the element x:xmpmeta is not closed'],
    [packet('<a b=c/>'), 'it is not well-formed'],
    [packet('<a b="1" b="2"/>'), 'the attribute b is there twice'],
    [packet('') + packet(''), 'it has two root elements'],
    [packet('<!-- '), 'it ends inside its markup'],
  ])('refuses %j: %s', (text, problem) => {
    expect(of(text)).toBe(problem);
  });

  it('refuses bytes that are no text', () => {
    expect(readXmpProblem(Uint8Array.of(0x3c, 0xff, 0xfe))).toBe('it is no text');
  });
});
