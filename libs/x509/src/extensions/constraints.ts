import { context, type DerNode, DerCursor, EncodingError, readBoolean, TAG } from '@sigillum/encoding';
import { parseGeneralName } from '../name/general-name.js';
import type { GeneralSubtree, NameConstraints } from '../types.js';

/** A count that must not be negative: SkipCerts, BaseDistance, pathLenConstraint. Leading zeros, which DER refuses, do not change it. */
function readCount(node: DerNode): number {
  const [first] = node.content;
  if (first === undefined || first >= 0x80) throw new EncodingError('DER_VALUE', 'a count below zero or without content', node.start);
  const count = node.content.reduce((sum, octet) => sum * 256 + octet, 0);
  if (!Number.isSafeInteger(count)) throw new EncodingError('DER_VALUE', 'a count too large to be meant', node.start);
  return count;
}

function optionalCount(node: DerNode | undefined): number | undefined {
  return node && readCount(node);
}

/** BasicConstraints (RFC 5280 4.2.1.9). */
export function readBasicConstraints(node: DerNode): { ca: boolean; pathLength?: number } {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'BasicConstraints');
  const ca = fields.optional(TAG.BOOLEAN);
  const pathLength = optionalCount(fields.optional(TAG.INTEGER));
  fields.end();
  return { ca: ca !== undefined && readBoolean(ca), ...(pathLength !== undefined && { pathLength }) };
}

/** PolicyConstraints (RFC 5280 4.2.1.11). */
export function readPolicyConstraints(node: DerNode): { requireExplicit?: number; inhibitMapping?: number } {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'PolicyConstraints');
  const requireExplicit = optionalCount(fields.optional(context(0, false)));
  const inhibitMapping = optionalCount(fields.optional(context(1, false)));
  fields.end();
  return { ...(requireExplicit !== undefined && { requireExplicit }), ...(inhibitMapping !== undefined && { inhibitMapping }) };
}

/** InhibitAnyPolicy (RFC 5280 4.2.1.14). */
export function readInhibitAnyPolicy(node: DerNode): number {
  if (node.tag !== TAG.INTEGER) throw new EncodingError('DER_UNEXPECTED', 'InhibitAnyPolicy: an INTEGER expected', node.start);
  return readCount(node);
}

/** NameConstraints (RFC 5280 4.2.1.10). */
export function readNameConstraints(node: DerNode): NameConstraints {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'NameConstraints');
  const permitted = fields.optional(context(0))?.children().map(readSubtree) ?? [];
  const excluded = fields.optional(context(1))?.children().map(readSubtree) ?? [];
  fields.end();
  return { permitted, excluded };
}

function readSubtree(node: DerNode): GeneralSubtree {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'GeneralSubtree');
  const base = parseGeneralName(fields.next(undefined, 'base'));
  const minimum = optionalCount(fields.optional(context(0, false))) ?? 0;
  const maximum = optionalCount(fields.optional(context(1, false)));
  fields.end();
  return { base, minimum, ...(maximum !== undefined && { maximum }) };
}
