import { duplicateExtensions } from '../extensions/read-extensions.js';
import type { Extension } from '../types.js';

/** Identifiers of extensions that must be understood and cannot be: critical and not `known`, or more than once there. */
export function refusedExtensions(extensions: readonly Extension[], known: ReadonlySet<string>): readonly string[] {
  const unknown = extensions.filter(({ critical, oid }) => critical && !known.has(oid)).map(({ oid }) => oid);
  return [...new Set([...unknown, ...duplicateExtensions(extensions)])];
}
