import type { Budget } from '@sigillum/encoding';
import { PdfError } from '../errors.js';

const END = 128;

/** RunLengthDecode (ISO 32000 7.4.5). */
export function decodeRunLength(data: Uint8Array, budget: Budget): Uint8Array {
  const output: Uint8Array[] = [];
  for (let at = 0; at < data.length;) {
    const length = data[at++] ?? END;
    if (length === END) break;
    const count = length < END ? length + 1 : 257 - length;
    const taken = length < END ? count : 1;
    if (at + taken > data.length) throw new PdfError('PDF_STREAM_DAMAGED', 'Run-length data end inside a run.');
    budget.spend('pdfInflatedBytes', count);
    output.push(length < END ? data.subarray(at, at + count) : new Uint8Array(count).fill(data[at] ?? 0));
    at += taken;
  }
  return Buffer.concat(output);
}
