import { Budget, memorySource } from '@sigillum/encoding';
import { expect, test } from 'vitest';
import { openPdf } from '../open.js';
import { onePage, PdfFile, row } from '../spec-support/pdf-file.js';
import type { PdfDocument, PdfFinding } from '../types.js';

const open = (file: PdfFile, budget = new Budget()): PdfDocument => openPdf(memorySource(file.bytes), budget);
const codes = (findings: readonly PdfFinding[]): string[] => findings.map(({ code }) => code);
const refused = (code: string): unknown => expect.objectContaining({ code });

test('P09 what follows the last revision and is none', () => {
  const { file } = onePage();
  const end = file.length;
  file.object(1, '<< /Type /Catalog /Evil true >>');
  const document = open(file);
  expect(document.findings).toMatchObject([{ code: 'PDF_TRAILING_BYTES', offset: end }]);
  expect(document.revisions.at(-1)?.end).toBe(end);
});

test('P09 objects behind the last revision with a second startxref that names the old section', () => {
  const { file, section } = onePage();
  const end = file.length;
  file.object(1, '<< /Type /Catalog /Evil true >>');
  file.tail(section);
  const document = open(file);
  expect(document.revisions).toMatchObject([{ end }]);
  expect(document.findings).toMatchObject([{ code: 'PDF_TRAILING_BYTES', offset: end }]);
});

test('white space after the last revision is told apart', () => {
  const { file } = onePage();
  file.raw('\0\0 \n');
  expect(codes(open(file).findings)).toEqual(['PDF_TRAILING_WHITE_SPACE']);
});

test('a revision without %%EOF', () => {
  const { file, section } = onePage();
  const middle = file.tableOf('', `/Size 4 /Root 1 0 R /Prev ${section}`, { end: '' });
  file.tableOf('', `/Size 4 /Root 1 0 R /Prev ${middle}`, { end: '' });
  expect(codes(open(file).findings)).toEqual(['PDF_EOF_MISSING', 'PDF_EOF_MISSING']);
});

test('P14 a second object of one number: the cross-reference table decides, and the other is named', () => {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  const listed = file.object(2, '<< /Type /Pages /Kids [] /Count 0 >>');
  file.object(1, '<< /Type /Catalog /Evil true >>');
  file.offsets.set(1, 9);
  file.table([1, 2], '/Size 3 /Root 1 0 R');
  const document = open(file);
  expect(document.revisions[0]?.catalog.entries.has('Evil')).toBe(false);
  expect(document.layoutFindings()).toMatchObject([
    { code: 'PDF_DUPLICATE_OBJECT', object: 1, revision: 0 },
    { code: 'PDF_STRAY_ROOT', revision: 0 },
  ]);
  expect(listed).toBeLessThan(document.layoutFindings()[0]?.offset ?? 0);
});

test('P14 two entries of one number in one section: the first counts', () => {
  const file = new PdfFile();
  const first = file.object(1, '<< /Type /Catalog >>');
  const second = file.object(1, '<< /Type /Catalog /Evil true >>');
  file.tableOf(`1 1\n${row(first, 0, 'n')}1 1\n${row(second, 0, 'n')}`, '/Size 2 /Root 1 0 R');
  const document = open(file);
  expect(codes(document.findings)).toEqual(['PDF_DUPLICATE_OBJECT']);
  expect(document.revisions[0]?.catalog.entries.has('Evil')).toBe(false);
});

test('P15 a hybrid file whose hidden stream replaces an object', () => {
  const { file, section } = onePage();
  const page = file.object(3, '<< /Type /Page /Evil true >>');
  const hidden = file.xrefStream(4, [[3, 1, page, 0]], '/Size 5 /Root 1 0 R');
  file.tableOf('', `/Size 4 /Root 1 0 R /Prev ${section} /XRefStm ${hidden}`);
  const document = open(file);
  expect(codes(document.findings)).toEqual(['PDF_HYBRID_XREF', 'PDF_HYBRID_CONFLICT']);
  expect(document.revisions.at(-1)?.entry(3)).toMatchObject({ offset: page });
});

test('P15 an object that a hybrid file hides behind its own table is listed all the same', () => {
  const { file, section } = onePage();
  const other = file.object(3, '<< /Type /Page /Evil true >>');
  const hidden = file.xrefStream(4, [[3, 1, other, 0]], '/Size 5 /Root 1 0 R');
  const shown = file.object(3, '<< /Type /Page >>');
  file.tableOf(`3 1\n${row(shown, 0, 'n')}`, `/Size 5 /Root 1 0 R /Prev ${section} /XRefStm ${hidden}`);
  const document = open(file);
  expect(document.revisions.at(-1)?.entry(3)).toMatchObject({ offset: shown });
  expect(codes(document.findings)).toEqual(['PDF_HYBRID_XREF', 'PDF_HYBRID_CONFLICT']);
  expect(document.layoutFindings()).toEqual([]);
});

test('P15 a hybrid file that only adds hidden objects has no conflict', () => {
  const { file, section } = onePage();
  const added = file.object(6, '(hidden)');
  const hidden = file.xrefStream(5, [[6, 1, added, 0]], '/Size 7 /Root 1 0 R');
  file.tableOf(`6 1\n${row(0, 0, 'f')}`, `/Size 7 /Root 1 0 R /Prev ${section} /XRefStm ${hidden}`);
  const document = open(file);
  expect(codes(document.findings)).toEqual(['PDF_HYBRID_XREF']);
  expect(document.revisions.at(-1)?.object(6)).toMatchObject({ kind: 'string' });
});

const P16: Readonly<Record<string, (file: PdfFile, section: number) => void>> = {
  'a /Prev that leads to itself': (file) => file.tableOf('', `/Size 4 /Root 1 0 R /Prev ${file.length}`),
  'an offset behind the end of the file': (file) => file.tail(999_999),
  'a /Prev behind the end of the file': (file) => file.tableOf('', '/Size 4 /Root 1 0 R /Prev 9999999'),
  'a /Prev that is no number': (file) => file.tableOf('', '/Size 4 /Root 1 0 R /Prev (x)'),
  'ten million entries that are not there': (file) => file.tableOf(`0 10000000\n${row(0, 0, 'f')}`, '/Size 10000000 /Root 1 0 R'),
  'entries that are none': (file) => file.tableOf('1 1\nhello world n\n', '/Size 4 /Root 1 0 R'),
};

test.each(Object.keys(P16))('P16 %s: the update is no revision', (name) => {
  const { file, section } = onePage();
  const end = file.length;
  P16[name]?.(file, section);
  const document = open(file);
  expect(document.findings).toMatchObject([{ code: 'PDF_TRAILING_BYTES', offset: end }]);
  expect(document.revisions).toHaveLength(1);
});

test.each(Object.keys(P16))('P16 %s in the only revision: unparsable', (name) => {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog >>');
  P16[name]?.(file, 0);
  expect(() => open(file)).toThrow(refused('PDF_UNPARSABLE'));
});

test('P16 two sections that name each other', () => {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog >>');
  const second = file.length + 200;
  const first = file.table([1], `/Size 2 /Root 1 0 R /Prev ${second}`);
  file.raw(' '.repeat(second - file.length));
  file.table([1], `/Size 2 /Root 1 0 R /Prev ${first}`);
  expect(() => open(file)).toThrow(refused('PDF_UNPARSABLE'));
});

test('P16 a /Size that lies costs nothing', () => {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog >>');
  file.table([1], '/Size 9007199254740991 /Root 1 0 R');
  expect([...(open(file).revisions[0]?.objectNumbers() ?? [])]).toEqual([1]);
});

test('P16 a /Size that lies in a cross-reference stream', () => {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog >>');
  const section = file.stream(2, '/Type /XRef /W [1 3 1] /Size 9007199254740991 /Root 1 0 R', Buffer.from([1, 0, 0, 9, 0]));
  file.tail(section);
  expect(() => open(file)).toThrow(refused('PDF_UNPARSABLE'));
});

test('P16 more entries or revisions than the budget allows', () => {
  const { file, section } = onePage();
  expect(() => open(file, new Budget({ pdfXrefEntries: 3 }))).toThrow(expect.objectContaining({ limit: 'pdfXrefEntries' }));
  let prev = section;
  for (let i = 0; i < 5; i++) prev = file.tableOf('', `/Size 4 /Root 1 0 R /Prev ${prev}`);
  expect(() => open(file, new Budget({ pdfRevisions: 4 }))).toThrow(expect.objectContaining({ limit: 'pdfRevisions' }));
  expect(open(file).revisions).toHaveLength(6);
});

test('P17 a wrong startxref is not searched around', () => {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog >>');
  file.table([1], '/Size 2 /Root 1 0 R', { startxref: 20 });
  expect(() => open(file)).toThrow(refused('PDF_UNPARSABLE'));
});

test('P17 a table that counts from one instead of zero', () => {
  const file = new PdfFile();
  const catalog = file.object(1, '<< /Type /Catalog >>');
  file.tableOf(`1 2\n${row(0, 65535, 'f')}${row(catalog, 0, 'n')}`, '/Size 2 /Root 1 0 R');
  expect(() => open(file)).toThrow(refused('PDF_UNPARSABLE'));
});

test('P17 entries that lead beside their object', () => {
  const { file, section } = onePage();
  const beside = file.object(3, '<< /Type /Page >>') + 3;
  file.tableOf(`3 1\n${row(beside, 0, 'n')}2 1\n${row(9, 0, 'n')}`, `/Size 4 /Root 1 0 R /Prev ${section}`);
  const document = open(file);
  const revision = document.revisions.at(-1);
  expect(() => revision?.object(3)).toThrow(refused('PDF_OBJECT_UNREADABLE'));
  expect(() => revision?.object(2)).toThrow(refused('PDF_OBJECT_UNREADABLE'));
  expect(() => revision?.object(2)).toThrow(refused('PDF_OBJECT_UNREADABLE'));
  expect(document.findings).toMatchObject([{ code: 'PDF_OBJECT_UNREADABLE' }, { code: 'PDF_XREF_ENTRY_WRONG', object: 2, revision: 1 }]);
});

test('P17 two startxref: the older one names another section', () => {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog >>');
  const section = file.table([1], '/Size 2 /Root 1 0 R', { startxref: 3 });
  file.tableOf('', `/Size 2 /Root 1 0 R /Prev ${section}`);
  expect(codes(open(file).findings)).toEqual(['PDF_STARTXREF_WRONG']);
});

test('bytes between a table and its trailer, as signature wrapping puts them', () => {
  const { file, section } = onePage();
  const start = file.raw(
    `xref\n3 1\n${row(file.offsets.get(3) ?? 0, 0, 'n')}/ByteRange [0 1 2 3]\ntrailer\n<< /Size 4 /Root 1 0 R /Prev ${section} >>\n`,
  );
  file.tail(start);
  expect(codes(open(file).findings)).toEqual(['PDF_XREF_GARBAGE']);
});

function linearized(conflict: boolean): PdfFile {
  const file = new PdfFile();
  file.object(4, '<< /Linearized 1 /L 999 >>');
  const pageAt = file.length + 400;
  const main = pageAt + 200;
  const first = file.tableOf(`3 2\n${row(pageAt, 0, 'n')}${row(9, 0, 'n')}`, `/Size 5 /Root 1 0 R /Prev ${main}`, { startxref: 0 });
  file.raw(' '.repeat(pageAt - file.length));
  file.object(3, '<< /Type /Page >>');
  file.object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  file.object(2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
  file.raw(' '.repeat(main - file.length));
  const other = conflict ? `3 1\n${row(file.offsets.get(2) ?? 0, 0, 'n')}` : '';
  file.tableOf(
    `0 3\n${row(0, 65535, 'f')}${row(file.offsets.get(1) ?? 0, 0, 'n')}${row(file.offsets.get(2) ?? 0, 0, 'n')}${other}`,
    '/Size 3',
    { startxref: first },
  );
  return file;
}

test('P18 ✓ a linearized file is one revision', () => {
  const file = linearized(false);
  const document = open(file);
  expect(document.revisions).toMatchObject([{ end: file.length }]);
  expect([...(document.revisions[0]?.objectNumbers() ?? [])].sort()).toEqual([1, 2, 3, 4]);
  expect(codes(document.findings)).toEqual(['PDF_LINEARIZED']);
  expect(document.layoutFindings()).toEqual([]);
});

test('P18 a linearized file whose two sections differ', () => {
  expect(open(linearized(true)).findings).toMatchObject([{ code: 'PDF_LINEARIZED' }, { code: 'PDF_LINEARIZED_CONFLICT', object: 3 }]);
});

test('P18 a /Prev that leads forward in a file that is not linearized', () => {
  const bytes = Buffer.from(Buffer.from(linearized(false).bytes).toString('latin1').replace('Linearized', 'Linearised'), 'latin1');
  expect(() => openPdf(memorySource(bytes), new Budget())).toThrow(refused('PDF_UNPARSABLE'));
});

test('P19 a later revision frees an object or gives it another generation', () => {
  const { file, section } = onePage();
  const page = file.object(3, '<< /Type /Page /Evil true >>', 1);
  file.tableOf(`2 2\n${row(0, 1, 'f')}${row(page, 1, 'n')}`, `/Size 4 /Root 1 0 R /Prev ${section}`);
  const revision = open(file).revisions.at(-1);
  expect(revision?.changes.get(2)).toEqual({ kind: 'free', nextFree: 0, generation: 1 });
  expect([revision?.object(2), revision?.object(3, 0)]).toEqual([null, null]);
  expect(revision?.object(3, 1)).toMatchObject({ kind: 'dictionary' });
});

test('the /Length of a stream that was read leads back to the stream in a later revision', () => {
  const { file, section } = onePage();
  const stream = file.stream(4, '', Buffer.from('q Q'), '5 0 R');
  file.object(5, '3');
  const second = file.table([4, 5], `/Size 6 /Root 1 0 R /Prev ${section}`);
  file.object(5, '4 0 R');
  file.table([5], `/Size 6 /Root 1 0 R /Prev ${second}`);
  const document = open(file);
  expect(document.revisions[1]?.object(4)).toMatchObject({ kind: 'stream' });
  expect(() => document.revisions[2]?.object(4)).toThrow(refused('PDF_OBJECT_UNREADABLE'));
  expect(document.findings).toMatchObject([{ code: 'PDF_OBJECT_UNREADABLE', offset: stream }]);
});

test('an object without endobj, spaces behind the keyword stream, and CR alone there', () => {
  const { file, section } = onePage();
  for (const [number, eol] of [
    [4, ' \r\n'],
    [5, '\r'],
  ] as const) {
    file.offsets.set(number, file.raw(`${number} 0 obj\n<< /Length 3 >>\nstream${eol}abc\nendstream\nendobj\n`));
  }
  file.offsets.set(6, file.raw('6 0 obj\n(loose)\n'));
  file.offsets.set(7, file.raw('7 0 obj\n<< /Length 9 >>\nstream\rabc\nendstream\nendobj\n'));
  file.table([4, 5, 6, 7], `/Size 8 /Root 1 0 R /Prev ${section}`);
  const document = open(file);
  const revision = document.revisions.at(-1);
  expect(revision?.object(4)).toMatchObject({ kind: 'stream' });
  expect(revision?.object(5)).toMatchObject({ kind: 'stream' });
  expect(revision?.object(6)).toMatchObject({ kind: 'string' });
  expect(() => revision?.object(7)).toThrow(refused('PDF_OBJECT_UNREADABLE'));
  expect(codes(document.findings)).toEqual(['PDF_ENDOBJ_MISSING', 'PDF_OBJECT_UNREADABLE']);
});

test('a trailer without /Root, and /Prev 0', () => {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog >>');
  const section = file.table([1], '/Size 2 /Root 1 0 R /Prev 0');
  file.tableOf('', `/Size 2 /Prev ${section}`);
  const document = open(file);
  expect(document.revisions.at(-1)?.catalog.entries.size).toBe(1);
  expect(codes(document.findings)).toEqual(['PDF_PREV_ZERO', 'PDF_TRAILER_INCOMPLETE']);
});

test('an entry of a revision that leads into bytes which came later', () => {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog >>');
  file.offsets.set(2, 300);
  const section = file.table([1, 2], '/Size 3 /Root 1 0 R');
  file.raw(' '.repeat(300 - file.length));
  file.raw('2 0 obj\n(later)\nendobj\n');
  file.tableOf('', `/Size 3 /Root 1 0 R /Prev ${section}`);
  expect(open(file).findings).toMatchObject([{ code: 'PDF_ENTRY_BEYOND_REVISION', object: 2 }]);
});

test('P21 a signature that no cross-reference section names', () => {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog >>');
  file.object(7, '<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>');
  file.table([1], '/Size 2 /Root 1 0 R');
  expect(codes(open(file).layoutFindings())).toEqual(['PDF_UNLISTED_OBJECT', 'PDF_UNREFERENCED_SIGNATURE']);
});

test('P21 a signature behind the last revision', () => {
  const { file } = onePage();
  file.object(7, '<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>');
  expect(codes(open(file).layoutFindings())).toEqual(['PDF_UNLISTED_OBJECT', 'PDF_UNREFERENCED_SIGNATURE']);
});

test('an entry that leads into another object', () => {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog >>');
  const outer = file.stream(2, '', Buffer.from('3 0 obj (hidden) endobj'));
  file.offsets.set(3, outer + '2 0 obj\n<<  /Length 23 >>\nstream\n'.length);
  file.table([1, 2, 3], '/Size 4 /Root 1 0 R');
  expect(codes(open(file).layoutFindings())).toEqual(['PDF_OBJECTS_OVERLAP']);
});

function archive(): string {
  const local = `PK\x03\x04${'\0'.repeat(26)}`;
  const directory = `PK\x01\x02${'\0'.repeat(42)}`;
  return `${local}${directory}PK\x05\x06\0\0\0\0\x01\0\x01\0${String.fromCharCode(directory.length)}\0\0\0${'\0'.repeat(6)}`;
}

test.each([
  ['bytes before the header', Buffer.concat([Buffer.from('GIF89a'), onePage().file.bytes])],
  ['a ZIP archive behind the document', Buffer.concat([onePage().file.bytes, Buffer.from(archive(), 'latin1')])],
])('P36 %s', (_, bytes) => {
  expect(() => openPdf(memorySource(bytes), new Budget())).toThrow(refused('TYPE_AMBIGUOUS'));
});

test('white space before the header is a finding, and offsets count from the start of the file', () => {
  const file = new PdfFile('\n%PDF-1.4\n');
  file.object(1, '<< /Type /Catalog >>');
  file.table([1], '/Size 2 /Root 1 0 R');
  expect(codes(open(file).findings)).toEqual(['PDF_BYTES_BEFORE_HEADER']);
});

test('P36 ✓ an archive that is an attachment does not make the file one', () => {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog >>');
  file.stream(2, '', Buffer.from(archive(), 'latin1'));
  file.table([1, 2], '/Size 3 /Root 1 0 R');
  expect(open(file).revisions).toHaveLength(1);
});

test.each([
  ['nothing', ''],
  ['text', 'hello'],
  ['a header and nothing else', '%PDF-1.7\n'],
])('%s is no document', (_, content) => {
  expect(() => openPdf(memorySource(Buffer.from(content)), new Budget())).toThrow(
    refused(content.startsWith('%PDF') ? 'PDF_UNPARSABLE' : 'NOT_A_PDF'),
  );
});

test('P38 object streams that hold each other, and a stream whose length is inside itself', () => {
  const file = new PdfFile();
  const catalog = file.object(1, '<< /Type /Catalog >>');
  const loop = file.stream(4, '', Buffer.from('x'), '4 0 R');
  const section = file.xrefStream(
    5,
    [
      [1, 1, catalog, 0],
      [2, 2, 3, 0],
      [3, 2, 2, 0],
      [4, 1, loop, 0],
    ],
    '/Size 6 /Root 1 0 R',
  );
  file.tail(section);
  const revision = open(file).revisions[0];
  for (const number of [2, 3, 4]) expect(() => revision?.object(number)).toThrow(refused('PDF_OBJECT_UNREADABLE'));
});
