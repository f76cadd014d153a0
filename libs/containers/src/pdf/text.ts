import type { PdfString } from './types.js';

// Annex D.2: where PDFDocEncoding differs from Latin-1; 0xFFFD where it has nothing.
const DOC_18_TO_1F = '\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc';
const DOC_80_TO_A0 =
  '\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018' +
  '\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e\ufffd\u20ac';

/** A text string (ISO 32000 7.9.2.2): UTF-16 or UTF-8 after a byte-order mark, PDFDocEncoding otherwise. Bytes that mean nothing become U+FFFD. */
export function textOf(string: PdfString): string {
  const { bytes } = string;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return withoutLanguage(new TextDecoder('utf-16be').decode(bytes.subarray(2)));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return withoutLanguage(new TextDecoder('utf-16le').decode(bytes.subarray(2)));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return withoutLanguage(new TextDecoder('utf-8').decode(bytes.subarray(3)));
  return Array.from(bytes, docCharacter).join('');
}

function docCharacter(byte: number): string {
  if (byte >= 0x18 && byte <= 0x1f) return DOC_18_TO_1F.charAt(byte - 0x18);
  if (byte >= 0x80 && byte <= 0xa0) return DOC_80_TO_A0.charAt(byte - 0x80);
  return byte === 0x7f || byte === 0xad ? '\ufffd' : String.fromCharCode(byte);
}

// 7.9.2.2: escape, a language code, escape.
function withoutLanguage(text: string): string {
  return text.replaceAll(/\u001b[A-Za-z]{2,5}\u001b/g, '');
}
