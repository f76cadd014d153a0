import fc from 'fast-check';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { element, textElement, wrapper } from './element.js';
import { serialize } from './serialize.js';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The text and the attribute as a parser reads them back. */
function readBack(text: string): { text: string; attribute: string } {
  const document = XmlDocument.fromString(serialize(element('a', [element('b', text, [['c', text]])])));
  try {
    return { text: document.get('/a/b')?.content ?? '', attribute: document.get('/a/b/@c')?.content ?? '' };
  } finally {
    document.dispose();
  }
}

describe('serialize', () => {
  it('keeps the order of attributes and elements', () => {
    const tree = element('a', [
      element('b', '1'),
      undefined,
      element('c'),
      element('d', [
        element('e', '2', [
          ['z', '1'],
          ['y', '2'],
        ]),
      ]),
    ]);
    expect(serialize(tree)).toBe(`${DECLARATION}<a>\n <b>1</b>\n <c/>\n <d>\n  <e z="1" y="2">2</e>\n </d>\n</a>\n`);
  });

  it('escapes what would be markup, or would be read as another character', () => {
    expect(serialize(element('a', `<&>]]>"'\r\n\t`, [['b', `<&>"'\r\n\t`]]))).toBe(
      `${DECLARATION}<a b="&lt;&amp;&gt;&quot;'&#13;&#10;&#9;">&lt;&amp;&gt;]]&gt;"'&#13;\n\t</a>\n`,
    );
  });

  it.each([
    ['NUL', '\u0000'],
    ['a control character', '\u001B'],
    ['a lone high surrogate', '\uD800'],
    ['a lone low surrogate', '\uDC00'],
    ['U+FFFE', '\uFFFE'],
  ])('replaces %s, which XML can not hold', (_name, character) => {
    expect(readBack(`x${character}y`)).toEqual({ text: 'x\uFFFDy', attribute: 'x\uFFFDy' });
  });

  it('is read back as it was written, for any text that XML can hold', () => {
    const texts = fc.string({ unit: 'binary' }).filter((text) => !/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(text));
    fc.assert(
      fc.property(texts, (text) => {
        expect(readBack(text)).toEqual({ text, attribute: text });
      }),
    );
  });

  it('is well-formed whatever the text', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
    fc.assert(
      fc.property(units, (text) => {
        expect(readBack(text).text).toHaveLength(text.length);
      }),
    );
  });
});

describe('elements that may be absent', () => {
  it('are undefined where they would be empty', () => {
    expect(textElement('a', undefined)).toBeUndefined();
    expect(wrapper('a', [undefined, textElement('b', undefined)])).toBeUndefined();
    expect(wrapper('a', [textElement('b', '')])).toEqual(element('a', [element('b', '')]));
  });
});
