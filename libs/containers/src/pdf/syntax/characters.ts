/** Byte values that the syntax of ISO 32000 7.2 names. */
export const CHAR = {
  TAB: 0x09,
  LF: 0x0a,
  FF: 0x0c,
  CR: 0x0d,
  SPACE: 0x20,
  HASH: 0x23,
  PERCENT: 0x25,
  OPEN_PAREN: 0x28,
  CLOSE_PAREN: 0x29,
  PLUS: 0x2b,
  MINUS: 0x2d,
  DOT: 0x2e,
  SLASH: 0x2f,
  ZERO: 0x30,
  LESS: 0x3c,
  GREATER: 0x3e,
  OPEN_BRACKET: 0x5b,
  BACKSLASH: 0x5c,
  CLOSE_BRACKET: 0x5d,
  POINT: 0x2e,
} as const;

const WHITE = 1;
const DELIMITER = 2;

const CLASSES = new Uint8Array(256);
for (const white of [0, CHAR.TAB, CHAR.LF, CHAR.FF, CHAR.CR, CHAR.SPACE]) CLASSES[white] = WHITE;
for (const delimiter of '()<>[]{}/%') CLASSES[delimiter.charCodeAt(0)] = DELIMITER;

/** White space of ISO 32000 table 1; false for -1, the end of the bytes. */
export function isWhite(byte: number): boolean {
  return byte >= 0 && CLASSES[byte] === WHITE;
}

/** Neither white space nor a delimiter; false at the end of the bytes. */
export function isRegular(byte: number): boolean {
  return byte >= 0 && CLASSES[byte] === 0;
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** 0 to 15, or -1 where the byte is no hexadecimal digit. */
export function hexDigit(byte: number): number {
  if (isDigit(byte)) return byte - 0x30;
  const lower = byte | 0x20;
  return byte >= 0 && lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
