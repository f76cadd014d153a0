/** Octets up to which a content stream is read; what fields show takes some hundred. */
const LONGEST = 1024 * 1024;

/**
 * The bytes that the text operators of a content stream show (ISO 32000-2 9.4.3), one character for each byte. Undefined where
 * the stream draws anything but text and rectangles, or cannot be read, so that nothing can be said about what it shows; with
 * `beside` lines and pictures may stand beside the text.
 */
export function shownText(content: Uint8Array, { beside }: { beside?: 'anything' } = {}): string | undefined {
  let text = '';
  for (const operation of operations(content)) {
    if (!operation || (beside === undefined && DRAWS.has(operation.operator))) return undefined;
    if (SHOWS.has(operation.operator)) text += operation.strings;
  }
  return text;
}

/**
 * Each operator of a content stream that sets a colour or how glyphs are drawn, with its operands (ISO 32000-2 8.6.8, 9.3.6). Undefined where the stream
 * cannot be read.
 */
export function looks(content: Uint8Array): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  for (const operation of operations(content)) {
    if (!operation) return undefined;
    if (LOOKS.has(operation.operator)) found.add(operation.source.trim().replace(/[\s\0]+/g, ' '));
  }
  return found;
}

/** An operator with its operands. */
interface Operation {
  readonly operator: string;
  /** Both as they stand. */
  readonly source: string;
  /** The bytes of all strings among the operands. */
  readonly strings: string;
}

/** One operation at a time; undefined, and nothing more, where the stream can't be read on. */
function* operations(content: Uint8Array): Generator<Operation | undefined, void, void> {
  const source = Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1');
  let strings = '';
  let [from, at] = [0, 0];
  if (source.length > LONGEST) return yield undefined;
  while (at < source.length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(source);
    if (!token) return yield undefined;
    at = TOKEN.lastIndex;
    const { string, hex, operator } = token.groups ?? {};
    if (string !== undefined) strings += literal(string);
    else if (hex !== undefined) strings += Buffer.from(evenDigits(hex), 'hex').toString('latin1');
    else if (operator !== undefined) {
      yield { operator, source: source.slice(from, at), strings };
      strings = '';
      from = at;
    }
  }
}

/** Colours in all their spaces, graphics state dictionaries, and the text rendering mode. */
const LOOKS = new Set(['g', 'G', 'rg', 'RG', 'k', 'K', 'cs', 'CS', 'sc', 'SC', 'scn', 'SCN', 'gs', 'Tr']);
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
