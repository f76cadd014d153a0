import { deflateSync } from 'node:zlib';
import { Budget, LimitError, memorySource } from '@sigillum/encoding';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PdfError } from './errors.js';
import { openPdf } from './open.js';
import { PdfFile } from './spec-support/pdf-file.js';

// One small file with everything in it: table, update by stream, hybrid update, object stream, filters, a signature.
function everything(): Uint8Array {
  const file = new PdfFile();
  file.object(1, '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>');
  file.object(2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
  file.object(3, '<< /Type /Page /Parent 2 0 R /Contents 6 0 R >>');
  file.object(4, '<< /FT /Sig /T (One) /V 5 0 R >>');
  file.object(5, '<< /Type /Sig /ByteRange [0 10 20 30] /Contents <3080> /Reason (a\\(b) >>');
  file.stream(6, '/Filter [/ASCIIHexDecode /FlateDecode]', Buffer.from(`${deflateSync('q Q').toString('hex')}>`), '7 0 R');
  file.object(7, String(deflateSync('q Q').length * 2 + 1));
  const first = file.table([1, 2, 3, 4, 5, 6, 7], '/Size 8 /Root 1 0 R');
  file.objectStream(8, [
    [9, '[1 2 3]'],
    [3, '<< /Type /Page /Parent 2 0 R /Rotate 90 >>'],
  ]);
  const second = file.xrefStream(
    10,
    [
      [3, 2, 8, 1],
      [8, 1, file.offsets.get(8) ?? 0, 0],
      [9, 2, 8, 0],
    ],
    `/Size 11 /Root 1 0 R /Prev ${first}`,
  );
  file.tail(second);
  const hidden = file.xrefStream(11, [[9, 1, file.offsets.get(2) ?? 0, 0]], '/Size 12 /Root 1 0 R');
  file.tableOf('', `/Size 12 /Root 1 0 R /Prev ${second} /XRefStm ${hidden}`);
  return file.bytes;
}

const LIMITS = { pdfObjects: 2_000, pdfInflatedBytes: 1_000_000, pdfXrefEntries: 2_000, pdfRevisions: 20 };

/** Opens the document and asks for everything in it; whether it opened. */
function exercise(bytes: Uint8Array, budget: Budget): boolean {
  const tolerate = (error: unknown): false => {
    if (error instanceof PdfError || error instanceof LimitError) return false;
    throw error;
  };
  try {
    const document = openPdf(memorySource(bytes), budget);
    document.layoutFindings();
    for (const revision of document.revisions) {
      for (const number of revision.objectNumbers()) {
        try {
          const value = revision.object(number);
          if (typeof value === 'object' && value?.kind === 'stream') revision.streamData(value);
        } catch (error) {
          tolerate(error);
        }
      }
    }
    return true;
  } catch (error) {
    return tolerate(error);
  }
}

const original = everything();

test('the document that is damaged below is whole', () => {
  const document = openPdf(memorySource(original), new Budget());
  expect(document.revisions.map((revision) => [...revision.changes.keys()].length)).toEqual([8, 4, 2]);
  expect(document.revisions[1]?.object(9)).toMatchObject({ kind: 'array', items: [1, 2, 3] });
  expect(exercise(original, new Budget(LIMITS))).toBe(true);
});

const splice = fc.record({
  at: fc.nat(original.length - 1),
  remove: fc.nat(12),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 8 }),
    fc
      .constantFrom(
        'obj',
        'endobj',
        'stream',
        '<<',
        '>>',
        '[',
        '(',
        '9999999999',
        '0',
        '-1',
        ' 0 R',
        '/Prev 0',
        'xref\n',
        'trailer',
        'startxref',
        '%%EOF',
        '/Length 1',
        'null',
      )
      .map((text) => Buffer.from(text)),
  ),
});

test('damaged documents throw nothing but PdfError and LimitError, and spend no more than the budget', () => {
  let opened = 0;
  fc.assert(
    fc.property(fc.array(splice, { minLength: 1, maxLength: 4 }), (splices) => {
      let bytes = Buffer.from(original);
      for (const { at, remove, insert } of splices) bytes = Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
      const budget = new Budget(LIMITS);
      if (exercise(bytes, budget)) opened++;
      for (const limit of ['pdfObjects', 'pdfXrefEntries'] as const) {
        if (budget.spent(limit) > LIMITS[limit] + 1) throw new Error(`${limit}: ${budget.spent(limit)} spent`);
      }
    }),
    { numRuns: 500 },
  );
  expect(opened).toBeGreaterThan(0);
});

test('any bytes behind a header', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      exercise(Buffer.concat([Buffer.from('%PDF-1.7\n'), bytes, Buffer.from('startxref\n9\n%%EOF')]), new Budget(LIMITS));
    }),
    { numRuns: 200 },
  );
});
