import type { XmlDocument as Native } from 'libxml2-wasm';
import { LimitError } from '@sigillum/encoding';

import { canonicalize, type Canonicalization, type CanonicalPart } from './canonicalize.js';
import { XmlElement, type XmlScope } from './element.js';
import { xmlEngine } from './engine.js';
import { XmlError } from './errors.js';
import { refuseDoctype } from './prolog.js';

/** The largest XML file that is read at all; the engine holds about ten times its size in memory. */
export const MAX_XML_BYTES = 64 * 1024 * 1024;

/** Tags, comments and other markup in one file: each may become an object here; the largest list of the EU has 50,000. */
const MAX_MARKUP = 1_000_000;

export interface XmlDocument {
  readonly root: XmlElement;
  /** The element whose attribute Id, ID, id or xml:id has this value. `XmlError` XML_DUPLICATE_ID where there are several. */
  byId(id: string): XmlElement | undefined;
  /** Identifiers that more than one element carries. */
  readonly duplicateIds: readonly string[];
  canonicalize(part: CanonicalPart, how: Canonicalization): Uint8Array;
  /** Elements by XPath 1.0, from `from` or the root. `XmlError` XML_XPATH for a bad expression or one that yields anything else. */
  find(expression: string, namespaces?: Readonly<Record<string, string>>, from?: XmlElement): readonly XmlElement[];
  /** The engine's document; for this container alone. */
  readonly native: Native;
}

/**
 * Reads XML and hands it to `use`; what the engine holds of it is given back afterwards, so nothing of the document may
 * leave. No document type declaration, no entities, no includes, no network. Throws `XmlError` (XML_UNREADABLE,
 * XML_DTD_FORBIDDEN, XML_NOT_LOADED) and `LimitError` above `MAX_XML_BYTES` or the caller's own
 * limit, and for more than a million pieces of markup.
 */
export function withXml<T>(bytes: Uint8Array, use: (document: XmlDocument) => T, maxBytes: number = MAX_XML_BYTES): T {
  if (bytes.length > maxBytes) throw new LimitError('xmlBytes', maxBytes);
  if (countMarkup(bytes) > MAX_MARKUP) throw new LimitError('xmlMarkup', MAX_MARKUP);
  refuseDoctype(bytes);
  const native = parse(bytes);
  const scope: XmlScope = { open: true };
  try {
    if (native.dtd !== null) throw new XmlError('XML_DTD_FORBIDDEN', 'The XML has a document type declaration; such files are not read.');
    return use(openDocument(native, scope));
  } finally {
    scope.open = false;
    native.dispose();
  }
}

function countMarkup(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(0x3c); at >= 0; at = bytes.indexOf(0x3c, at + 1)) count++;
  return count;
}

function parse(bytes: Uint8Array): Native {
  const { ParseOption, XmlDocument, XmlParseError } = xmlEngine();
  const { XML_PARSE_NONET, XML_PARSE_NO_XXE, XML_PARSE_COMPACT } = ParseOption;
  try {
    return XmlDocument.fromBuffer(bytes, { option: XML_PARSE_NONET | XML_PARSE_NO_XXE | XML_PARSE_COMPACT });
  } catch (cause) {
    const line = cause instanceof XmlParseError ? cause.details[0]?.line : undefined;
    throw new XmlError('XML_UNREADABLE', `The XML is not well-formed${line === undefined ? '' : ` (line ${line})`}.`, { cause });
  }
}

function openDocument(native: Native, scope: XmlScope): XmlDocument {
  const root = new XmlElement(native.root, scope);
  let ids: ReadonlyMap<string, Identified> | undefined;
  const index = () => (ids ??= collectIds(native, scope));
  return {
    root,
    native,
    byId(id) {
      const found = index().get(id);
      if (found?.ambiguous === true) throw new XmlError('XML_DUPLICATE_ID', `Several elements carry the identifier "${id}".`);
      return found?.element;
    },
    get duplicateIds() {
      return [...index()].filter(([, { ambiguous }]) => ambiguous).map(([id]) => id);
    },
    canonicalize: (part, how) => canonicalize(native, part, how),
    find: (expression, namespaces, from) => find(native, scope, expression, namespaces, from),
  };
}

// Without a DTD nothing says which attributes are identifiers; these names are what signature formats use, in any namespace.
const ID_ATTRIBUTES = "//@*[local-name()='Id' or local-name()='ID' or local-name()='id']";

interface Identified {
  readonly element: XmlElement;
  /** Another element carries the same identifier. */
  ambiguous: boolean;
}

function collectIds(native: Native, scope: XmlScope): Map<string, Identified> {
  const ids = new Map<string, Identified>();
  for (const attribute of native.find(ID_ATTRIBUTES)) {
    if (attribute.parent === null) continue;
    const element = new XmlElement(attribute.parent, scope);
    const known = ids.get(attribute.content);
    if (known === undefined) ids.set(attribute.content, { element, ambiguous: false });
    // one element that carries the same identifier twice is still one element
    else if (!known.ambiguous) known.ambiguous = !known.element.is(element);
  }
  return ids;
}

function find(
  native: Native,
  scope: XmlScope,
  expression: string,
  namespaces: Readonly<Record<string, string>> = {},
  from?: XmlElement,
): XmlElement[] {
  const { XmlElement: ElementNode, XmlError: EngineError } = xmlEngine();
  // the engine frees namespace nodes before it hands them out
  if (/namespace\s*::/.test(expression)) throw new XmlError('XML_XPATH', 'XPath over namespace nodes is not supported.');
  try {
    return (from?.node ?? native.root).find(expression, { ...namespaces }).map((node) => {
      if (!(node instanceof ElementNode)) throw new XmlError('XML_XPATH', 'The XPath expression yields something other than elements.');
      return new XmlElement(node, scope);
    });
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause;
    throw new XmlError('XML_XPATH', 'The XPath expression cannot be evaluated.', { cause });
  }
}
