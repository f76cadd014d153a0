import type { Budget } from '@sigillum/encoding';
import { PdfError } from '../errors.js';
import { CHAR, hexDigit, isWhite } from '../syntax/characters.js';

/** ASCIIHexDecode (ISO 32000 7.4.2): up to the `>`; an odd last digit is followed by 0. */
export function decodeAsciiHex(data: Uint8Array, budget: Budget): Uint8Array {
  budget.spend('pdfInflatedBytes', data.length >> 1);
  const output = new Uint8Array((data.length + 1) >> 1);
  let digits = 0;
  for (const byte of data) {
    if (byte === CHAR.GREATER) break;
    if (isWhite(byte)) continue;
    const digit = hexDigit(byte);
    if (digit < 0) throw new PdfError('PDF_STREAM_DAMAGED', 'ASCIIHex data hold another character.');
    output[digits >> 1] = (output[digits >> 1] ?? 0) | (digits % 2 === 0 ? digit << 4 : digit);
    digits++;
  }
  return output.subarray(0, (digits + 1) >> 1);
}

const TILDE = 0x7e;
const LETTER_Z = 0x7a;
const FIRST = 0x21;

/** ASCII85Decode (7.4.3): up to the `~>`. */
export function decodeAscii85(data: Uint8Array, budget: Budget): Uint8Array {
  const output: number[] = [];
  let group: number[] = [];
  for (const byte of data) {
    if (byte === TILDE) break;
    if (isWhite(byte)) continue;
    if (byte === LETTER_Z && group.length === 0) {
      output.push(0, 0, 0, 0);
      budget.spend('pdfInflatedBytes', 4);
      continue;
    }
    if (byte < FIRST || byte > FIRST + 84) throw new PdfError('PDF_STREAM_DAMAGED', 'ASCII85 data hold another character.');
    group.push(byte - FIRST);
    if (group.length < 5) continue;
    output.push(...groupBytes(group, 4));
    budget.spend('pdfInflatedBytes', 4);
    group = [];
  }
  if (group.length === 1) throw new PdfError('PDF_STREAM_DAMAGED', 'ASCII85 data end inside a group.');
  if (group.length > 1) {
    const bytes = group.length - 1;
    output.push(...groupBytes([...group, ...Array.from({ length: 5 - group.length }, () => 84)], bytes));
  }
  return Uint8Array.from(output);
}

function groupBytes(group: readonly number[], bytes: number): number[] {
  const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
  if (value > 0xffffffff) throw new PdfError('PDF_STREAM_DAMAGED', 'A group of ASCII85 data is too large.');
  return Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** (3 - i)) % 256);
}
