import { PdfError } from '../errors.js';
import { isDigit } from '../syntax/characters.js';
import { type Scanner, skipWhite, takeKeyword, takeUnsigned } from '../syntax/scanner.js';
import { readValue } from '../syntax/values.js';
import type { PdfDictionary, XrefEntry } from '../types.js';
import type { Reading } from './reading.js';

// "0000000000 00000 n" without its end of line: the least that one entry takes.
const ENTRY_BYTES = 18;
const GARBAGE_MOST = 64 * 1024;

/**
 * A cross-reference table and its trailer (ISO 32000 7.5.4, 7.5.5); the scanner stands behind the keyword xref. The entries
 * may have any white space between their parts, since writers differ in it; their numbers are taken as they are.
 */
export function readXrefTable(
  scanner: Scanner,
  reading: Reading,
  offset: number,
): { entries: Map<number, XrefEntry>; trailer: PdfDictionary; end: number } {
  const entries = new Map<number, XrefEntry>();
  for (;;) {
    skipWhite(scanner);
    if (takeKeyword(scanner, 'trailer')) break;
    if (entries.size > 0 && !isDigit(scanner.bytes.at(scanner.position))) {
      skipGarbage(scanner, reading);
      break;
    }
    readSubsection(scanner, reading, entries);
  }
  const trailer = readValue(scanner);
  if (typeof trailer !== 'object' || trailer?.kind !== 'dictionary')
    throw new PdfError('PDF_UNPARSABLE', 'The trailer is no dictionary', offset);
  return { entries, trailer, end: scanner.position };
}

function readSubsection(scanner: Scanner, reading: Reading, entries: Map<number, XrefEntry>): void {
  const at = scanner.position;
  const first = takeUnsigned(scanner);
  skipWhite(scanner);
  const count = takeUnsigned(scanner);
  if (first === undefined || count === undefined)
    throw new PdfError('PDF_UNPARSABLE', 'A cross-reference table has neither a subsection nor a trailer here', at);
  if (count * ENTRY_BYTES > reading.bytes.size - scanner.position)
    throw new PdfError('PDF_UNPARSABLE', 'A cross-reference table announces more entries than the file has room for', at);
  reading.budget.spend('pdfXrefEntries', count);
  for (let number = first; number < first + count; number++) {
    const entry = readEntry(scanner);
    if (entries.has(number)) {
      const message = `Object ${number} has two entries in one cross-reference table; the first one counts.`;
      reading.findings.push({ code: 'PDF_DUPLICATE_OBJECT', message, object: number, offset: at });
    } else {
      entries.set(number, entry);
    }
  }
}

// Signature wrapping puts bytes here, and lenient readers go on at the next line that begins with the keyword: so the
// document has to be seen as they see it, with the reason why it can't be trusted.
function skipGarbage(scanner: Scanner, reading: Reading): void {
  const start = scanner.position;
  const bytes = Buffer.from(reading.bytes.slice(start, start + GARBAGE_MOST)).toString('latin1');
  const trailer = /[\r\n]trailer(?=[\s<])/.exec(bytes);
  if (trailer === null) throw new PdfError('PDF_UNPARSABLE', 'A cross-reference table has neither a subsection nor a trailer here', start);
  reading.findings.push({
    code: 'PDF_XREF_GARBAGE',
    message: `${trailer.index} bytes stand between a cross-reference table and its trailer.`,
    offset: start,
  });
  scanner.position = start + trailer.index + trailer[0].length;
}

function readEntry(scanner: Scanner): XrefEntry {
  skipWhite(scanner);
  const at = scanner.position;
  const first = takeUnsigned(scanner);
  skipWhite(scanner);
  const generation = takeUnsigned(scanner);
  skipWhite(scanner);
  if (first !== undefined && generation !== undefined && !isDigit(scanner.bytes.at(scanner.position))) {
    if (takeKeyword(scanner, 'n')) return { kind: 'offset', offset: first, generation };
    if (takeKeyword(scanner, 'f')) return { kind: 'free', nextFree: first, generation };
  }
  throw new PdfError('PDF_UNPARSABLE', 'A cross-reference table has an entry that is none', at);
}
