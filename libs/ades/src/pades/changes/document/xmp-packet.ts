/**
 * Reads an XMP packet (ISO 16684-1 7) as far as needed to say that it is one: well-formed XML without a document type, and
 * therefore without entities of its own, whose root is `x:xmpmeta` (`x:xapmeta` in early ones) or `rdf:RDF`. Gives what is wrong, for a sentence.
 */
export function readXmpProblem(packet: Uint8Array): string | undefined {
  const text = textOf(packet);
  if (text === undefined) return 'it is no text';
  const open: string[] = [];
  let root: string | undefined;
  let position = 0;
  while (position < text.length) {
    const next = text.indexOf('<', position);
    const between = text.slice(position, next === -1 ? text.length : next);
    const problem = problemOfText(between, open.length > 0);
    if (problem !== undefined) return problem;
    if (next === -1) break;
    const markup = readMarkup(text, next);
    if (typeof markup === 'string') return markup;
    position = markup.end;
    if (markup.kind === 'start' || markup.kind === 'empty') {
      if (open.length === 0 && root !== undefined) return 'it has two root elements';
      root ??= markup.name;
      if (markup.kind === 'start') open.push(markup.name);
    } else if (markup.kind === 'end' && open.pop() !== markup.name) return `the element ${markup.name} is not nested properly`;
  }
  if (open.length > 0) return `the element ${open.at(-1)} is not closed`;
  return /^(?:[^:]+:)?(?:xmpmeta|xapmeta|RDF)$/.test(root ?? '') ? undefined : 'its root element is not xmpmeta';
}

interface Markup {
  readonly kind: 'start' | 'end' | 'empty' | 'other';
  readonly name: string;
  readonly end: number;
}

const NAME = String.raw`[A-Za-z_:\u0080-\uffff][\w:.\-\u0080-\uffff]*`;
const START_TAG = new RegExp(String.raw`<(${NAME})((?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>`, 'y');
const END_TAG = new RegExp(String.raw`<\/(${NAME})\s*>`, 'y');
const ATTRIBUTE = new RegExp(String.raw`(${NAME})\s*=\s*(?:"([^"]*)"|'([^']*)')`, 'g');

function readMarkup(text: string, start: number): Markup | string {
  const until = (opening: string, closing: string): Markup | string => {
    const end = text.indexOf(closing, start + opening.length);
    return end === -1 ? 'it ends inside its markup' : { kind: 'other', name: '', end: end + closing.length };
  };
  if (text.startsWith('<!--', start)) return until('<!--', '-->');
  if (text.startsWith('<![CDATA[', start)) return until('<![CDATA[', ']]>');
  if (text.startsWith('<!', start)) return 'it declares a document type';
  if (text.startsWith('<?', start)) return until('<?', '?>');
  END_TAG.lastIndex = start;
  const end = END_TAG.exec(text);
  if (end) return { kind: 'end', name: end[1] ?? '', end: END_TAG.lastIndex };
  START_TAG.lastIndex = start;
  const tag = START_TAG.exec(text);
  if (!tag) return 'it is not well-formed';
  const names = new Set<string>();
  for (const [, name, double, single] of (tag[2] ?? '').matchAll(ATTRIBUTE)) {
    if (names.has(name ?? '')) return `the attribute ${name} is there twice`;
    names.add(name ?? '');
    const problem = problemOfText(double ?? single ?? '', true);
    if (problem !== undefined) return problem;
  }
  return { kind: tag[3] === '/' ? 'empty' : 'start', name: tag[1] ?? '', end: START_TAG.lastIndex };
}

const REFERENCE = /&(?:(#\d{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)?/g;

function problemOfText(text: string, inside: boolean): string | undefined {
  if (!inside && /[^\s\u0000\ufeff]/.test(text)) return 'there is text outside of its root element';
  if (inside && hasIllegalCharacter(text)) return 'it contains a character that XML does not allow';
  for (const [whole, name] of text.matchAll(REFERENCE)) {
    if (name === undefined) return 'it uses an entity';
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    if (name.startsWith('#') && !isCharacter(code)) return `it contains the character ${whole}, which XML does not allow`;
  }
  return undefined;
}

function hasIllegalCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 ? unit !== 9 && unit !== 10 && unit !== 13 : unit >= 0xfffe) return true;
  }
  return false;
}

/** Char of XML 1.0, 2.2. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

/** The encodings that XMP packets come in (ISO 16684-1 7.4); the byte order mark is part of the text. */
function textOf(packet: Uint8Array): string | undefined {
  const utf16 = packet[0] === 0xff && packet[1] === 0xfe ? 'utf-16le' : packet[0] === 0xfe && packet[1] === 0xff ? 'utf-16be' : undefined;
  try {
    return new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(packet);
  } catch {
    return undefined;
  }
}
