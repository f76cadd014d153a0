import type { Budget } from '@sigillum/encoding';
import { PdfError } from '../errors.js';
import type { PdfDictionary, PdfValue } from '../types.js';
import { decodeAscii85, decodeAsciiHex } from './ascii.js';
import { inflate } from './flate.js';
import { decodeLzw } from './lzw.js';
import { undoPredictor } from './predictor.js';
import { decodeRunLength } from './run-length.js';

/** Follows references; the identity where none may stand. */
export type Resolve = (value: PdfValue | undefined) => PdfValue;

const MOST_FILTERS = 16;

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  AHx: 'ASCIIHexDecode',
  A85: 'ASCII85Decode',
  LZW: 'LZWDecode',
  Fl: 'FlateDecode',
  RL: 'RunLengthDecode',
};

/**
 * Data of a stream after its filters (ISO 32000 7.4). What the filters produce is charged as `pdfInflatedBytes`. Throws
 * `PdfError` PDF_FILTER_UNSUPPORTED for image codecs and the like, PDF_STREAM_DAMAGED where the data are not what a filter
 * demands, `LimitError`.
 */
export function decodeStream(raw: Uint8Array, dictionary: PdfDictionary, resolve: Resolve, budget: Budget): Uint8Array {
  const filters = listOf(resolve(dictionary.entries.get('Filter')), resolve);
  const parameters = listOf(resolve(dictionary.entries.get('DecodeParms')), resolve);
  if (filters.length > MOST_FILTERS) throw new PdfError('PDF_STREAM_DAMAGED', `A stream has ${filters.length} filters.`);
  let data = raw;
  filters.forEach((filter, index) => {
    data = applyFilter(data, filter, parameters[index] ?? null, resolve, budget);
  });
  return data;
}

function listOf(value: PdfValue, resolve: Resolve): PdfValue[] {
  if (value === null) return [];
  if (typeof value === 'object' && value.kind === 'array') return value.items.map((item) => resolve(item));
  return [value];
}

function applyFilter(data: Uint8Array, filter: PdfValue, parameters: PdfValue, resolve: Resolve, budget: Budget): Uint8Array {
  const name = typeof filter === 'object' && filter?.kind === 'name' ? (ABBREVIATIONS[filter.name] ?? filter.name) : '';
  const parameter = (key: string, otherwise: number): number => {
    const value = typeof parameters === 'object' && parameters?.kind === 'dictionary' ? resolve(parameters.entries.get(key)) : null;
    return typeof value === 'number' ? value : otherwise;
  };
  switch (name) {
    case 'FlateDecode':
      return undoPredictor(inflate(data, budget), parameter, budget);
    case 'LZWDecode':
      return undoPredictor(decodeLzw(data, parameter('EarlyChange', 1), budget), parameter, budget);
    case 'ASCIIHexDecode':
      return decodeAsciiHex(data, budget);
    case 'ASCII85Decode':
      return decodeAscii85(data, budget);
    case 'RunLengthDecode':
      return decodeRunLength(data, budget);
    case 'Crypt':
      return data;
    default:
      throw new PdfError(
        'PDF_FILTER_UNSUPPORTED',
        name === '' ? 'A filter of a stream is no name.' : `Data of the filter ${name} are not decoded.`,
      );
  }
}
