import type { Budget } from '@sigillum/encoding';
import { PdfError } from '../errors.js';
import { CHAR, isDigit, isRegular, isWhite } from './characters.js';
import type { PdfFinding, PdfFindingCode, PdfName } from '../types.js';
import type { PagedBytes } from './paged-bytes.js';

/** A place in bytes that moves on while tokens are read. */
export interface Scanner {
  readonly bytes: PagedBytes;
  readonly budget: Budget;
  /** Whether strings are to know their place: offsets mean nothing inside an object stream. */
  readonly spans: boolean;
  position: number;
  /** Values read so far; each eighth one is charged like an object. */
  values: number;
  /** The indirect object that is being read. */
  object: number | undefined;
  readonly findings: PdfFinding[];
  readonly names: Map<string, PdfName>;
}

/** Adds a finding about the object that is being read. */
export function note(scanner: Scanner, code: PdfFindingCode, message: string, offset: number): void {
  const place = scanner.spans ? { offset } : {};
  scanner.findings.push({ code, message, ...place, ...(scanner.object === undefined ? {} : { object: scanner.object }) });
}

/** The error for bytes that are no object. */
export function syntaxError(scanner: Scanner, message: string, offset = scanner.position): PdfError {
  return new PdfError('PDF_OBJECT_UNREADABLE', message, scanner.spans ? offset : undefined);
}

/** Moves over white space and comments (ISO 32000 7.2.3, 7.2.4). */
export function skipWhite(scanner: Scanner): void {
  const { bytes } = scanner;
  for (;;) {
    const byte = bytes.at(scanner.position);
    if (isWhite(byte)) scanner.position++;
    else if (byte === CHAR.PERCENT) skipComment(scanner);
    else return;
  }
}

function skipComment(scanner: Scanner): void {
  for (;;) {
    const byte = scanner.bytes.at(scanner.position);
    if (byte < 0 || byte === CHAR.CR || byte === CHAR.LF) return;
    scanner.position++;
  }
}

/** Moves over `keyword` if it stands here as a whole token. */
export function takeKeyword(scanner: Scanner, keyword: string): boolean {
  if (!scanner.bytes.matches(scanner.position, keyword)) return false;
  if (isRegular(scanner.bytes.at(scanner.position + keyword.length))) return false;
  scanner.position += keyword.length;
  return true;
}

/** Moves over the digits that stand here; undefined (and no move) where there are none, or more than a safe integer has. */
export function takeUnsigned(scanner: Scanner): number | undefined {
  let end = scanner.position;
  let value = 0;
  for (let byte = scanner.bytes.at(end); isDigit(byte); byte = scanner.bytes.at(++end)) {
    value = value * 10 + (byte - CHAR.ZERO);
    if (!Number.isSafeInteger(value)) return undefined;
  }
  if (end === scanner.position) return undefined;
  scanner.position = end;
  return value;
}

/** Moves over one end of line: CR LF, LF or CR. */
export function takeEndOfLine(scanner: Scanner): boolean {
  const byte = scanner.bytes.at(scanner.position);
  if (byte !== CHAR.CR && byte !== CHAR.LF) return false;
  scanner.position++;
  if (byte === CHAR.CR && scanner.bytes.at(scanner.position) === CHAR.LF) scanner.position++;
  return true;
}
