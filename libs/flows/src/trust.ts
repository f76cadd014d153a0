import { anchorsOf } from '@sigillum/qualification';
import type { TrustUsed } from '@sigillum/reports';
import type { TrustSnapshot } from '@sigillum/tsl';
import type { TrustAnchor } from '@sigillum/x509';

const joined = new WeakMap<readonly TrustAnchor[], WeakMap<readonly TrustAnchor[], readonly TrustAnchor[]>>();

/** The anchors of the caller and of the lists: the same array for the same two, since indexes are kept by it. */
export function trustedBy(own: readonly TrustAnchor[], lists: TrustSnapshot | undefined): readonly TrustAnchor[] {
  if (lists === undefined) return own;
  const listed = anchorsOf(lists);
  const byOwn = joined.get(listed) ?? new WeakMap<readonly TrustAnchor[], readonly TrustAnchor[]>();
  joined.set(listed, byOwn);
  const both = byOwn.get(own) ?? [...own, ...listed];
  byOwn.set(own, both);
  return both;
}

/** The trust in words of the reports. */
export function trustUsed(own: readonly TrustAnchor[], lists: TrustSnapshot | 'not-used' | 'missing'): TrustUsed {
  const anchors = own.length;
  return typeof lists === 'string' ? { anchors, trustLists: lists } : { anchors, trustLists: 'used', snapshot: lists.id };
}
