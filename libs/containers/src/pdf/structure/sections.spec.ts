import { Budget, memorySource } from '@sigillum/encoding';
import { expect, test } from 'vitest';
import { openPdf } from '../open.js';
import { onePage, PdfFile, row } from '../spec-support/pdf-file.js';
import type { PdfDocument, PdfFinding } from '../types.js';

const open = (file: PdfFile): PdfDocument => openPdf(memorySource(file.bytes), new Budget());
const codes = (findings: readonly PdfFinding[]): string[] => findings.map(({ code }) => code);
const refused = (code: string, message: string): unknown =>
  expect.objectContaining({ code, message: expect.stringContaining(message) as string });

/** Catalog, page tree and a cross-reference stream with the given dictionary entries over rows of one octet each. */
function withStream(index: string, rows: readonly (readonly [number, number])[]): PdfFile {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  file.object(2, '<< /Type /Pages /Kids [] /Count 0 >>');
  const at = file.length;
  const data = Buffer.from(rows.flatMap(([type, number]) => [type, number === 3 ? at : (file.offsets.get(number) ?? 0)]));
  file.stream(3, `/Type /XRef /W [1 1 0] ${index} /Size 4 /Root 1 0 R`, data);
  file.tail(at);
  return file;
}

const ALL = [
  [0, 0],
  [1, 1],
  [1, 2],
  [1, 3],
] as const;

test('a cross-reference stream without /Index has the entries from 0 on', () => {
  const document = open(withStream('', ALL));
  expect([document.findings, [...(document.revisions[0]?.changes.keys() ?? [])]]).toEqual([[], [0, 1, 2, 3]]);
});

test('P14 two entries for one object in a cross-reference stream: the first one counts', () => {
  const file = withStream('/Index [0 4 1 1]', [...ALL, [1, 2]]);
  const document = open(file);
  expect(document.findings).toMatchObject([{ code: 'PDF_DUPLICATE_OBJECT', object: 1 }]);
  expect(document.revisions[0]?.entry(1)).toMatchObject({ kind: 'offset', offset: file.offsets.get(1) });
});

test.each([
  ['/Index [0 4 1]', 'not pairs of numbers'],
  ['/Index [0 (4)]', 'not pairs of numbers'],
  ['/Index [0 9]', 'more entries than it has'],
])('P16 a cross-reference stream with %s', (index, message) => {
  expect(() => open(withStream(index, ALL))).toThrow(refused('PDF_UNPARSABLE', message));
});

test('bytes between objects that are no objects', () => {
  const { file, section } = onePage();
  const at = file.raw('nothing of the kind\n');
  file.object(4, '<< >>');
  file.table([4], `/Size 5 /Root 1 0 R /Prev ${section}`);
  expect(open(file).layoutFindings()).toMatchObject([{ code: 'PDF_UNLISTED_BYTES', offset: at, revision: 1 }]);
});

test('an object that no section names is a signature or a root only where it looks like one', () => {
  const { file, section } = onePage();
  for (const body of ['<< /Type /Font >>', '42', '<< /ByteRange [0 1 2 3] >>']) file.raw(`7 0 obj\n${body}\nendobj\n`);
  file.object(4, '<< >>');
  file.table([4], `/Size 5 /Root 1 0 R /Prev ${section}`);
  expect(codes(open(file).layoutFindings())).toEqual(Array.from({ length: 3 }, () => 'PDF_UNLISTED_OBJECT'));
});

test('P15 what the table and the stream beside it both free is no conflict', () => {
  const { file, section } = onePage();
  const hidden = file.xrefStream(9, [[3, 0, 0, 0]], '/Size 10 /Root 1 0 R');
  file.tableOf(`3 1\n${row(0, 1, 'f')}`, `/Size 10 /Root 1 0 R /Prev ${section} /XRefStm ${hidden}`);
  expect(codes(open(file).findings)).toEqual(['PDF_HYBRID_XREF']);
});

test('P38 an object stream that announces more than its index has room for', () => {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog /Pages 2 0 R /Extra 7 0 R >>');
  file.object(2, '<< /Type /Pages /Kids [] /Count 0 >>');
  file.stream(5, '/Type /ObjStm /N 900000000 /First 4', Buffer.from('7 0 (x)', 'latin1'));
  const at = file.xrefStream(
    6,
    [
      [1, 1, file.offsets.get(1) ?? 0, 0],
      [2, 1, file.offsets.get(2) ?? 0, 0],
      [5, 1, file.offsets.get(5) ?? 0, 0],
      [7, 2, 5, 0],
    ],
    '/Size 8 /Root 1 0 R',
  );
  file.tail(at);
  expect(() => open(file).revisions[0]?.object(7)).toThrow(refused('PDF_OBJECT_UNREADABLE', 'announces more than it holds'));
});

test('P36 the mark of an archive that is cut off is none', () => {
  const { file } = onePage();
  file.raw('PK\x05\x06');
  expect(codes(open(file).findings)).toEqual(['PDF_TRAILING_BYTES']);
});
