import { Budget, LimitError, memorySource } from '@sigillum/encoding';
import { expect, test } from 'vitest';
import type { PdfValue } from '../types.js';
import { PagedBytes } from './paged-bytes.js';
import type { Scanner } from './scanner.js';
import { readValue } from './values.js';

function scan(text: string, budget = new Budget()): Scanner {
  const bytes = new PagedBytes(memorySource(Buffer.from(text, 'latin1')));
  return { bytes, budget, findings: [], names: new Map(), spans: true, position: 0, values: 0, object: 7 };
}

const read = (text: string): PdfValue => readValue(scan(text));
const textIn = (value: PdfValue): string =>
  typeof value === 'object' && value?.kind === 'string' ? Buffer.from(value.bytes).toString('latin1') : 'no string';

test.each([
  ['null', null],
  ['true', true],
  ['false ', false],
  ['17', 17],
  ['+17', 17],
  ['-.002', -0.002],
  ['4.', 4],
  ['  %c\n 3', 3],
  ['12 0', 12],
  ['12 0 R', { kind: 'reference', number: 12, generation: 0 }],
  ['12 0 RG', 12],
  ['/A#42#c', { kind: 'name', name: 'AB#c' }],
  ['/', { kind: 'name', name: '' }],
  [
    '[1[/a]()]',
    {
      kind: 'array',
      items: [
        1,
        { kind: 'array', items: [{ kind: 'name', name: 'a' }] },
        { kind: 'string', bytes: new Uint8Array(0), hex: false, span: { start: 6, end: 8 } },
      ],
    },
  ],
])('%s is read as a value', (text, value) => {
  expect(read(text)).toEqual(value);
});

test.each([
  ['(a(b)c)', 'a(b)c'],
  ['(a\\)\\n\\101\\0053)', 'a)\nA\u00053'],
  ['(a\\\r\nb\r\nc)', 'ab\nc'],
  ['<48 65 6C6c6F>', 'Hello'],
  ['<4>', '@'],
])('the string %s is decoded', (text, decoded) => {
  expect(textIn(read(text))).toBe(decoded);
});

test.each([
  ['<4865>', true],
  ['<48 65>', false],
  ['<486>', false],
  ['<>', true],
])('a signature demands clean hexadecimal: %s is %s', (text, cleanHex) => {
  expect(read(`  ${text}`)).toMatchObject({ hex: true, cleanHex, span: { start: 2, end: 2 + text.length } });
});

test('a dictionary keeps the last of two values and names the key', () => {
  const scanner = scan('<< /A 1 /B << /C 2 /C 3 >> /A 4 >>');
  expect(readValue(scanner)).toMatchObject({ kind: 'dictionary', duplicates: ['A'] });
  expect(scanner.findings).toMatchObject([
    { code: 'PDF_DUPLICATE_KEY', object: 7, offset: 19 },
    { code: 'PDF_DUPLICATE_KEY', object: 7, offset: 27 },
  ]);
});

test.each(['', '<<1 2>>', '<< /A >>', '[1', '(a', '<4g>', '--5', '1.2.3', 'endobj', '{', ')'])('%s is no value', (text) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code: 'PDF_OBJECT_UNREADABLE' }));
});

test('P38 arrays nested deeper than the budget', () => {
  expect(() => read('['.repeat(10_000))).toThrow(LimitError);
  expect(() => readValue(scan('<</A'.repeat(10), new Budget({ pdfDepth: 5 })))).toThrow(expect.objectContaining({ limit: 'pdfDepth' }));
});

test('values in one object are charged', () => {
  expect(() => readValue(scan(`[${'1 '.repeat(1000)}]`, new Budget({ pdfObjects: 100 })))).toThrow(
    expect.objectContaining({ limit: 'pdfObjects' }),
  );
});
