import type { EvidenceOrigin } from '@sigillum/ades';
import type { Certificate, Crl, OcspResponse, TrustAnchor } from '@sigillum/x509';

/** A piece of evidence with all the places it came from. */
export interface EvidenceItem<T> {
  readonly id: string;
  readonly value: T;
  readonly origins: readonly EvidenceOrigin[];
}

/**
 * All that a verdict is drawn from besides the document and the policy. Immutable; items are known by the SHA-256 of their
 * bytes and stand in the order of their ids, so that the order of collection can make no difference.
 */
export interface EvidenceSet {
  readonly certificates: readonly EvidenceItem<Certificate>[];
  readonly crls: readonly EvidenceItem<Crl>[];
  readonly ocsps: readonly EvidenceItem<OcspResponse>[];
  readonly anchors: readonly TrustAnchor[];
  /** Objects that were there and could not be read: kept so that the report can say so. */
  readonly unreadable: readonly { readonly id: string; readonly origin: EvidenceOrigin; readonly kind: string; readonly code: string }[];
  /** What was not asked and why: `offline`, … */
  readonly notCollected: readonly { readonly what: string; readonly why: string }[];
}
