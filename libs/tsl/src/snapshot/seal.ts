import { digest } from '@sigillum/crypto';
import { toHex } from '@sigillum/encoding';
import type { TrustedList, TrustSnapshot } from '../types.js';

/** Gives a snapshot its name and closes it. */
export function sealed(content: Omit<TrustSnapshot, 'id'>): TrustSnapshot {
  const { lotl, lists, trusted } = content;
  for (const part of [lotl, ...lists, ...trusted]) Object.freeze(part);
  Object.freeze(lists);
  Object.freeze(trusted);
  return Object.freeze({ id: snapshotId(content), ...content });
}

/** `L-` and SHA-256 over the digests of the lists in use, the list of the lists among them, in the order of their territories. */
function snapshotId({ listOfLists, trusted }: Omit<TrustSnapshot, 'id'>): string {
  const lines = [...(listOfLists ? [lineOf(listOfLists)] : []), ...trusted.map(lineOf).sort()];
  return `L-${toHex(digest('SHA-256', Buffer.from(lines.join('\n'), 'utf8'))).toUpperCase()}`;
}

function lineOf({ territory, sequenceNumber, sha256 = '' }: TrustedList): string {
  return `${territory} ${sequenceNumber} ${sha256}`;
}
