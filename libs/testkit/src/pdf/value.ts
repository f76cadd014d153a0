/**
 * A PDF value (ISO 32000-2 7.3) kept close to its text: names, numbers, strings and references (`5 0 R`) are their own
 * spelling, so that what is not touched is written back as it was.
 */
export type PdfValue = string | PdfValue[] | PdfDictionary;
export type PdfDictionary = Map<string, PdfValue>;

const SPACE = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y;
const REFERENCE = /\d+\s+\d+\s+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;
const NAME = /\/[^\0\t\n\f\r ()<>[\]{}/%]*/y;
const HEX = /<[0-9A-Fa-f\0\t\n\f\r ]*>/y;
const WORD = /[^\0\t\n\f\r ()<>[\]{}/%]+/y;

interface Reader {
  readonly text: string;
  at: number;
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.at += found.length;
  return found;
}

function literalString(reader: Reader): string {
  const start = reader.at;
  for (let depth = 0; reader.at < reader.text.length; reader.at++) {
    const character = reader.text[reader.at];
    if (character === '\\') reader.at++;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) break;
  }
  return reader.text.slice(start, ++reader.at);
}

function readUntil(reader: Reader, end: string): PdfValue[] {
  reader.at += end.length;
  const values: PdfValue[] = [];
  for (;;) {
    take(reader, SPACE);
    if (reader.text.startsWith(end, reader.at)) break;
    values.push(readValue(reader));
  }
  reader.at += end.length;
  return values;
}

function readValue(reader: Reader): PdfValue {
  take(reader, SPACE);
  const { text, at } = reader;
  if (text.startsWith('<<', at)) return toDictionary(readUntil(reader, '>>'));
  if (text[at] === '[') return readUntil(reader, ']');
  if (text[at] === '(') return literalString(reader);
  const token = take(reader, HEX) ?? take(reader, NAME) ?? take(reader, REFERENCE) ?? take(reader, WORD);
  if (token === undefined) throw new Error(`no PDF value at ${at}: ${text.slice(at, at + 20)}`);
  return token;
}

function toDictionary(values: readonly PdfValue[]): PdfDictionary {
  const dictionary: PdfDictionary = new Map();
  for (let i = 0; i + 1 < values.length; i += 2) dictionary.set(pdfText(values[i] ?? '').slice(1), values[i + 1] ?? 'null');
  return dictionary;
}

/** The value that `text` (bytes as latin1) has at `at`, and where it ends. Throws where there is none. */
export function parsePdfValue(text: string, at = 0): { value: PdfValue; end: number } {
  const reader = { text, at };
  const value = readValue(reader);
  return { value, end: reader.at };
}

export function pdfText(value: PdfValue): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(pdfText).join(' ')}]`;
  return `<< ${[...value].map(([key, entry]) => `/${key} ${pdfText(entry)}`).join(' ')} >>`;
}

/** A dictionary from an object; undefined values are left out. */
export function dictionary(entries: Readonly<Record<string, PdfValue | undefined>>): PdfDictionary {
  return new Map(Object.entries(entries).filter((entry): entry is [string, PdfValue] => entry[1] !== undefined));
}

/** A literal string with its special characters escaped; latin1 only. */
export function pdfString(text: string): string {
  return `(${text.replace(/[\\()]/g, '\\$&')})`;
}

/** `D:YYYYMMDDHHmmSSZ` as a string token. */
export function pdfDate(instant: number): string {
  return `(D:${new Date(instant).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z)`;
}

/** The object number of a reference; undefined for anything else. */
export function referenced(value: PdfValue | undefined): number | undefined {
  const match = typeof value === 'string' ? /^(\d+)\s+\d+\s+R$/.exec(value) : null;
  return match ? Number(match[1]) : undefined;
}
