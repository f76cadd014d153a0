import type { PdfDictionary, PdfValue } from '../types.js';
import { CHAR } from './characters.js';
import { note, type Scanner, skipWhite, syntaxError, takeEndOfLine, takeKeyword, takeUnsigned } from './scanner.js';
import { readValue } from './values.js';

/** An indirect object where it stands in the file; `end` is the offset behind its `endobj`. */
export interface IndirectObject {
  readonly number: number;
  readonly generation: number;
  readonly start: number;
  readonly end: number;
  readonly value: PdfValue;
}

export interface ObjectHeader {
  readonly number: number;
  readonly generation: number;
  readonly start: number;
}

/** `12 0 obj` at the scanner's place, white space before it allowed; undefined where there is none. */
export function readObjectHeader(scanner: Scanner): ObjectHeader | undefined {
  skipWhite(scanner);
  const start = scanner.position;
  const number = takeUnsigned(scanner);
  if (number === undefined) return undefined;
  skipWhite(scanner);
  const generation = takeUnsigned(scanner);
  if (generation === undefined) return undefined;
  skipWhite(scanner);
  // The value may follow without a space ("obj<<"); a digit may not.
  if (!takeKeyword(scanner, 'obj')) return undefined;
  return { number, generation, start };
}

/**
 * What follows the header of an indirect object (ISO 32000 7.3.10). `lengthOf` turns the /Length of a stream into a number.
 * Throws `PdfError` PDF_OBJECT_UNREADABLE; nothing is searched for where a keyword or a length is wrong.
 */
export function readObjectBody(
  scanner: Scanner,
  header: ObjectHeader,
  lengthOf: (length: PdfValue | undefined) => number | undefined,
): IndirectObject {
  scanner.budget.spend('pdfObjects');
  scanner.object = header.number;
  skipWhite(scanner);
  const direct = takeKeyword(scanner, 'endobj') ? undefined : readValue(scanner);
  if (direct === undefined) return { ...header, end: scanner.position, value: null };
  skipWhite(scanner);
  const isDictionary = typeof direct === 'object' && direct?.kind === 'dictionary';
  if (isDictionary && scanner.bytes.matches(scanner.position, 'stream'))
    return readStream(scanner, header, direct, lengthOf(direct.entries.get('Length')));
  return { ...header, value: direct, end: endOfObject(scanner, header) };
}

function readStream(scanner: Scanner, header: ObjectHeader, dictionary: PdfDictionary, length: number | undefined): IndirectObject {
  scanner.position += 'stream'.length;
  const start = startOfData(scanner);
  if (length === undefined) throw syntaxError(scanner, 'a stream has no usable /Length', start);
  const end = start + length;
  if (end > scanner.bytes.size) throw syntaxError(scanner, 'a stream is longer than the file', start);
  const value = { kind: 'stream', dictionary, span: { start, end } } as const;
  scanner.position = end;
  skipStreamEnd(scanner);
  if (takeKeyword(scanner, 'endstream')) return { ...header, value, end: endOfObject(scanner, header) };
  if (scanner.bytes.at(start - 1) !== CHAR.LF) throw syntaxError(scanner, 'the keyword stream is not followed by an end of line', start);
  // The data are what /Length says; where the object ends is not looked for.
  note(scanner, 'PDF_STREAM_LENGTH_WRONG', 'The /Length of a stream does not lead to its endstream.', start);
  return { ...header, value, end };
}

// 7.3.8.1: CR LF or LF. Some writers put spaces before it, or CR alone, and then the /Length has to prove them right.
function startOfData(scanner: Scanner): number {
  while (scanner.bytes.at(scanner.position) === CHAR.SPACE) scanner.position++;
  if (!takeEndOfLine(scanner)) throw syntaxError(scanner, 'the keyword stream is not followed by an end of line');
  return scanner.position;
}

// Without its endobj an object ends where its value does; nothing is looked for.
function endOfObject(scanner: Scanner, header: ObjectHeader): number {
  const valueEnd = scanner.position;
  skipWhite(scanner);
  if (takeKeyword(scanner, 'endobj')) return scanner.position;
  note(scanner, 'PDF_ENDOBJ_MISSING', 'An object has no endobj.', header.start);
  return valueEnd;
}

function skipStreamEnd(scanner: Scanner): void {
  // A comment can't stand here: the bytes before endstream belong to the data.
  for (
    let byte = scanner.bytes.at(scanner.position);
    byte === CHAR.CR || byte === CHAR.LF || byte === CHAR.SPACE;
    byte = scanner.bytes.at(++scanner.position)
  );
}
