import { inflateRawSync } from 'node:zlib';
import { type Budget, LimitError } from '@sigillum/encoding';
import { PdfError } from '../errors.js';

const HEADER_BYTES = 2;

/**
 * FlateDecode (ISO 32000 7.4.4): a zlib stream, never inflated beyond what the budget has left. Its checksum is not looked at:
 * writers get it wrong, no reader minds, and the bytes of the document are what a signature covers.
 */
export function inflate(data: Uint8Array, budget: Budget): Uint8Array {
  const allowed = budget.limits.pdfInflatedBytes;
  const left = allowed - budget.spent('pdfInflatedBytes');
  if (left <= 0) throw new LimitError('pdfInflatedBytes', allowed);
  if (!hasZlibHeader(data)) throw damaged();
  try {
    const inflated = inflateRawSync(data.subarray(HEADER_BYTES), { maxOutputLength: left });
    budget.spend('pdfInflatedBytes', inflated.length);
    return inflated;
  } catch (cause) {
    if (cause instanceof LimitError) throw cause;
    if (cause instanceof RangeError) throw new LimitError('pdfInflatedBytes', allowed);
    throw damaged(cause);
  }
}

// RFC 1950 2.2: method 8, no preset dictionary, check bits.
function hasZlibHeader(data: Uint8Array): boolean {
  const [method = 0, flags = 0] = data;
  return (method & 0x0f) === 8 && (flags & 0x20) === 0 && (method * 256 + flags) % 31 === 0;
}

function damaged(cause?: unknown): PdfError {
  return new PdfError('PDF_STREAM_DAMAGED', 'The data of a stream are no complete zlib stream.', undefined, { cause });
}
