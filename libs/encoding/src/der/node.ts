import type { Budget } from '../budget.js';
import { EncodingError } from '../errors.js';

/** DER refuses what has a second spelling; BER is what the outer layers of real CMS use. */
export type Rules = 'der' | 'ber';

/** Identifier octets of the universal types in use, as they stand in DER. */
export const TAG = {
  BOOLEAN: 0x01,
  INTEGER: 0x02,
  BIT_STRING: 0x03,
  OCTET_STRING: 0x04,
  NULL: 0x05,
  OID: 0x06,
  ENUMERATED: 0x0a,
  UTF8_STRING: 0x0c,
  SEQUENCE: 0x30,
  SET: 0x31,
  NUMERIC_STRING: 0x12,
  PRINTABLE_STRING: 0x13,
  T61_STRING: 0x14,
  IA5_STRING: 0x16,
  UTC_TIME: 0x17,
  GENERALIZED_TIME: 0x18,
  VISIBLE_STRING: 0x1a,
  UNIVERSAL_STRING: 0x1c,
  BMP_STRING: 0x1e,
} as const;

/** The identifier octet of a context tag: `context(0)` for constructed [0], `context(0, false)` for primitive [0]. */
export function context(number: number, constructed = true): number {
  return 0x80 | (constructed ? 0x20 : 0) | number;
}

/**
 * One ASN.1 element inside a buffer: where it stands and how far it reaches, so that the exact bytes stay at hand.
 * Offsets are absolute in `source`. `contentEnd` leaves out the end-of-contents octets of an indefinite length.
 */
export class DerNode {
  #children: readonly DerNode[] | undefined;

  readonly source: Uint8Array;
  /** The identifier octet; for tag numbers above 30 its low bits are all set and `number` has the tag number. */
  readonly tag: number;
  readonly number: number;
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
  readonly rules: Rules;
  readonly depth: number;
  readonly #budget: Budget;

  constructor(context: ReadContext, header: Header, extent: Extent) {
    this.source = context.source;
    this.rules = context.rules;
    this.depth = context.depth;
    this.#budget = context.budget;
    this.tag = header.tag;
    this.number = header.number;
    this.start = header.start;
    this.contentStart = header.contentStart;
    this.contentEnd = extent.contentEnd;
    this.end = extent.end;
    this.#children = extent.children;
  }

  get constructed(): boolean {
    return (this.tag & 0x20) !== 0;
  }

  get indefinite(): boolean {
    return this.end !== this.contentEnd;
  }

  /** The element as it stands, identifier and length octets included. */
  get raw(): Uint8Array {
    return this.source.subarray(this.start, this.end);
  }

  get content(): Uint8Array {
    return this.source.subarray(this.contentStart, this.contentEnd);
  }

  /** The elements inside a constructed one, read on the first call. */
  children(): readonly DerNode[] {
    this.#children ??= this.#readChildren();
    return this.#children;
  }

  #readChildren(): readonly DerNode[] {
    if (!this.constructed) throw new EncodingError('DER_UNEXPECTED', 'a primitive element has no elements inside', this.start);
    const children: DerNode[] = [];
    const context = { source: this.source, rules: this.rules, depth: this.depth + 1, budget: this.#budget };
    for (let at = this.contentStart; at < this.contentEnd;) {
      const child = readElement(context, at, this.contentEnd);
      children.push(child);
      at = child.end;
    }
    return children;
  }
}

/** What stays the same for the elements of one level. */
export interface ReadContext {
  readonly source: Uint8Array;
  readonly rules: Rules;
  readonly depth: number;
  readonly budget: Budget;
}

interface Extent {
  readonly contentEnd: number;
  readonly end: number;
  /** The elements inside, where they had to be read to find the end. */
  readonly children?: readonly DerNode[];
}

interface Header {
  readonly tag: number;
  readonly number: number;
  readonly start: number;
  readonly contentStart: number;
}

/**
 * Reads the element that starts at `start` and must end by `limit` (X.690 8.1, 10.1). Only identifier and length are
 * looked at, except for an indefinite length, whose end has to be searched.
 */
export function readElement(context: ReadContext, start: number, limit: number): DerNode {
  const { source } = context;
  context.budget.spend('derNodes');
  context.budget.within('derDepth', context.depth);
  let at = start;
  const tag = octet(source, at++, limit);
  let number = tag & 0x1f;
  if ((tag & 0xdf) === 0) throw new EncodingError('DER_TAG', 'end-of-contents octets that end nothing', start);
  if (number === 0x1f) [number, at] = readHighTag(source, at, limit);
  const first = octet(source, at++, limit);
  if (first === 0x80) return readIndefinite(context, { tag, number, start, contentStart: at }, limit);
  let length = first;
  if (first > 0x80) [length, at] = readLongLength(context, at, limit, first & 0x7f);
  if (length > limit - at) throw new EncodingError('DER_TRUNCATED', `an element of ${length} bytes does not fit`, start);
  return new DerNode(context, { tag, number, start, contentStart: at }, { contentEnd: at + length, end: at + length });
}

function octet(source: Uint8Array, at: number, limit: number): number {
  const value = at < limit ? source[at] : undefined;
  if (value === undefined) throw new EncodingError('DER_TRUNCATED', 'the input ends inside an element', at);
  return value;
}

function readHighTag(source: Uint8Array, start: number, limit: number): [number, number] {
  let number = 0;
  let at = start;
  for (let i = 0; ; i++) {
    const value = octet(source, at, limit);
    if (i === 4 || (i === 0 && value === 0x80)) throw new EncodingError('DER_TAG', 'a tag number too large or not minimal', at);
    number = number * 128 + (value & 0x7f);
    at++;
    if (value < 0x80) break;
  }
  if (number < 0x1f) throw new EncodingError('DER_TAG', 'a small tag number in the long form', at);
  return [number, at];
}

function readLongLength({ source, rules }: ReadContext, at: number, limit: number, octets: number): [number, number] {
  if (octets > 6) throw new EncodingError('DER_LENGTH', 'a length of more than six octets', at);
  let length = 0;
  for (let i = 0; i < octets; i++) length = length * 256 + octet(source, at + i, limit);
  if (rules === 'der' && (source[at] === 0 || length < 0x80)) throw new EncodingError('DER_LENGTH', 'a length that is not minimal', at);
  return [length, at + octets];
}

function readIndefinite(context: ReadContext, header: Header, limit: number): DerNode {
  if (context.rules === 'der') throw new EncodingError('DER_LENGTH', 'an indefinite length where DER is demanded', header.start);
  if ((header.tag & 0x20) === 0) throw new EncodingError('DER_LENGTH', 'an indefinite length on a primitive element', header.start);
  const inner = { ...context, depth: context.depth + 1 };
  const children: DerNode[] = [];
  let at = header.contentStart;
  while (octet(context.source, at, limit) !== 0 || octet(context.source, at + 1, limit) !== 0) {
    const child = readElement(inner, at, limit);
    children.push(child);
    at = child.end;
  }
  // kept, so that nested indefinite lengths are read once and not once for each level
  return new DerNode(context, header, { contentEnd: at, end: at + 2, children });
}
