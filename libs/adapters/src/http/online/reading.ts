import { Budget, CodedError, readPem } from '@sigillum/encoding';
import { FetchError } from '../egress/errors.js';

/** Runs a parser over an answer with its own budget; throws `FetchError` `not-what-was-asked` for whatever it refuses. */
export function readingAnswer<T>(url: string, read: (budget: Budget) => T): T {
  try {
    return read(new Budget());
  } catch (cause) {
    if (!(cause instanceof CodedError) || cause instanceof FetchError) throw cause;
    throw new FetchError('not-what-was-asked', `${url}: ${cause.message}`, false, { cause });
  }
}

const PEM = Buffer.from('-----BEGIN ');

/** The DER of an answer that some servers give as PEM text, against RFC 5280 4.2.1.13 and RFC 2585. */
export function withoutPem(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!buffer.subarray(0, PEM.length).equals(PEM)) return bytes;
  return readPem(buffer.toString('latin1'))[0]?.bytes ?? bytes;
}
