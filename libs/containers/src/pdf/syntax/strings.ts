import type { PdfName, PdfString } from '../types.js';
import { CHAR, hexDigit, isRegular, isWhite } from './characters.js';
import { type Scanner, syntaxError, takeEndOfLine } from './scanner.js';

/** A name (ISO 32000 7.3.5); the scanner stands on the slash. */
export function readName(scanner: Scanner): PdfName {
  const { bytes } = scanner;
  let name = '';
  let position = scanner.position + 1;
  for (let byte = bytes.at(position); isRegular(byte); byte = bytes.at(position)) {
    const high = byte === CHAR.HASH ? hexDigit(bytes.at(position + 1)) : -1;
    const low = high < 0 ? -1 : hexDigit(bytes.at(position + 2));
    // A number sign without two digits stands for itself, as PDF 1.0 had it.
    name += String.fromCharCode(low < 0 ? byte : high * 16 + low);
    position += low < 0 ? 1 : 3;
  }
  scanner.position = position;
  return { kind: 'name', name };
}

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
  const value = new Uint8Array((digits + 1) >> 1);
  let at = 0;
  for (let i = start + 1; i < end; i++) {
    const digit = hexDigit(bytes.at(i));
    if (digit < 0) continue;
    value[at >> 1] = (value[at >> 1] ?? 0) | (at % 2 === 0 ? digit << 4 : digit);
    at++;
  }
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
  const text: PdfString = { kind: 'string', bytes: Uint8Array.from(value), hex: false };
  return scanner.spans ? { ...text, span: { start, end: scanner.position } } : text;
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
