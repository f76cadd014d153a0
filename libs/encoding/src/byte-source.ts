import { EncodingError } from './errors.js';

/** Random access to the bytes of a document, so that a file of any size need not be in memory. Reads are synchronous. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `offset` on, exactly `length` of them; throws `EncodingError` DER_TRUNCATED outside the source. Not to be written to. */
  read(offset: number, length: number): Uint8Array;
  /**
   * Fills `target` with the bytes from `offset` on, under the same rules; for long runs through the source in one piece of memory.
   * Sources whose `read` takes no memory have none.
   */
  readInto?(offset: number, target: Uint8Array): void;
}

/** A `ByteSource` over bytes in memory; views, no copies. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > bytes.length) {
        throw new EncodingError('DER_TRUNCATED', `bytes ${offset} to ${offset + length} of ${bytes.length} were asked for`, offset);
      }
      return bytes.subarray(offset, offset + length);
    },
  };
}

/**
 * Reads pieces of a source, at most `longest` octets each, through one piece of memory where the source can fill it: new memory for each
 * would pile up until the collector comes. What it gives is good until the next piece is read.
 */
export function pieceReader(source: ByteSource, longest: number): (offset: number, length: number) => Uint8Array {
  if (!source.readInto) return (offset, length) => source.read(offset, length);
  const memory = Buffer.allocUnsafe(longest);
  return (offset, length) => {
    const piece = memory.subarray(0, length);
    source.readInto?.(offset, piece);
    return piece;
  };
}
