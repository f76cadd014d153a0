/**
 * The bytes that the text operators of a content stream show (ISO 32000-2 9.4.3), one character for each byte. Undefined where
 * the stream draws anything but text and rectangles, or cannot be read, so that nothing can be said about what it shows; with
 * `beside` lines and pictures may stand beside the text.
 */
export function shownText(content: Uint8Array, { beside }: { beside?: 'anything' } = {}): string | undefined {
  const source = Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1');
  let text = '';
  let operands = '';
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const token = TOKEN.exec(source);
    if (!token) return undefined;
    const { string, hex, operator } = token.groups ?? {};
    if (string !== undefined) operands += literal(string);
    else if (hex !== undefined) operands += Buffer.from(evenDigits(hex), 'hex').toString('latin1');
    else if (operator !== undefined) {
      if (beside === undefined && DRAWS.has(operator)) return undefined;
      if (SHOWS.has(operator)) text += operands;
      operands = '';
    }
  }
  return text;
}

/** Each operator of a content stream that sets a colour or how glyphs are drawn, with its operands (ISO 32000-2 8.6.8, 9.3.6). */
export function looks(content: Uint8Array): string[] {
  const source = Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1');
  return [...source.matchAll(LOOK)].map(([look]) => look.trim().replace(/\s+/g, ' '));
}

const LOOK = /(?:(?:[+\-\d.]+|\/[^\s/()<>[\]]+)\s+)*(?<![A-Za-z])(?:g|G|rg|RG|k|K|cs|CS|sc|SC|scn|SCN|gs|Tr)(?![A-Za-z*])/g;

/** Pictures, shadings, and lines and curves, which may be letters as well. */
const DRAWS = new Set(['Do', 'BI', 'sh', 'm', 'l', 'c', 'v', 'y']);
const SHOWS = new Set(['Tj', 'TJ', "'", '"']);

/** One token at a time. Strings may contain balanced parentheses; two levels are read, deeper ones are given up. */
const TOKEN = new RegExp(
  [
    String.raw`[\s\0\[\]]+`,
    String.raw`%[^\r\n]*`,
    String.raw`\((?<string>(?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*\))*\))*)\)`,
    String.raw`<<|>>`,
    String.raw`<(?<hex>[0-9a-fA-F\s]*)>`,
    String.raw`\/[^\s\0()<>\[\]{}\/%]*`,
    String.raw`[+\-]?(?:\d+\.?\d*|\.\d+)(?=[\s\0\[\]()<>\/%]|$)`,
    String.raw`(?<operator>[A-Za-z'"][A-Za-z0-9*'"]*)`,
  ].join('|'),
  'y',
);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
  ['\n', ''],
  ['\r', ''],
]);

function literal(body: string): string {
  return body.replace(/\\(?:([0-7]{1,3})|\r\n|([\s\S]))/g, (_, octal: string | undefined, character: string | undefined) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    return character === undefined ? '' : (ESCAPES.get(character) ?? character);
  });
}

function evenDigits(hex: string): string {
  const digits = hex.replace(/\s+/g, '');
  return digits.length % 2 === 0 ? digits : `${digits}0`;
}
