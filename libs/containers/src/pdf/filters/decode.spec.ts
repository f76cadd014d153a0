import { Budget, memorySource } from '@sigillum/encoding';
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { isDictionary } from '../access.js';
import { PagedBytes } from '../syntax/paged-bytes.js';
import { readValue } from '../syntax/values.js';
import { decodeStream } from './decode.js';

function decode(data: Uint8Array | string, dictionary: string, budget = new Budget()): string {
  const bytes = new PagedBytes(memorySource(Buffer.from(`<<${dictionary}>>`, 'latin1')));
  const value = readValue({ bytes, budget, findings: [], names: new Map(), spans: true, position: 0, values: 0, object: undefined });
  if (!isDictionary(value)) throw new Error('the test gives no dictionary');
  const raw = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
  return Buffer.from(decodeStream(raw, value, (item) => item ?? null, budget)).toString('latin1');
}

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');

test.each([
  ['no filter', 'abc', '', 'abc'],
  ['ASCIIHex', '48 656C6c6F7>', '/Filter /ASCIIHexDecode', 'Hellop'],
  ['ASCII85', '87cUR D]j7B~>', '/Filter /ASCII85Decode', 'Hello wo'],
  ['ASCII85 with z and a short group', 'z87cURDZ~>', '/Filter /ASCII85Decode', '\0\0\0\0Hello'],
  ['RunLength', hex('02616263fe7880ff'), '/Filter /RunLengthDecode', 'abcxxx'],
  ['LZW, the example of ISO 32000 7.4.4.2', hex('800b6050220c0c8501'), '/Filter /LZWDecode', '-----A---B'],
  ['Flate', deflateSync('hello'), '/Filter /FlateDecode', 'hello'],
  ['an array of filters', Buffer.from(deflateSync('hello').toString('hex')), '/Filter [/ASCIIHexDecode /FlateDecode]', 'hello'],
  [
    'PNG predictors',
    deflateSync(hex('000102030102010102010101')),
    '/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 3 >>',
    '\u0001\u0002\u0003\u0002\u0003\u0004\u0003\u0004\u0005',
  ],
  [
    'PNG average and Paeth',
    deflateSync(hex('030a0a040a0a')),
    '/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2 >>',
    '\n\u000f\u0014\u001e',
  ],
  [
    'the TIFF predictor',
    deflateSync(hex('010101020202')),
    '/Filter /FlateDecode /DecodeParms << /Predictor 2 /Columns 3 >>',
    '\u0001\u0002\u0003\u0002\u0004\u0006',
  ],
])('%s', (_, data, dictionary, decoded) => {
  expect(decode(data, dictionary)).toBe(decoded);
});

test('LZW data longer than the table of codes', () => {
  // 4000 literals after one clear code: widths 9 to 12 as the table grows, then the next clear code.
  const codes: number[] = [256];
  for (let i = 0; i < 3800; i++) codes.push(i % 251);
  const expected = codes
    .slice(1)
    .map((code) => String.fromCharCode(code))
    .join('');
  expect(decode(packLzw([...codes, 257]), '/Filter /LZWDecode')).toBe(expected);
});

function packLzw(codes: readonly number[]): Uint8Array {
  let bits = '';
  let size = 258;
  let width = 9;
  let previous = false;
  for (const code of codes) {
    bits += code.toString(2).padStart(width, '0');
    if (code === 256) continue;
    if (previous) size++;
    previous = true;
    if (size + 1 >= 1 << width && width < 12) width++;
  }
  const bytes = bits.match(/.{1,8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => parseInt(byte.padEnd(8, '0'), 2));
}

test.each([
  ['an image codec', 'x', '/Filter /DCTDecode', 'PDF_FILTER_UNSUPPORTED'],
  ['a filter that is no name', 'x', '/Filter [1]', 'PDF_FILTER_UNSUPPORTED'],
  ['no zlib stream', 'hello', '/Filter /FlateDecode', 'PDF_STREAM_DAMAGED'],
  ['half a zlib stream', deflateSync('hello hello').subarray(0, 8), '/Filter /FlateDecode', 'PDF_STREAM_DAMAGED'],
  ['LZW data with an unknown code', hex('804b00'), '/Filter /LZWDecode', 'PDF_STREAM_DAMAGED'],
  ['ASCII85 data with one digit', '8~>', '/Filter /ASCII85Decode', 'PDF_STREAM_DAMAGED'],
  ['a run that is cut off', hex('056162'), '/Filter /RunLengthDecode', 'PDF_STREAM_DAMAGED'],
  [
    'a predictor of a billion columns',
    deflateSync('x'),
    '/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1000000000 >>',
    'PDF_STREAM_DAMAGED',
  ],
  ['a thousand filters', 'x', `/Filter [${'/FlateDecode '.repeat(1000)}]`, 'PDF_STREAM_DAMAGED'],
])('%s is refused', (_, data, dictionary, code) => {
  expect(() => decode(data, dictionary)).toThrow(expect.objectContaining({ code }));
});

test.each([
  ['Flate', deflateSync(Buffer.alloc(1_000_000)), '/Filter /FlateDecode'],
  ['Flate in Flate', deflateSync(deflateSync(Buffer.alloc(50_000_000))), '/Filter [/FlateDecode /FlateDecode]'],
  ['run length', Buffer.alloc(20_000, 0x81), '/Filter /RunLengthDecode'],
])('P38 a bomb by %s', (_, data, dictionary) => {
  expect(() => decode(data, dictionary, new Budget({ pdfInflatedBytes: 100_000 }))).toThrow(
    expect.objectContaining({ code: 'LIMIT_EXCEEDED', limit: 'pdfInflatedBytes' }),
  );
});

test('a wrong checksum of zlib is not looked at', () => {
  const data = deflateSync('hello');
  data.writeUInt32BE(7, data.length - 4);
  expect(decode(data, '/Filter /FlateDecode')).toBe('hello');
});
