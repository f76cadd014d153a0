import { Budget } from '../budget.js';
import { EncodingError } from '../errors.js';
import { type DerNode, type Rules, readElement } from './node.js';

export interface ReadOptions {
  /** `der` unless said otherwise. */
  rules?: Rules;
  /** Bytes may follow the element; the caller looks at `node.end`. */
  trailing?: boolean;
  budget?: Budget;
}

/** Reads the one element that the bytes are. Throws `EncodingError` with its position, `LimitError` when the budget is spent. */
export function readDer(bytes: Uint8Array, options: ReadOptions = {}): DerNode {
  const node = readElement(
    { source: bytes, rules: options.rules ?? 'der', depth: 1, budget: options.budget ?? new Budget() },
    0,
    bytes.length,
  );
  if (node.end !== bytes.length && !options.trailing) {
    throw new EncodingError('DER_TRAILING_BYTES', `${bytes.length - node.end} bytes follow the element`, node.end);
  }
  return node;
}
