import { Budget, type ByteSource, memorySource } from '@sigillum/encoding';
import { expect, test } from 'vitest';
import {
  arrayOf,
  getArray,
  getDictionary,
  getInteger,
  getName,
  integerOf,
  isReference,
  isStream,
  openPdf,
  type PdfDocument,
  textOf,
} from './index.js';
import { onePage, PdfFile, row } from './spec-support/pdf-file.js';

const open = (file: PdfFile): PdfDocument => openPdf(memorySource(file.bytes), new Budget());
const codes = (document: PdfDocument): string[] => document.findings.map(({ code }) => code);

test('a document of one revision', () => {
  const { file, section } = onePage();
  const document = open(file);
  const [revision] = document.revisions;
  expect(document).toMatchObject({ version: '1.7', findings: [] });
  expect(revision).toMatchObject({ index: 0, startxref: section, end: file.length, markerEnd: file.length - 1 });
  expect([...(revision?.objectNumbers() ?? [])]).toEqual([1, 2, 3]);
  expect(document.layoutFindings()).toEqual([]);
});

test('accessors follow references and give undefined for another kind', () => {
  const { file } = onePage();
  const [revision] = open(file).revisions;
  if (revision === undefined) throw new Error('no revision');
  const pages = getDictionary(revision, revision.catalog, 'Pages');
  if (pages === undefined) throw new Error('no page tree');
  expect(getInteger(revision, pages, 'Count')).toBe(1);
  expect(getName(revision, pages, 'Type')).toBe('Pages');
  expect(getName(revision, pages, 'Count')).toBeUndefined();
  expect(getArray(revision, pages, 'Kids')?.every(isReference)).toBe(true);
  expect(arrayOf(revision, undefined)).toBeUndefined();
});

test('each incremental update is a revision with its own view; what did not change is one instance', () => {
  const { file, section } = onePage();
  const firstEnd = file.length;
  file.object(3, '<< /Type /Page /Parent 2 0 R /Rotate 90 >>');
  file.tableOf(`3 1\n${row(file.offsets.get(3) ?? 0, 0, 'n')}`, `/Size 4 /Root 1 0 R /Prev ${section}`, { end: '%%EOF' });
  const [first, second] = open(file).revisions;
  expect(first).toMatchObject({ index: 0, end: firstEnd });
  expect(second).toMatchObject({ index: 1, end: file.length, markerEnd: file.length });
  expect([...(second?.changes.keys() ?? [])]).toEqual([3]);
  expect(first?.object(1)).toBe(second?.object(1));
  expect(first?.object(3)).not.toEqual(second?.object(3));
});

test('free, missing and other-generation objects are null (ISO 32000 7.3.10)', () => {
  const { file, section } = onePage();
  file.tableOf(`3 1\n${row(0, 1, 'f')}`, `/Size 4 /Root 1 0 R /Prev ${section}`);
  const [first, second] = open(file).revisions;
  expect([second?.object(3), second?.object(77), second?.object(1, 1)]).toEqual([null, null, null]);
  expect(first?.object(3)).toMatchObject({ kind: 'dictionary' });
  expect([...(second?.objectNumbers() ?? [])].sort()).toEqual([1, 2]);
});

test('cross-reference streams and object streams, with /Extends in a circle', () => {
  const file = new PdfFile();
  file.objectStream(
    4,
    [
      [1, '<< /Type /Catalog /Pages 2 0 R >>'],
      [2, '<< /Type /Pages /Kids [] /Count 0 >>'],
    ],
    '/Extends 4 0 R',
  );
  const section = file.xrefStream(
    5,
    [
      [1, 2, 4, 0],
      [2, 2, 4, 1],
      [4, 1, file.offsets.get(4) ?? 0, 0],
      [6, 2, 4, 1],
      [7, 9, 0, 0],
    ],
    '/Size 8 /Root 1 0 R',
  );
  file.tail(section);
  const document = open(file);
  const [revision] = document.revisions;
  expect(revision?.catalog.entries.get('Type')).toEqual({ kind: 'name', name: 'Catalog' });
  expect(revision?.object(7)).toBeNull();
  expect(() => revision?.object(6)).toThrow(expect.objectContaining({ code: 'PDF_OBJECT_UNREADABLE' }));
  expect(codes(document)).toEqual(['PDF_XREF_ENTRY_WRONG']);
});

test('a stream with an indirect /Length is as long as each revision says', () => {
  const { file, section } = onePage();
  file.stream(4, '', Buffer.from('abcdef'), '5 0 R');
  file.object(5, '6');
  const second = file.table([4, 5], `/Size 6 /Root 1 0 R /Prev ${section}`);
  file.object(5, '3');
  file.table([5], `/Size 6 /Root 1 0 R /Prev ${second}`);
  const document = open(file);
  const data = document.revisions.map((revision) => {
    const stream = revision.object(4);
    return isStream(stream) ? Buffer.from(revision.streamData(stream)).toString() : undefined;
  });
  expect(data).toEqual([undefined, 'abcdef', 'abc']);
  expect(codes(document)).toEqual(['PDF_STREAM_LENGTH_WRONG']);
});

test('references in a circle end', () => {
  const { file, section } = onePage();
  file.object(4, '5 0 R');
  file.object(5, '4 0 R');
  file.table([4, 5], `/Size 6 /Root 1 0 R /Prev ${section}`);
  const revision = open(file).revisions.at(-1);
  expect(() => revision?.resolve({ kind: 'reference', number: 4, generation: 0 })).toThrow(
    expect.objectContaining({ code: 'PDF_OBJECT_UNREADABLE' }),
  );
});

test('a file of a gigabyte is read by range', () => {
  const { file, section } = onePage();
  const gap = 2 ** 30;
  const dictionary = `4 0 obj\n<< /Length ${gap} >>\nstream\n`;
  const head = Buffer.from(file.bytes);
  const streamAt = head.length;
  const tailStart = streamAt + dictionary.length + gap;
  const xref = `\nendstream\nendobj\nxref\n4 1\n${row(streamAt, 0, 'n')}trailer\n<< /Size 5 /Root 1 0 R /Prev ${section} >>\nstartxref\n${tailStart + 18}\n%%EOF\n`;
  const [front, back] = [Buffer.concat([head, Buffer.from(dictionary)]), Buffer.from(xref)];
  let bytesRead = 0;
  const source: ByteSource = {
    size: tailStart + back.length,
    read(offset, length) {
      bytesRead += length;
      const bytes = Buffer.alloc(length);
      for (let i = 0; i < length; i++) bytes[i] = (offset + i < front.length ? front[offset + i] : back[offset + i - tailStart]) ?? 0;
      return bytes;
    },
  };
  const document = openPdf(source, new Budget());
  expect(document.revisions.at(-1)?.object(4)).toMatchObject({ kind: 'stream', span: { start: front.length, end: tailStart } });
  expect(document.layoutFindings()).toEqual([]);
  expect(bytesRead).toBeLessThan(4 * 1024 * 1024);
});

test.each([
  ['PDFDocEncoding', '28416480a029', 'Ad\u2022\u20ac'],
  ['UTF-16', '28feff004120ac29', 'A\u20ac'],
  ['UTF-16 with a language', '28feff001b00640065001b004129', 'A'],
  ['UTF-8', '28efbbbfc3a929', '\u00e9'],
])('text in %s', (_, bytes, text) => {
  expect(textOf({ kind: 'string', hex: false, bytes: Buffer.from(bytes, 'hex').subarray(1, -1) })).toBe(text);
});

test('integers must be safe', () => {
  const [revision] = open(onePage().file).revisions;
  if (revision === undefined) throw new Error('no revision');
  expect([integerOf(revision, 2 ** 53), integerOf(revision, 1.5), integerOf(revision, 7)]).toEqual([undefined, undefined, 7]);
});

test('an entry of an unknown type makes the object null, whatever an older section has there', () => {
  const { file, section } = onePage();
  const later = file.xrefStream(4, [[3, 9, 1, 0]], `/Size 5 /Root 1 0 R /Prev ${section}`);
  file.tail(later);
  const { revisions } = open(file);
  expect(revisions.map((revision) => revision.object(3) === null)).toEqual([false, true]);
  expect(revisions[1]?.changes.get(3)).toMatchObject({ kind: 'free' });
});
