import type { EvidenceSet } from '@sigillum/evidence';
import { anchorsOf, snapshotFor } from '@sigillum/qualification';
import type { TrustUsed } from '@sigillum/reports';
import { isDemonstration, type TrustSnapshot } from '@sigillum/tsl/in-use';
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

/** Evidence with the part of the lists that a verdict on it can rest on. */
interface TrustAtHand {
  readonly evidence: EvidenceSet;
  readonly lists?: TrustSnapshot;
}

/**
 * Leaves away those of thousands of list entries and their anchors to which no certificate at hand can lead, by its subject or issuer: what a verdict is drawn from is then
 * small enough to be kept beside it. The caller's own anchors all stay.
 */
export function trustAtHand(evidence: EvidenceSet, own: readonly TrustAnchor[], lists: TrustSnapshot | undefined): TrustAtHand {
  if (lists === undefined) return { evidence };
  const names = evidence.certificates.flatMap(({ value }) => [value.subject.key, value.issuer.key]);
  const reached = snapshotFor(lists, names);
  const [kept, named] = [new Set(own), new Set(anchorsOf(reached).map(({ subject }) => subject.key))];
  const anchors = evidence.anchors.filter((anchor) => kept.has(anchor) || named.has(anchor.subject.key));
  return { evidence: { ...evidence, anchors }, lists: reached };
}

/** The trust in words of the reports. */
export function trustUsed(own: readonly TrustAnchor[], lists: TrustSnapshot | 'not-used' | 'missing'): TrustUsed {
  const anchors = own.length;
  if (typeof lists === 'string') return { anchors, trustLists: lists };
  return { anchors, trustLists: 'used', snapshot: lists.id, ...(isDemonstration(lists) && { set: 'demonstration' }) };
}
