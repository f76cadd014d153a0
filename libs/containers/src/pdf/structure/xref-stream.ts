import { PdfError } from '../errors.js';
import { decodeStream } from '../filters/decode.js';
import { readObjectBody, readObjectHeader } from '../syntax/indirect-object.js';
import type { PdfDictionary, PdfValue, XrefEntry } from '../types.js';
import { type Reading, scanFile } from './reading.js';

/**
 * A cross-reference stream (ISO 32000 7.5.8): its dictionary is the trailer. Everything in it has to be direct, since nothing
 * can be looked up yet. Throws `PdfError`.
 */
export function readXrefStream(reading: Reading, offset: number): { entries: Map<number, XrefEntry>; trailer: PdfDictionary; end: number } {
  const scanner = scanFile(reading, offset);
  const header = readObjectHeader(scanner);
  if (header === undefined) throw unparsable('There is no cross-reference section where one is said to be', offset);
  const object = readObjectBody(scanner, header, lengthOf);
  const stream = object.value;
  if (typeof stream !== 'object' || stream?.kind !== 'stream' || nameOf(stream.dictionary.entries.get('Type')) !== 'XRef') {
    throw unparsable('The object that should be a cross-reference stream is none', offset);
  }
  if (object.end === stream.span.end) throw unparsable('The /Length of a cross-reference stream is wrong', offset);
  reading.budget.within('pdfInflatedBytes', stream.span.end - stream.span.start);
  const raw = reading.bytes.slice(stream.span.start, stream.span.end);
  const data = decodeStream(raw, stream.dictionary, (value) => value ?? null, reading.budget);
  return { entries: readEntries(reading, stream.dictionary, data, offset), trailer: stream.dictionary, end: object.end };
}

function readEntries(reading: Reading, dictionary: PdfDictionary, data: Uint8Array, offset: number): Map<number, XrefEntry> {
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widthsOf(dictionary, offset);
  const width = typeWidth + secondWidth + thirdWidth;
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  for (const [first, count] of subsectionsOf(dictionary, offset)) {
    if (count * width > data.length - at) throw unparsable('A cross-reference stream announces more entries than it has', offset);
    reading.budget.spend('pdfXrefEntries', count);
    for (let number = first; number < first + count; number++, at += width) {
      const type = typeWidth === 0 ? 1 : readField(data, at, typeWidth);
      const second = readField(data, at + typeWidth, secondWidth);
      const third = readField(data, at + typeWidth + secondWidth, thirdWidth);
      const entry = entryOf(type, second, third);
      if (entries.has(number)) {
        const message = `Object ${number} has two entries in one cross-reference stream; the first one counts.`;
        reading.findings.push({ code: 'PDF_DUPLICATE_OBJECT', message, object: number, offset });
      } else {
        entries.set(number, entry);
      }
    }
  }
  return entries;
}

/** 7.5.8.3: other types are references to the null object, whatever an older section has there. */
function entryOf(type: number, second: number, third: number): XrefEntry {
  if (type === 0) return { kind: 'free', nextFree: second, generation: third };
  if (type === 1) return { kind: 'offset', offset: second, generation: third };
  return type === 2 ? { kind: 'compressed', stream: second, index: third } : { kind: 'free', nextFree: 0, generation: 0 };
}

function widthsOf(dictionary: PdfDictionary, offset: number): number[] {
  const widths = integersOf(dictionary.entries.get('W'));
  const total = widths?.reduce((sum, width) => sum + width, 0) ?? 0;
  if (widths?.length !== 3 || widths.some((width) => width > 8) || total === 0)
    throw unparsable('/W of a cross-reference stream is not three small numbers', offset);
  return widths;
}

function subsectionsOf(dictionary: PdfDictionary, offset: number): [number, number][] {
  const size = dictionary.entries.get('Size');
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
    throw unparsable('/Size of a cross-reference stream is no number', offset);
  const index = dictionary.entries.get('Index') ?? null;
  if (index === null) return [[0, size]];
  const numbers = integersOf(index);
  if (numbers === undefined || numbers.length % 2 !== 0)
    throw unparsable('/Index of a cross-reference stream is not pairs of numbers', offset);
  return Array.from({ length: numbers.length / 2 }, (_, pair) => [numbers[2 * pair] ?? 0, numbers[2 * pair + 1] ?? 0]);
}

function readField(data: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = at; i < at + width; i++) value = value * 256 + (data[i] ?? 0);
  return value;
}

function integersOf(value: PdfValue | undefined): number[] | undefined {
  if (typeof value !== 'object' || value?.kind !== 'array') return undefined;
  const numbers = value.items.filter((item) => typeof item === 'number' && Number.isSafeInteger(item) && item >= 0);
  return numbers.length === value.items.length ? (numbers as number[]) : undefined;
}

function lengthOf(length: PdfValue | undefined): number | undefined {
  return typeof length === 'number' && Number.isSafeInteger(length) && length >= 0 ? length : undefined;
}

function nameOf(value: PdfValue | undefined): string | undefined {
  return typeof value === 'object' && value?.kind === 'name' ? value.name : undefined;
}

function unparsable(message: string, offset: number): PdfError {
  return new PdfError('PDF_UNPARSABLE', message, offset);
}
