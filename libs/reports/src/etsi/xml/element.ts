/** An element of a document to be written: a qualified name with a known prefix, attributes and content in the order given. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  /** Text, or elements; never both. */
  readonly content: string | readonly XmlElement[];
}

export type XmlAttribute = readonly [name: string, value: string];

/** An element; content that is undefined is left out. */
export function element(
  name: string,
  content: string | readonly (XmlElement | undefined)[] = [],
  attributes: readonly XmlAttribute[] = [],
): XmlElement {
  return { name, attributes, content: typeof content === 'string' ? content : content.filter((one) => one !== undefined) };
}

/** An element with text; undefined where there is none. */
export function textElement(name: string, text: string | undefined, attributes: readonly XmlAttribute[] = []): XmlElement | undefined {
  return text === undefined ? undefined : element(name, text, attributes);
}

/** An element around others; undefined where none of them is there. */
export function wrapper(
  name: string,
  content: readonly (XmlElement | undefined)[],
  attributes: readonly XmlAttribute[] = [],
): XmlElement | undefined {
  return content.every((one) => one === undefined) ? undefined : element(name, content, attributes);
}
