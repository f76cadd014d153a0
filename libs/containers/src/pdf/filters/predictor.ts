import type { Budget } from '@sigillum/encoding';
import { PdfError } from '../errors.js';

const MOST_COMPONENTS = 32;
const MOST_COLUMNS = 1_000_000;

/** Undoes the predictor of Flate and LZW data (ISO 32000 7.4.4.4): TIFF (2) or PNG (10 to 15). */
export function undoPredictor(data: Uint8Array, parameter: (key: string, otherwise: number) => number, budget: Budget): Uint8Array {
  const predictor = parameter('Predictor', 1);
  if (predictor === 1) return data;
  const colors = parameter('Colors', 1);
  const bits = parameter('BitsPerComponent', 8);
  const columns = parameter('Columns', 1);
  const sane = isCount(colors, MOST_COMPONENTS) && isCount(columns, MOST_COLUMNS) && [1, 2, 4, 8, 16].includes(bits);
  if (!sane) throw new PdfError('PDF_STREAM_DAMAGED', 'The parameters of a predictor are out of range.');
  const pixel = Math.max(1, (colors * bits) >> 3);
  const row = Math.ceil((colors * bits * columns) / 8);
  budget.spend('pdfInflatedBytes', data.length);
  if (predictor >= 10 && predictor <= 15) return undoPng(data, row, pixel);
  if (predictor === 2 && bits === 8) return undoTiff(data, row, colors);
  throw new PdfError('PDF_FILTER_UNSUPPORTED', `Data of predictor ${predictor} with ${bits} bits are not decoded.`);
}

function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

function undoTiff(data: Uint8Array, row: number, colors: number): Uint8Array {
  const output = Uint8Array.from(data);
  for (let i = 0; i < output.length; i++) {
    if (i % row >= colors) output[i] = (output[i] ?? 0) + (output[i - colors] ?? 0);
  }
  return output;
}

function undoPng(data: Uint8Array, row: number, pixel: number): Uint8Array {
  const rows = Math.ceil(data.length / (row + 1));
  const output = new Uint8Array(rows * row);
  let written = 0;
  for (let line = 0; line < rows; line++) {
    const from = line * (row + 1);
    const type = data[from] ?? 0;
    if (type > 4) throw new PdfError('PDF_STREAM_DAMAGED', 'A row of a PNG predictor has an unknown type.');
    const width = Math.min(row, data.length - from - 1);
    for (let i = 0; i < width; i++) {
      const left = i >= pixel ? (output[written + i - pixel] ?? 0) : 0;
      const up = line > 0 ? (output[written + i - row] ?? 0) : 0;
      const upLeft = line > 0 && i >= pixel ? (output[written + i - row - pixel] ?? 0) : 0;
      output[written + i] = (data[from + 1 + i] ?? 0) + predicted(type, left, up, upLeft);
    }
    written += width;
  }
  return output.subarray(0, written);
}

function predicted(type: number, left: number, up: number, upLeft: number): number {
  switch (type) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, upLeft);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toUpLeft = Math.abs(estimate - upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}
