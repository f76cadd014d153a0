import { describe, expect, it } from 'vitest';
import { looks, shownText } from './shown-text.js';

const of = (content: string): string | undefined => shownText(Buffer.from(content, 'latin1'));

describe('the text that an appearance shows', () => {
  it.each([
    ['/Tx BMC q BT /Helv 12 Tf 0 g 2 4 Td (100 \\(net\\)) Tj ET Q EMC', '100 (net)'],
    ['BT [(1) -20.5 (0)] TJ T* (0) \' 1 2 (a) " ET', '100a'],
    ['BT <31 303> Tj (a(b)c\\101\\n\\\\) Tj ET % (not) Tj', '100a(b)cA\n\\'],
    ['q 0 0 10 10 re W n BT (x) Tj ET Q /P <</MCID 0>> BDC EMC', 'x'],
    ['', ''],
  ])('%j shows %j', (content, text) => {
    expect(of(content)).toBe(text);
  });

  it.each(['/Im0 Do', 'BI /W 1 ID x EI', '/Sh sh', '0 0 m 1 1 l S', 'BT (never closed Tj ET', 'BT <zz> Tj ET'])(
    '%j draws what cannot be read',
    (content) => {
      expect(of(content)).toBeUndefined();
    },
  );
});

describe('how an appearance is drawn', () => {
  it('takes colours and the rendering mode with their operands, and nothing out of strings', () => {
    const content = '/Tx BMC q BT /Helv 12 Tf 0  0\n1 rg 3 Tr 2 4 Td (1 g) Tj 0 0 1 rg /Cs1 cs .5 scn ET Q EMC';
    expect(looks(Buffer.from(content, 'latin1'))).toEqual(new Set(['0 0 1 rg', '3 Tr', '/Cs1 cs', '.5 scn']));
  });

  it('is unknown where the stream can not be read, or is longer than any field needs', () => {
    const long = ' '.repeat(1024 * 1024 + 1);
    expect([looks(Buffer.from('0 g (never closed', 'latin1')), looks(Buffer.from(long)), of(long)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('operands without end cost one look each', () => {
    expect(looks(Buffer.from('1 '.repeat(512 * 1024), 'latin1'))).toEqual(new Set());
  });
});
