import { LimitError } from '../errors.js';

/** Nesting that no value of ours comes near; deeper ones would be a matter of stack. */
const DEPTH = 100;

/**
 * A JSON value as the one text that it has: members in the order of their names (UTF-16 code units), no white space (RFC 8785). Members that are
 * undefined are left out. `LimitError` where it is nested over 100 deep.
 */
export function canonicalJson(value: unknown): string {
  return written(value, 0);
}

function written(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (depth === DEPTH) throw new LimitError('jsonDepth', DEPTH);
  if (Array.isArray(value)) return `[${value.map((one) => written(one, depth + 1)).join(',')}]`;
  const members = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => `${JSON.stringify(name)}:${written(one, depth + 1)}`)
    .join(',')}}`;
}
