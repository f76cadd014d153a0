/** Text of an element as Canonical XML writes it. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/**
 * An element in canonical form: an end tag always, attributes in the order given (namespaces first). What is written this way
 * needs no canonicalisation before it is digested, so a signer and a checker share no code.
 */
export function element(name: string, attributes: Readonly<Record<string, string>>, ...content: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
  return `<${name}${written.join('')}>${content.join('')}</${name}>`;
}

/** An element that holds text. */
export function textElement(name: string, text: string, attributes: Readonly<Record<string, string>> = {}): string {
  return element(name, attributes, escapeText(text));
}

/** A name under an address, or the URI that it already is. */
export function uriOf(address: string, name: string): string {
  return name.includes('://') ? name : `${address}${name}`;
}
