import fc from 'fast-check';

/** What a reader of PDF steers by. */
const PATTERNS = {
  byteRange: /(?<=\/ByteRange\s{0,4}\[[\d\s]{0,48})\d+/g,
  startXref: /(?<=startxref\s{1,4})\d+/g,
  xrefEntry: /\d{10} \d{5} [nf]/g,
  xrefSection: /(?<=\n)\d{1,10} \d{1,10}(?=\s{1,3}\d{10} )/g,
  length: /(?<=\/(?:Length|First|N|DL)\s{0,4})\d+/g,
  chain: /(?<=\/(?:Prev|Size|XRefStm)\s{0,4})\d+/g,
  streamTable: /(?<=\/(?:W|Index)\s{0,4}\[[\d\s]{0,48})\d+/g,
  header: /(?<!\d)\d{1,10} \d{1,5}(?= obj)/g,
  reference: /(?<!\d)\d{1,10} \d{1,5} R/g,
  number: /(?<=[\s[/(<])-?\d{1,20}(?:\.\d{1,9})?(?=[\s\]/>)])/g,
  name: /\/[A-Za-z][A-Za-z0-9.]*/g,
  keyword: /\b(?:obj|endobj|stream|endstream|xref|trailer|startxref)\b|%%EOF|<<|>>/g,
  contentsDigits: /\/Contents\s{0,4}<[0-9A-Fa-f]{64,}>/g,
  text: /\((?:[^()\\\r\n]){1,80}\)/g,
} as const;

export type TokenPattern = keyof typeof PATTERNS;
const PATTERN_NAMES = Object.keys(PATTERNS) as TokenPattern[];

/** Steps on the nth token of a kind. `keepWidth` pads or cuts so that nothing behind it moves. */
export type TokenMutation =
  | { readonly step: 'token-shift'; readonly pattern: TokenPattern; readonly nth: number; readonly by: number; readonly keepWidth: boolean }
  | {
      readonly step: 'token-replace';
      readonly pattern: TokenPattern;
      readonly nth: number;
      readonly text: string;
      readonly keepWidth: boolean;
    }
  | {
      readonly step: 'token-copy';
      readonly pattern: TokenPattern;
      readonly from: number;
      readonly nth: number;
      readonly keepWidth: boolean;
    }
  | { readonly step: 'token-swap'; readonly pattern: TokenPattern; readonly nth: number; readonly with: number }
  | { readonly step: 'token-remove'; readonly pattern: TokenPattern; readonly nth: number };

const choice = fc.nat(0xffff);
const pattern = fc.constantFrom(...PATTERN_NAMES);
const TEXTS = [
  '0',
  '-1',
  '1',
  '2147483648',
  '9007199254740993',
  '99999999999999999999',
  '1.5',
  'null',
  '1 0 R',
  '2 0 R',
  '[]',
  '<<>>',
  '()',
  '<00>',
  'true',
  '/Sig',
  '/Contents',
  '/ByteRange',
  '/V',
  '/Kids',
  '/Parent',
  '/Prev',
  '/Type',
  '/Root',
  '/Length',
  '/Filter',
  '/XRef',
  '/ObjStm',
  '/AcroForm',
  '/Fields',
  '/DocTimeStamp',
  'endobj',
  'stream',
  '%%EOF',
];
const keepWidth = fc.boolean();

export const tokenMutations: fc.Arbitrary<TokenMutation> = fc.oneof(
  fc.record({
    step: fc.constant('token-shift'),
    pattern,
    nth: choice,
    by: fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -5000, max: 5000 })),
    keepWidth,
  }),
  fc.record({ step: fc.constant('token-replace'), pattern, nth: choice, text: fc.constantFrom(...TEXTS), keepWidth }),
  fc.record({ step: fc.constant('token-copy'), pattern, from: choice, nth: choice, keepWidth }),
  fc.record({ step: fc.constant('token-swap'), pattern, nth: choice, with: choice }),
  fc.record({ step: fc.constant('token-remove'), pattern, nth: choice }),
);

interface Token {
  readonly at: number;
  readonly text: string;
}

/** Takes one step; a document without a token of the kind stays as it is. */
export function mutateToken(bytes: Uint8Array, mutation: TokenMutation): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const tokens = tokensOf(text, mutation.pattern);
  const pick = (nth: number) => tokens[nth % tokens.length];
  const token = pick(mutation.nth);
  if (!token) return bytes;
  const put = (at: number, removed: number, by: string) => text.slice(0, at) + by + text.slice(at + removed);
  const replaced = (by: string, keep: boolean) => put(token.at, token.text.length, keep ? fitted(by, token.text.length) : by);
  switch (mutation.step) {
    case 'token-shift':
      return latin1(
        replaced(
          token.text.replace(/-?\d+/, (digits) => shifted(digits, mutation.by)),
          mutation.keepWidth,
        ),
      );
    case 'token-replace':
      return latin1(replaced(mutation.text, mutation.keepWidth));
    case 'token-copy':
      return latin1(replaced(pick(mutation.from)?.text ?? '', mutation.keepWidth));
    case 'token-swap': {
      const [first = token, second = token] = [token, pick(mutation.with) ?? token].sort((a, b) => a.at - b.at);
      if (first.at + first.text.length > second.at) return bytes;
      const between = text.slice(first.at + first.text.length, second.at);
      return latin1(put(first.at, second.at + second.text.length - first.at, second.text + between + first.text));
    }
    case 'token-remove':
      return latin1(replaced('', false));
  }
}

function tokensOf(text: string, pattern: TokenPattern): Token[] {
  const tokens = Array.from(text.matchAll(PATTERNS[pattern]), (found): Token => ({ at: found.index, text: found[0] }));
  if (pattern !== 'contentsDigits') return tokens;
  return tokens.flatMap(({ at, text: whole }) => {
    const start = whole.indexOf('<') + 1;
    return Array.from({ length: (whole.length - start) >> 1 }, (_, i) => {
      const from = start + 2 * i;
      return { at: at + from, text: whole.slice(from, from + 2) };
    });
  });
}

function latin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

/** Digits keep their number of places, as xref entries need it. */
function shifted(digits: string, by: number): string {
  const value = Number(digits) + by;
  return value < 0 ? String(value) : String(value).padStart(digits.length, '0');
}

function fitted(text: string, width: number): string {
  return text.slice(0, width).padEnd(width, ' ');
}
