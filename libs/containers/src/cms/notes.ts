import { context, type DerNode, TAG } from '@sigillum/encoding';
import type { CmsNote } from './types.js';

/** Elements that are kept as exact bytes and may be malformed inside: their own length is looked at, nothing below. */
const CONTEXT_TAGGED = new Set([context(0), context(1)]);

/**
 * How the structure departs from DER outside the signed attributes: ContentInfo, SignedData, the encapsulated content and each SignerInfo.
 * Certificates, CRLs and attributes are left alone.
 */
export function notesOf(contentInfo: DerNode): CmsNote[] {
  const notes = new Set<CmsNote>();
  const note = (node: DerNode): void => {
    if (node.indefinite) notes.add('CMS_INDEFINITE_LENGTH');
    else if (!hasShortestLength(node)) notes.add('CMS_NON_MINIMAL_LENGTH');
    if (node.tag === (TAG.OCTET_STRING | 0x20)) notes.add('CMS_CONSTRUCTED_STRING');
  };
  const below = (node: DerNode | undefined): readonly DerNode[] => (node?.constructed ? node.children() : []);
  const [type, explicit] = below(contentInfo);
  const [signedData] = below(explicit);
  const fields = below(signedData);
  const [, , content] = fields;
  const infos = below(fields.at(-1));
  [contentInfo, type, explicit, signedData].forEach((node) => node && note(node));
  [...fields, ...below(content), ...below(content).flatMap(below), ...infos].forEach(note);
  infos.flatMap(below).forEach((node) => {
    note(node);
    if (!CONTEXT_TAGGED.has(node.tag)) below(node).forEach(note);
  });
  return [...notes];
}

/** Whether the length has the form that DER gives it (X.690 10.1): definite, and in as few octets as can be. */
export function hasShortestLength({ source, start, contentStart, contentEnd, indefinite }: DerNode): boolean {
  if (indefinite) return false;
  const length = contentEnd - contentStart;
  const lengthOctets = contentStart - start - 1;
  const needed = length < 0x80 ? 1 : 1 + Math.ceil(length.toString(16).length / 2);
  const longTag = ((source[start] ?? 0) & 0x1f) === 0x1f;
  return longTag || lengthOctets <= needed;
}
