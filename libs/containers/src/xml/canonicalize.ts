import type { XmlDocument as Document, XmlNode } from 'libxml2-wasm';
import { concatBytes } from '@sigillum/encoding';

import type { XmlElement } from './element.js';
import { xmlEngine } from './engine.js';
import { XmlError } from './errors.js';

export interface Canonicalization {
  readonly method: 'C14N-1.0' | 'C14N-1.1' | 'EXCLUSIVE';
  readonly withComments: boolean;
  /** PrefixList of InclusiveNamespaces (exclusive canonicalisation only). */
  readonly inclusivePrefixes?: readonly string[];
}

const BY_URI: ReadonlyMap<string, Canonicalization> = new Map([
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', { method: 'C14N-1.0', withComments: false }],
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments', { method: 'C14N-1.0', withComments: true }],
  ['http://www.w3.org/2006/12/xml-c14n11', { method: 'C14N-1.1', withComments: false }],
  ['http://www.w3.org/2006/12/xml-c14n11#WithComments', { method: 'C14N-1.1', withComments: true }],
  ['http://www.w3.org/2001/10/xml-exc-c14n#', { method: 'EXCLUSIVE', withComments: false }],
  ['http://www.w3.org/2001/10/xml-exc-c14n#WithComments', { method: 'EXCLUSIVE', withComments: true }],
]);

/** The canonicalisation that an algorithm URI of XML Signature names; undefined where it is none. */
export function canonicalizationOf(uri: string): Canonicalization | undefined {
  return BY_URI.get(uri);
}

export interface CanonicalPart {
  /** The subtree to write; the entire document where absent. */
  readonly element?: XmlElement;
  /** A subtree to leave out (the enveloped-signature transform). */
  readonly without?: XmlElement;
}

/** Canonical octets of a document or a part of it. `XmlError` XML_CANONICALIZATION where the engine gives none. */
export function canonicalize(document: Document, part: CanonicalPart, how: Canonicalization): Uint8Array {
  const { XmlC14NMode } = xmlEngine();
  const chunks: Uint8Array[] = [];
  const sink = {
    // the engine hands out a window onto its memory, which moves
    write: (bytes: Uint8Array) => chunks.push(bytes.slice()) && bytes.byteLength,
    close: () => true,
  };
  const mode = {
    'C14N-1.0': XmlC14NMode.XML_C14N_1_0,
    'C14N-1.1': XmlC14NMode.XML_C14N_1_1,
    EXCLUSIVE: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
  };
  try {
    document.canonicalize(sink, {
      mode: mode[how.method],
      withComments: how.withComments,
      ...(how.inclusivePrefixes && how.inclusivePrefixes.length > 0 && { inclusiveNamespacePrefixes: [...how.inclusivePrefixes] }),
      ...visibility(part),
    });
  } catch (cause) {
    throw new XmlError('XML_CANONICALIZATION', 'The XML could not be brought into canonical form.', { cause });
  }
  const octets = concatBytes(...chunks);
  // a digest over nothing would say nothing
  if (octets.length === 0) throw new XmlError('XML_CANONICALIZATION', 'The canonical form is empty.');
  return octets;
}

type Visibility = { nodeSet?: Set<XmlNode>; isVisible?: (node: XmlNode, parent: XmlNode | null) => boolean };

function visibility({ element, without }: CanonicalPart): Visibility {
  if (without === undefined) return element === undefined ? {} : { nodeSet: new Set<XmlNode>([element.node]) };
  const hidden = without.node;
  if (element === undefined) return { isVisible: (node) => !node.isSameNode(hidden) };
  if (element.parent !== undefined) throw new XmlError('XML_CANONICALIZATION', 'A part can be left out of the root element only.');
  const root = element.node;
  const { XmlElement: ElementNode } = xmlEngine();
  // Comments and processing instructions beside the root have the document for a parent. The document itself, for which the inclusive methods ask, has none: were
  // it invisible, the engine would silently leave out all that follows.
  const isPart = (node: XmlNode, parent: XmlNode | null) => parent === null || parent instanceof ElementNode || node.isSameNode(root);
  return { isVisible: (node, parent) => !node.isSameNode(hidden) && isPart(node, parent) };
}
