import { digest } from '@sigillum/crypto';
import { toHex } from '@sigillum/encoding';

/** The id of a signature, time-stamp or evidence record: a letter and 32 hex digits of SHA-256 over its format, place and value. */
export function identify(letter: 'S' | 'T' | 'E', place: string, value: Uint8Array): string {
  return `${letter}-${toHex(digest('SHA-256', Buffer.from(`${place}\u0000`, 'utf8'), value))
    .slice(0, 32)
    .toUpperCase()}`;
}
