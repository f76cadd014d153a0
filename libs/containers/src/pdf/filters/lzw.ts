import type { Budget } from '@sigillum/encoding';
import { PdfError } from '../errors.js';

const CLEAR = 256;
const END = 257;
const MOST_CODES = 4096;

/** LZWDecode (ISO 32000 7.4.4.2): codes of 9 to 12 bits, the first bit highest. `earlyChange` is 1 where a code grows one entry early. */
export function decodeLzw(data: Uint8Array, earlyChange: number, budget: Budget): Uint8Array {
  const output: Uint8Array[] = [];
  let table: Uint8Array[] = [];
  let previous: Uint8Array | undefined;
  let width = 9;
  const reset = (): void => {
    table = Array.from({ length: END + 1 }, (_, code) => (code < CLEAR ? Uint8Array.of(code) : new Uint8Array(0)));
    previous = undefined;
    width = 9;
  };
  reset();
  for (const nextCode = bitReader(data); ;) {
    const code = nextCode(width);
    if (code === undefined || code === END) return Buffer.concat(output);
    if (code === CLEAR) {
      reset();
      continue;
    }
    const known = table[code];
    if (known === undefined && (previous === undefined || code !== table.length))
      throw new PdfError('PDF_STREAM_DAMAGED', 'LZW data name a code that is not defined yet.');
    const grown = previous === undefined ? undefined : Uint8Array.of(...previous, (known ?? previous)[0] ?? 0);
    const entry = known ?? grown ?? new Uint8Array(0);
    budget.spend('pdfInflatedBytes', entry.length);
    output.push(entry);
    if (grown !== undefined && table.length < MOST_CODES) table.push(grown);
    previous = entry;
    if (table.length + earlyChange >= 1 << width && width < 12) width++;
  }
}

function bitReader(data: Uint8Array): (width: number) => number | undefined {
  let at = 0;
  let bits = 0;
  let held = 0;
  return (width) => {
    while (held < width) {
      const byte = data[at++];
      if (byte === undefined) return undefined;
      bits = ((bits << 8) | byte) & 0xffffff;
      held += 8;
    }
    held -= width;
    return (bits >> held) & ((1 << width) - 1);
  };
}
