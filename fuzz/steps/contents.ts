/** A `/Contents` hex token that holds something: the place of its digits and what they say. */
export interface ContentsToken {
  readonly start: number;
  readonly digits: number;
  readonly value: Uint8Array;
}

/** All `/Contents <…>` of at least 64 digits, in the order of the file. */
export function contentsTokens(bytes: Uint8Array): ContentsToken[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return Array.from(text.matchAll(/\/Contents\s{0,4}<([0-9A-Fa-f]{64,})>/g), (found) => {
    const digits = found[1] ?? '';
    return { start: found.index + found[0].length - 1 - digits.length, digits: digits.length, value: Buffer.from(digits, 'hex') };
  });
}

/** The signed octets: both parts one after the other. */
export function octetsOf(bytes: Uint8Array, [a = 0, b = 0, c = 0, d = 0]: readonly number[]): Uint8Array {
  return Buffer.concat([bytes.subarray(a, a + b), bytes.subarray(c, c + d)]);
}
