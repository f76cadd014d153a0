import type { XmlElement as Node, XmlNode } from 'libxml2-wasm';

import { xmlEngine } from './engine.js';
import { XmlError } from './errors.js';

/** Whether the document that an element belongs to is still there. */
export interface XmlScope {
  open: boolean;
}

/**
 * An element of an open document. What is read is what canonical XML without comments has: comments are never seen, CDATA
 * is text. Usable inside `withXml` only; `XmlError` XML_CLOSED afterwards.
 */
export class XmlElement {
  readonly #node: Node;
  readonly #scope: XmlScope;
  #name: string | undefined;
  #children: readonly XmlElement[] | undefined;

  constructor(node: Node, scope: XmlScope) {
    this.#node = node;
    this.#scope = scope;
  }

  /** The engine's node; for this container alone. */
  get node(): Node {
    if (!this.#scope.open) throw new XmlError('XML_CLOSED', 'The document of this element was given back.');
    return this.#node;
  }

  /** The local name. */
  get name(): string {
    return (this.#name ??= this.node.name);
  }

  /** The namespace name; empty where there is none. */
  get namespace(): string {
    return this.node.namespaceUri;
  }

  /** The text of the element and everything in it, without comments and processing instructions. */
  get text(): string {
    return this.node.content;
  }

  /** The text where the element holds text and nothing else at all, not even a comment; undefined otherwise. */
  get plainText(): string | undefined {
    const { XmlText } = xmlEngine();
    for (let child = this.node.firstChild; child !== null; child = child.next) if (!(child instanceof XmlText)) return undefined;
    return this.node.content;
  }

  /** Child elements in document order. */
  get children(): readonly XmlElement[] {
    return (this.#children ??= this.#readChildren());
  }

  #readChildren(): XmlElement[] {
    const { XmlElement: ElementNode, XmlTreeNode } = xmlEngine();
    const children: XmlElement[] = [];
    let child: XmlNode | null = this.node.firstChild;
    while (child !== null) {
      // the engine knows no sibling of a processing instruction
      if (!(child instanceof XmlTreeNode)) return this.#findChildren();
      if (child instanceof ElementNode) children.push(new XmlElement(child, this.#scope));
      child = child.next;
    }
    return children;
  }

  #findChildren(): XmlElement[] {
    const { XmlElement: ElementNode } = xmlEngine();
    return this.node.find('*').flatMap((child) => (child instanceof ElementNode ? [new XmlElement(child, this.#scope)] : []));
  }

  get parent(): XmlElement | undefined {
    const { parent } = this.node;
    return parent instanceof xmlEngine().XmlElement ? new XmlElement(parent, this.#scope) : undefined;
  }

  /** Child elements of one name. */
  all(name: string, namespace: string): readonly XmlElement[] {
    return this.children.filter((child) => child.name === name && child.namespace === namespace);
  }

  /** The first child element of a name. */
  first(name: string, namespace: string): XmlElement | undefined {
    return this.children.find((child) => child.name === name && child.namespace === namespace);
  }

  /** The value of an attribute; without a namespace unless one is given. */
  attribute(name: string, namespace = ''): string | undefined {
    return this.node.attrs.find((attribute) => attribute.name === name && attribute.namespaceUri === namespace)?.value;
  }

  /** Whether both are the same element of the same document. */
  is(other: XmlElement): boolean {
    return this.#scope === other.#scope && this.node.isSameNode(other.node);
  }

  /** Whether this element stands inside the other one, at any depth. */
  isWithin(other: XmlElement): boolean {
    for (let above = this.parent; above !== undefined; above = above.parent) if (above.is(other)) return true;
    return false;
  }
}
