import type { Budget } from '@sigillum/encoding';
import type { PagedBytes } from '../syntax/paged-bytes.js';
import type { Scanner } from '../syntax/scanner.js';
import type { PdfFinding, PdfName } from '../types.js';

/** What every step of reading one document needs. */
export interface Reading {
  readonly bytes: PagedBytes;
  readonly budget: Budget;
  /** Grows while objects are loaded. */
  readonly findings: PdfFinding[];
  /** Every name that was read, so that each is there once. */
  readonly names: Map<string, PdfName>;
}

/** A scanner over the file at `position`. */
export function scanFile(reading: Reading, position: number): Scanner {
  const { bytes, budget, findings } = reading;
  return { bytes, budget, findings, names: reading.names, spans: true, position, values: 0, object: undefined };
}
