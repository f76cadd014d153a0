import { type DerNode, TAG } from '@sigillum/encoding';
import type { CmsNote } from './types.js';

/** How the outer layers depart from DER: down to the children of SignedData, beyond which exact bytes are kept. */
export function notesOf(whole: DerNode): CmsNote[] {
  const notes = new Set<CmsNote>();
  const look = (node: DerNode, levels: number): void => {
    if (node.indefinite) notes.add('CMS_INDEFINITE_LENGTH');
    if (node.tag === (TAG.OCTET_STRING | 0x20)) notes.add('CMS_CONSTRUCTED_STRING');
    if (!node.indefinite && longForm(node)) notes.add('CMS_NON_MINIMAL_LENGTH');
    if (levels > 0 && node.constructed) node.children().forEach((child) => look(child, levels - 1));
  };
  look(whole, 5);
  return [...notes];
}

function longForm({ source, start, contentStart, contentEnd }: DerNode): boolean {
  const length = contentEnd - contentStart;
  const octets = contentStart - start - 1;
  const needed = length < 0x80 ? 1 : 1 + Math.ceil(length.toString(16).length / 2);
  return source[start] !== undefined && (source[start] & 0x1f) !== 0x1f && octets > needed;
}
