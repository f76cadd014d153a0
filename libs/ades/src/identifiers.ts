import { digest } from '@sigillum/crypto';
import { toHex } from '@sigillum/encoding';

/** The id of a signature, time-stamp or evidence record: a letter and 32 hex digits of SHA-256 over its format, place and value. */
export function identify(letter: 'S' | 'T' | 'E', place: string, value: Uint8Array): string {
  return `${letter}-${toHex(digest('SHA-256', Buffer.from(`${place}\u0000`, 'utf8'), value))
    .slice(0, 32)
    .toUpperCase()}`;
}

/**
 * Names places so that no two ids are the same: a place that held the same value before gets a number. The first keeps its bare name, so
 * that its id stays when a twin is added behind it.
 */
export function placeNamer(): (place: string, value: Uint8Array) => string {
  const taken = new Set<string>();
  return (place, value) => {
    const content = toHex(digest('SHA-256', value));
    let named = place;
    for (let count = 2; taken.has(`${named} ${content}`); count++) named = `${place} (${count})`;
    taken.add(`${named} ${content}`);
    return named;
  };
}
