import type { PdfArray, PdfDictionary, PdfValue } from '../types.js';
import { CHAR, isDigit, isRegular } from './characters.js';
import { note, type Scanner, skipWhite, syntaxError, takeKeyword, takeUnsigned } from './scanner.js';
import { readHexString, readLiteralString, readName } from './strings.js';

const VALUES_PER_UNIT = 8;
const NO_DUPLICATES: readonly string[] = [];

/**
 * One direct value (ISO 32000 7.3), streams aside. Moves behind it. Throws `PdfError` PDF_OBJECT_UNREADABLE where there is
 * none, `LimitError` where it nests too deep or holds too many values.
 */
export function readValue(scanner: Scanner, depth = 0): PdfValue {
  scanner.budget.within('pdfDepth', depth);
  if (++scanner.values % VALUES_PER_UNIT === 0) scanner.budget.spend('pdfObjects');
  skipWhite(scanner);
  const byte = scanner.bytes.at(scanner.position);
  switch (byte) {
    case CHAR.SLASH:
      return readName(scanner);
    case CHAR.OPEN_PAREN:
      return readLiteralString(scanner);
    case CHAR.OPEN_BRACKET:
      return readArray(scanner, depth);
    case CHAR.LESS:
      return scanner.bytes.at(scanner.position + 1) === CHAR.LESS ? readDictionary(scanner, depth) : readHexString(scanner);
    default:
      return isDigit(byte) ? readNumberOrReference(scanner) : readWord(scanner);
  }
}

function readArray(scanner: Scanner, depth: number): PdfArray {
  const start = scanner.position++;
  const items: PdfValue[] = [];
  let reals = false;
  for (;;) {
    skipWhite(scanner);
    const byte = scanner.bytes.at(scanner.position);
    if (byte < 0) throw syntaxError(scanner, 'an array has no end', start);
    if (byte === CHAR.CLOSE_BRACKET) break;
    const at = scanner.position;
    const item = readValue(scanner, depth + 1);
    reals ||= Number.isInteger(item) && hasPoint(scanner, at);
    items.push(item);
  }
  scanner.position++;
  return reals ? { kind: 'array', items, integralReals: true } : { kind: 'array', items };
}

/** Whether the number that ends at the scanner's position was spelled as a real: `10.0` is no integer (ISO 32000-2 7.3.3). */
function hasPoint(scanner: Scanner, start: number): boolean {
  for (let at = start; at < scanner.position; at++) if (scanner.bytes.at(at) === CHAR.POINT) return true;
  return false;
}

function readDictionary(scanner: Scanner, depth: number): PdfDictionary {
  const start = scanner.position;
  scanner.position += 2;
  const entries = new Map<string, PdfValue>();
  let duplicates: string[] | undefined;
  const overwritten: PdfValue[] = [];
  for (;;) {
    skipWhite(scanner);
    const byte = scanner.bytes.at(scanner.position);
    if (byte < 0) throw syntaxError(scanner, 'a dictionary has no end', start);
    if (byte === CHAR.GREATER && scanner.bytes.at(scanner.position + 1) === CHAR.GREATER) break;
    if (byte !== CHAR.SLASH) throw syntaxError(scanner, 'a dictionary has something other than a name for a key');
    const keyAt = scanner.position;
    const key = readName(scanner).name;
    if (entries.has(key)) {
      (duplicates ??= []).push(key);
      overwritten.push(entries.get(key) ?? null);
      note(scanner, 'PDF_DUPLICATE_KEY', `The key /${key} stands twice in one dictionary.`, keyAt);
    }
    entries.set(key, readValue(scanner, depth + 1));
  }
  scanner.position += 2;
  return duplicates ? { kind: 'dictionary', entries, duplicates, overwritten } : { kind: 'dictionary', entries, duplicates: NO_DUPLICATES };
}

function readNumberOrReference(scanner: Scanner): PdfValue {
  const start = scanner.position;
  const number = takeUnsigned(scanner);
  if (number !== undefined && !isRegular(scanner.bytes.at(scanner.position))) {
    const end = scanner.position;
    skipWhite(scanner);
    const generation = takeUnsigned(scanner);
    if (generation !== undefined) {
      skipWhite(scanner);
      if (takeKeyword(scanner, 'R')) return { kind: 'reference', number, generation };
    }
    scanner.position = end;
    return number;
  }
  scanner.position = start;
  return readWord(scanner);
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const LONGEST_WORD = 400;

function readWord(scanner: Scanner): PdfValue {
  const start = scanner.position;
  let end = start;
  let word = '';
  for (let byte = scanner.bytes.at(end); isRegular(byte) && word.length < LONGEST_WORD; byte = scanner.bytes.at(++end))
    word += String.fromCharCode(byte);
  scanner.position = end;
  if (word === 'null') return null;
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (NUMBER.test(word)) return Number(word);
  throw syntaxError(scanner, word === '' ? 'a value is missing' : `"${printable(word)}" is no value`, start);
}

function printable(word: string): string {
  return word.slice(0, 20).replaceAll(/[^\x21-\x7e]/g, '?');
}
