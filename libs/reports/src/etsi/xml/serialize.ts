import type { XmlElement } from './element.js';

/** What XML 1.0 has no way to write, not even as a reference (production 2, Char); lone surrogates are among it. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
/** Most texts, base64 and URIs above all, need no escape anywhere; this finds out much faster than the expressions that replace. */
const PLAIN = /^[ !#-%'-;=?-~]*$/;
const REPLACEMENT = '\uFFFD';

const IN_TEXT: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
// A parser turns white space of attributes into spaces, unless it is written as a reference.
const IN_ATTRIBUTE: Readonly<Record<string, string>> = { ...IN_TEXT, '"': '&quot;', '\t': '&#9;', '\n': '&#10;' };

/**
 * The document as text, with declaration, each element with others inside on lines of its own. What XML can't hold becomes U+FFFD; all other
 * text is read back as it was. The same element gives the same text.
 */
export function serialize(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`;
}

function written({ name, attributes, content }: XmlElement, indent: string): string {
  let head = `${indent}<${name}`;
  for (const [key, value] of attributes) head += ` ${key}="${escape(value, /[&<>"\t\n\r]/g, IN_ATTRIBUTE)}"`;
  if (content.length === 0) return `${head}/>\n`;
  if (typeof content === 'string') return `${head}>${escape(content, /[&<>\r]/g, IN_TEXT)}</${name}>\n`;
  let inner = '';
  for (const child of content) inner += written(child, `${indent} `);
  return `${head}>\n${inner}${indent}</${name}>\n`;
}

function escape(text: string, special: RegExp, references: Readonly<Record<string, string>>): string {
  if (PLAIN.test(text)) return text;
  return text.replace(NOT_XML, REPLACEMENT).replace(special, (character) => references[character] ?? character);
}
