import { PdfError } from '../errors.js';
import { skipWhite, takeKeyword } from '../syntax/scanner.js';
import type { PdfDictionary, XrefEntry } from '../types.js';
import { type Reading, scanFile } from './reading.js';
import { readXrefStream } from './xref-stream.js';
import { readXrefTable } from './xref-table.js';

/** One cross-reference section with its trailer dictionary (ISO 32000 7.5.4, 7.5.8). */
export interface XrefSection {
  readonly offset: number;
  /** Behind the trailer dictionary, or behind the endobj of the cross-reference stream. */
  readonly end: number;
  readonly kind: 'table' | 'stream';
  readonly trailer: PdfDictionary;
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly prev: number | undefined;
  /** What the cross-reference stream of a hybrid-reference file (7.5.8.4) adds. */
  readonly hybrid: ReadonlyMap<number, XrefEntry> | undefined;
  /** The section itself, and the stream beside it. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
}

/** The section at `offset`. Throws `PdfError` PDF_UNPARSABLE where there is none, `LimitError` where it is too large. */
export function readSection(reading: Reading, offset: number): XrefSection {
  try {
    return readAnySection(reading, offset);
  } catch (cause) {
    if (!(cause instanceof PdfError) || cause.code === 'PDF_UNPARSABLE') throw cause;
    throw new PdfError('PDF_UNPARSABLE', `The cross-reference section can't be read: ${cause.message}`, offset, { cause });
  }
}

function readAnySection(reading: Reading, offset: number): XrefSection {
  if (offset >= reading.bytes.size)
    throw new PdfError('PDF_UNPARSABLE', 'A cross-reference section is said to stand behind the end of the file', offset);
  const scanner = scanFile(reading, offset);
  skipWhite(scanner);
  if (!takeKeyword(scanner, 'xref')) {
    const stream = readXrefStream(reading, offset);
    return {
      offset,
      kind: 'stream',
      prev: offsetIn(reading, stream.trailer, 'Prev', offset),
      hybrid: undefined,
      places: [{ start: offset, end: stream.end }],
      ...stream,
    };
  }
  const table = readXrefTable(scanner, reading, offset);
  const hybridAt = offsetIn(reading, table.trailer, 'XRefStm', offset);
  const hybrid = hybridAt === undefined ? undefined : readXrefStream(reading, hybridAt);
  if (hybrid !== undefined) {
    reading.findings.push({
      code: 'PDF_HYBRID_XREF',
      message: 'A cross-reference table has a hidden cross-reference stream beside it (/XRefStm).',
      offset,
    });
  }
  const places = [{ start: offset, end: table.end }];
  if (hybrid !== undefined && hybridAt !== undefined) places.push({ start: hybridAt, end: hybrid.end });
  return { offset, kind: 'table', prev: offsetIn(reading, table.trailer, 'Prev', offset), hybrid: hybrid?.entries, places, ...table };
}

function offsetIn(reading: Reading, trailer: PdfDictionary, key: string, at: number): number | undefined {
  const value = trailer.entries.get(key) ?? null;
  if (value === null) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new PdfError('PDF_UNPARSABLE', `/${key} of a trailer is no offset`, at);
  // The header stands at 0: writers mean that there is none.
  if (value === 0) reading.findings.push({ code: 'PDF_PREV_ZERO', message: `/${key} of a trailer is 0.`, offset: at });
  return value === 0 ? undefined : value;
}
