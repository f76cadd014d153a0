import { XmlError } from './errors.js';

const WHITE = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * Refuses a document type declaration before any parser sees it: no entities, no defaults, nothing to fetch.
 * Throws `XmlError` XML_DTD_FORBIDDEN, or XML_UNREADABLE for bytes that do not begin as XML in UTF-8, UTF-16 or an
 * encoding that has ASCII in it.
 */
export function refuseDoctype(bytes: Uint8Array): void {
  const prolog = asAscii(bytes);
  let at = 0;
  for (;;) {
    while (WHITE.has(prolog[at] ?? -1)) at++;
    if (prolog[at] !== 0x3c) throw new XmlError('XML_UNREADABLE', 'The file does not begin as XML.');
    if (startsWith(prolog, at, '<?')) at = after(prolog, at + 2, '?>');
    else if (startsWith(prolog, at, '<!--')) at = after(prolog, at + 4, '-->');
    else if (startsWith(prolog, at, '<!')) {
      throw new XmlError('XML_DTD_FORBIDDEN', 'The XML has a document type declaration; such files are not read.');
    } else return;
  }
}

/** The bytes with one octet a character; of UTF-16 the octet that is not zero in ASCII, since markup is ASCII. */
function asAscii(bytes: Uint8Array): Uint8Array {
  const [a = 0, b = 0] = bytes;
  if (a === 0xef && b === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3);
  const marked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  const littleEndian = (a === 0xff && b === 0xfe) || (a === 0x3c && b === 0);
  if (!marked && a !== 0 && b !== 0) return bytes;
  const text = new Uint8Array(Math.floor(bytes.length / 2) - (marked ? 1 : 0));
  for (let i = 0; i < text.length; i++) {
    const at = 2 * i + (marked ? 2 : 0);
    const high = bytes[littleEndian ? at + 1 : at] ?? 0;
    const low = bytes[littleEndian ? at : at + 1] ?? 0;
    text[i] = high === 0 ? low : 0xff;
  }
  return text;
}

function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

function after(bytes: Uint8Array, from: number, end: string): number {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(end, from, 'latin1');
  if (at < 0) throw new XmlError('XML_UNREADABLE', 'The XML breaks off before its first element.');
  return at + end.length;
}
