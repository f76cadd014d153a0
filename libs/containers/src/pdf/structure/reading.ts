import type { Budget } from '@sigillum/encoding';
import type { PagedBytes } from '../syntax/paged-bytes.js';
import type { Scanner } from '../syntax/scanner.js';
import type { PdfFinding } from '../types.js';

/** What every step of reading one document needs. */
export interface Reading {
  readonly bytes: PagedBytes;
  readonly budget: Budget;
  /** Grows while objects are loaded. */
  readonly findings: PdfFinding[];
}

const LOOSE_ENDS = {
  endstream: ['PDF_STREAM_LENGTH_WRONG', 'The /Length of a stream does not lead to its endstream.'],
  endobj: ['PDF_ENDOBJ_MISSING', 'An object has no endobj.'],
} as const;

/** A scanner over the file at `position`; repeated dictionary keys become findings, with the object's number where it is given. */
export function scanFile(reading: Reading, position: number, object?: number): Scanner {
  return {
    bytes: reading.bytes,
    budget: reading.budget,
    spans: true,
    position,
    values: 0,
    onLooseEnd: (kind, offset) => {
      const [code, message] = LOOSE_ENDS[kind];
      reading.findings.push({ code, message, offset, ...(object === undefined ? {} : { object }) });
    },
    onDuplicateKey: (key, offset) => {
      const message = `The key /${key} stands twice in one dictionary.`;
      reading.findings.push({ code: 'PDF_DUPLICATE_KEY', message, offset, ...(object === undefined ? {} : { object }) });
    },
  };
}
