import type { PdfName, PdfString } from '../types.js';
import { CHAR, hexDigit, isRegular, isWhite } from './characters.js';
import { type Scanner, syntaxError, takeEndOfLine } from './scanner.js';

/** A name (ISO 32000 7.3.5); the scanner stands on the slash. */
export function readName(scanner: Scanner): PdfName {
  const { bytes } = scanner;
  const start = scanner.position + 1;
  let position = start;
  let escaped = false;
  for (let byte = bytes.at(position); isRegular(byte); byte = bytes.at(++position)) escaped ||= byte === CHAR.HASH;
  scanner.position = position;
  const written = bytes.text(start, position);
  // A number sign without two digits stands for itself, as PDF 1.0 had it.
  const name = escaped
    ? written.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)))
    : written;
  const known = scanner.names.get(name);
  if (known !== undefined) return known;
  const fresh: PdfName = { kind: 'name', name };
  scanner.names.set(name, fresh);
  return fresh;
}

// 7.2.3, table 1.
const WHITE = /[\0\t\n\f\r ]/g;

/** A hexadecimal string (7.3.4.3); the scanner stands on the `<`. */
export function readHexString(scanner: Scanner): PdfString {
  const start = scanner.position;
  const { bytes } = scanner;
  let clean = true;
  let digits = 0;
  let end = start + 1;
  for (let byte = bytes.at(end); byte !== CHAR.GREATER; byte = bytes.at(++end)) {
    if (hexDigit(byte) >= 0) digits++;
    else if (isWhite(byte)) clean = false;
    else throw syntaxError(scanner, byte < 0 ? 'a hexadecimal string has no end' : 'a hexadecimal string holds another character', end);
  }
  const written = bytes.text(start + 1, end);
  const pairs = clean ? written : written.replaceAll(WHITE, '');
  // 7.3.4.3: where the last digit is missing, it is 0.
  const value = new Uint8Array(Buffer.from(digits % 2 === 0 ? pairs : `${pairs}0`, 'hex'));
  scanner.position = end + 1;
  const text: PdfString = { kind: 'string', bytes: value, hex: true, cleanHex: clean && digits % 2 === 0 };
  return scanner.spans ? { ...text, span: { start, end: end + 1 } } : text;
}

const ESCAPES = new Map([
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['b', 0x08],
  ['f', 0x0c],
]);

/** A literal string (7.3.4.2); the scanner stands on the `(`. */
export function readLiteralString(scanner: Scanner): PdfString {
  const plain = readPlainString(scanner);
  if (plain !== undefined) return plain;
  const start = scanner.position++;
  const value: number[] = [];
  for (let open = 1; ;) {
    const byte = scanner.bytes.at(scanner.position);
    if (byte < 0) throw syntaxError(scanner, 'a literal string has no end', start);
    if (byte === CHAR.BACKSLASH) {
      readEscape(scanner, value);
      continue;
    }
    if (takeEndOfLine(scanner)) {
      value.push(CHAR.LF);
      continue;
    }
    scanner.position++;
    if (byte === CHAR.OPEN_PAREN) open++;
    if (byte === CHAR.CLOSE_PAREN && --open === 0) break;
    value.push(byte);
  }
  return literal(scanner, Uint8Array.from(value), start);
}

// Nearly every string has neither escapes nor parentheses nor line ends: its bytes are what stands there.
function readPlainString(scanner: Scanner): PdfString | undefined {
  const start = scanner.position;
  let end = start + 1;
  for (let byte = scanner.bytes.at(end); byte !== CHAR.CLOSE_PAREN; byte = scanner.bytes.at(++end)) {
    if (byte < 0 || byte === CHAR.BACKSLASH || byte === CHAR.OPEN_PAREN || byte === CHAR.CR) return undefined;
  }
  scanner.position = end + 1;
  return literal(scanner, new Uint8Array(scanner.bytes.slice(start + 1, end)), start);
}

function literal(scanner: Scanner, bytes: Uint8Array, start: number): PdfString {
  if (!scanner.spans) return { kind: 'string', bytes, hex: false };
  return { kind: 'string', bytes, hex: false, span: { start, end: scanner.position } };
}

function readEscape(scanner: Scanner, value: number[]): void {
  scanner.position++;
  if (takeEndOfLine(scanner)) return;
  let octal = 0;
  let digits = 0;
  for (
    let byte = scanner.bytes.at(scanner.position);
    digits < 3 && byte >= 0x30 && byte <= 0x37;
    byte = scanner.bytes.at(scanner.position)
  ) {
    octal = octal * 8 + (byte - CHAR.ZERO);
    digits++;
    scanner.position++;
  }
  if (digits > 0) {
    value.push(octal & 0xff);
    return;
  }
  const byte = scanner.bytes.at(scanner.position);
  if (byte < 0) return;
  value.push(ESCAPES.get(String.fromCharCode(byte)) ?? byte);
  scanner.position++;
}
