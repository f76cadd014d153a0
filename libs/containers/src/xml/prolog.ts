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
  const begin = Buffer.from(bytes.subarray(0, 3)).toString('hex');
  if (begin === 'efbbbf') return bytes.subarray(3);
  if (begin.startsWith('fffe')) return everySecond(bytes.subarray(2), 0);
  if (begin.startsWith('feff')) return everySecond(bytes.subarray(2), 1);
  if (begin.startsWith('3c00')) return everySecond(bytes, 0);
  return begin.startsWith('003c') ? everySecond(bytes, 1) : bytes;
}

/** The low octets of UTF-16 units; a unit beyond Latin-1 becomes an octet that is no markup. */
function everySecond(bytes: Uint8Array, low: 0 | 1): Uint8Array {
  return Uint8Array.from({ length: Math.floor(bytes.length / 2) }, (_, i) =>
    bytes[2 * i + 1 - low] === 0 ? (bytes[2 * i + low] ?? 0) : 0xff,
  );
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
