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
  const parts = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  write(root, '', parts);
  return parts.join('');
}

function write({ name, attributes, content }: XmlElement, indent: string, parts: string[]): void {
  const head = attributes.map(([key, value]) => ` ${key}="${escape(value, /[&<>"\t\n\r]/g, IN_ATTRIBUTE)}"`).join('');
  if (content.length === 0) {
    parts.push(`${indent}<${name}${head}/>\n`);
  } else if (typeof content === 'string') {
    parts.push(`${indent}<${name}${head}>${escape(content, /[&<>\r]/g, IN_TEXT)}</${name}>\n`);
  } else {
    parts.push(`${indent}<${name}${head}>\n`);
    for (const child of content) write(child, `${indent} `, parts);
    parts.push(`${indent}</${name}>\n`);
  }
}

function escape(text: string, special: RegExp, references: Readonly<Record<string, string>>): string {
  if (PLAIN.test(text)) return text;
  return text.replace(NOT_XML, REPLACEMENT).replace(special, (character) => references[character] ?? character);
}
