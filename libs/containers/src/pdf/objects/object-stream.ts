import { memorySource } from '@sigillum/encoding';
import { PdfError } from '../errors.js';
import { PagedBytes } from '../syntax/paged-bytes.js';
import { type Scanner, skipWhite, takeUnsigned } from '../syntax/scanner.js';
import { readValue } from '../syntax/values.js';
import type { PdfStream, PdfValue } from '../types.js';
import type { Reading } from '../structure/reading.js';

/** The objects of an object stream (ISO 32000 7.5.7), each parsed when it is asked for. */
export interface ObjectStream {
  readonly numbers: readonly number[];
  value(index: number): PdfValue;
}

/** Reads the index of an object stream out of its decoded data. `count` is /N, `first` is /First. Throws `PdfError`. */
export function readObjectStream(reading: Reading, stream: PdfStream, data: Uint8Array, count: number, first: number): ObjectStream {
  const scanner = scanData(reading, data);
  // "1 0" and a space: the least that an entry of the index takes.
  if (count * 4 > first + 1 || first > data.length)
    throw new PdfError('PDF_OBJECT_UNREADABLE', 'An object stream announces more than it holds', stream.span.start);
  const numbers: number[] = [];
  const offsets: number[] = [];
  for (let i = 0; i < count; i++) {
    skipWhite(scanner);
    const number = takeUnsigned(scanner);
    skipWhite(scanner);
    const offset = takeUnsigned(scanner);
    if (number === undefined || offset === undefined)
      throw new PdfError('PDF_OBJECT_UNREADABLE', 'The index of an object stream holds something other than numbers', stream.span.start);
    numbers.push(number);
    offsets.push(first + offset);
  }
  const values = new Map<number, PdfValue>();
  return {
    numbers,
    value(index) {
      const known = values.get(index);
      if (known !== undefined) return known;
      reading.budget.spend('pdfObjects');
      scanner.object = numbers[index];
      scanner.position = offsets[index] ?? data.length;
      const value = readValue(scanner);
      values.set(index, value);
      return value;
    },
  };
}

function scanData(reading: Reading, data: Uint8Array): Scanner {
  const { budget, findings, names } = reading;
  return { bytes: new PagedBytes(memorySource(data)), budget, findings, names, spans: false, position: 0, values: 0, object: undefined };
}
