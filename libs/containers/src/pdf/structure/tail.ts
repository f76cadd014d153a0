import { isWhite } from '../syntax/characters.js';
import { skipWhite, takeEndOfLine, takeKeyword, takeUnsigned } from '../syntax/scanner.js';
import { type Reading, scanFile } from './reading.js';

/** `startxref`, an offset and `%%EOF` (ISO 32000 7.5.5): how a revision ends. */
export interface Tail {
  readonly keywordAt: number;
  readonly startxref: number;
  /** Behind `%%EOF`; behind the number where the marker is missing. */
  readonly markerEnd: number;
  /** Behind the end-of-line that follows. */
  readonly end: number;
  readonly hasMarker: boolean;
}

const KEYWORD = 'startxref';
const MARKER = '%%EOF';
const SEARCH_WINDOWS = [4 * 1024, 1024 * 1024];
const MOST_TAILS = 16;

/** The tail at `position`, white space and comments before it allowed. */
export function readTail(reading: Reading, position: number): Tail | undefined {
  const scanner = scanFile(reading, position);
  skipWhite(scanner);
  const keywordAt = scanner.position;
  if (!takeKeyword(scanner, KEYWORD)) return undefined;
  while (isWhite(reading.bytes.at(scanner.position))) scanner.position++;
  const startxref = takeUnsigned(scanner);
  if (startxref === undefined) return undefined;
  const numberEnd = scanner.position;
  while (isWhite(reading.bytes.at(scanner.position))) scanner.position++;
  const hasMarker = reading.bytes.matches(scanner.position, MARKER);
  scanner.position = hasMarker ? scanner.position + MARKER.length : numberEnd;
  const markerEnd = scanner.position;
  takeEndOfLine(scanner);
  return { keywordAt, startxref, markerEnd, end: scanner.position, hasMarker };
}

/**
 * The tails at the end of the file, the last one first. Only the last mebibyte is searched: what stands behind the last
 * tail that counts can't be a part of the document.
 */
export function* lastTails(reading: Reading): Generator<Tail> {
  const { size } = reading.bytes;
  let before = size;
  let found = 0;
  for (const window of SEARCH_WINDOWS) {
    const start = Math.max(0, size - window);
    if (before <= start) continue;
    const bytes = Buffer.from(reading.bytes.slice(start, size));
    for (let at = bytes.lastIndexOf(KEYWORD, before - start - 1); at >= 0; at = bytes.lastIndexOf(KEYWORD, at - 1)) {
      before = start + at;
      const tail = readTail(reading, before);
      if (tail !== undefined) yield tail;
      if (++found >= MOST_TAILS) return;
      if (at === 0) break;
    }
  }
}

/** The first tail between two offsets that names the section at `section`. */
export function findTail(reading: Reading, from: number, to: number, section: number): Tail | undefined {
  const next = readTail(reading, from);
  if (next !== undefined && next.startxref === section) return next;
  const bytes = Buffer.from(reading.bytes.slice(from, Math.min(to, from + (SEARCH_WINDOWS[1] ?? 0))));
  for (let at = bytes.indexOf(KEYWORD); at >= 0; at = bytes.indexOf(KEYWORD, at + 1)) {
    const tail = readTail(reading, from + at);
    if (tail?.startxref === section) return tail;
  }
  return next;
}
