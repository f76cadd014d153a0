import { EncodingError } from './errors.js';

/** Whether two byte strings are equal. Not constant-time: nothing secret is compared with it. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}

/** Lexicographic order of byte strings, a prefix before what it begins; the order of DER SET OF. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b);
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

/** Bytes of an even number of hexadecimal digits, either case; `EncodingError` HEX for anything else. */
export function fromHex(text: string): Uint8Array {
  const bad = text.length % 2 === 1 ? text.length : text.search(/[^0-9a-fA-F]/);
  if (bad >= 0) throw new EncodingError('HEX', 'not an even number of hexadecimal digits', bad);
  return Buffer.from(text, 'hex');
}
