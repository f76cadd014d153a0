import { EncodingError } from '../errors.js';
import type { DerNode } from './node.js';

/**
 * Walks the elements of a SEQUENCE or SET in their order, as a schema names them:
 * `const c = new DerCursor(node, TAG.SEQUENCE, 'Validity'); const a = c.next(TAG.UTC_TIME, 'notBefore'); c.end();`
 */
export class DerCursor {
  readonly #children: readonly DerNode[];
  #at = 0;

  constructor(
    private readonly node: DerNode,
    tag: number,
    private readonly name: string,
  ) {
    if (node.tag !== tag)
      throw new EncodingError('DER_UNEXPECTED', `${name}: tag ${hex(tag)} expected, ${hex(node.tag)} found`, node.start);
    this.#children = node.children();
  }

  get done(): boolean {
    return this.#at >= this.#children.length;
  }

  peek(): DerNode | undefined {
    return this.#children[this.#at];
  }

  /** The next element, of this tag where one is named; it must be there. */
  next(tag: number | undefined, field: string): DerNode {
    const child = this.peek();
    if (!child) throw new EncodingError('DER_UNEXPECTED', `${this.name}.${field} is missing`, this.node.end);
    if (tag !== undefined && child.tag !== tag) {
      throw new EncodingError('DER_UNEXPECTED', `${this.name}.${field}: tag ${hex(tag)} expected, ${hex(child.tag)} found`, child.start);
    }
    this.#at++;
    return child;
  }

  /** The next element if it has one of these tags. */
  optional(...tags: readonly number[]): DerNode | undefined {
    const child = this.peek();
    if (!child || !tags.includes(child.tag)) return undefined;
    this.#at++;
    return child;
  }

  /** All that is left. */
  rest(): readonly DerNode[] {
    const left = this.#children.slice(this.#at);
    this.#at = this.#children.length;
    return left;
  }

  /** Nothing may be left. */
  end(): void {
    const child = this.peek();
    if (child) throw new EncodingError('DER_UNEXPECTED', `${this.name}: an element that does not belong here`, child.start);
  }
}

function hex(tag: number): string {
  return `0x${tag.toString(16).padStart(2, '0')}`;
}
