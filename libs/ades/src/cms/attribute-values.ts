import type { CmsAttribute } from '@sigillum/containers/cms';
import { type DerNode, EncodingError, readDer } from '@sigillum/encoding';

/** All values of an attribute, over all its occurrences. */
export function valuesOf(attributes: readonly CmsAttribute[] | undefined, oid: string): Uint8Array[] {
  return (attributes ?? []).filter((one) => one.oid === oid).flatMap((one) => one.values);
}

/** The value of an attribute that stands there exactly once with exactly one value; undefined otherwise. */
export function singleValueOf(attributes: readonly CmsAttribute[] | undefined, oid: string): Uint8Array | undefined {
  const occurrences = (attributes ?? []).filter((one) => one.oid === oid);
  return occurrences.length === 1 && occurrences[0]?.values.length === 1 ? occurrences[0].values[0] : undefined;
}

/** What `read` makes of the value's DER; undefined where it is malformed, which counts as absent (EN 319 102-1 5.2.8). */
export function readValue<T>(value: Uint8Array | undefined, read: (node: DerNode) => T): T | undefined {
  if (value === undefined) return undefined;
  try {
    return read(readDer(value, { rules: 'ber' }));
  } catch (error) {
    if (error instanceof EncodingError) return undefined;
    throw error;
  }
}
