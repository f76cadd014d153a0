import { inflateSync } from 'node:zlib';
import { type Budget, LimitError } from '@sigillum/encoding';
import { PdfError } from '../errors.js';

/** FlateDecode (ISO 32000 7.4.4): a complete zlib stream, never inflated beyond what the budget has left. */
export function inflate(data: Uint8Array, budget: Budget): Uint8Array {
  const allowed = budget.limits.pdfInflatedBytes;
  const left = allowed - budget.spent('pdfInflatedBytes');
  if (left <= 0) throw new LimitError('pdfInflatedBytes', allowed);
  try {
    const inflated = inflateSync(data, { maxOutputLength: left });
    budget.spend('pdfInflatedBytes', inflated.length);
    return inflated;
  } catch (cause) {
    if (cause instanceof LimitError) throw cause;
    if (cause instanceof RangeError) throw new LimitError('pdfInflatedBytes', allowed);
    throw new PdfError('PDF_STREAM_DAMAGED', 'The data of a stream are no complete zlib stream.', undefined, { cause });
  }
}
