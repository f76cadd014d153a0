import type { EvidenceOrigin } from '@sigillum/ades';
import type { Instant } from '@sigillum/encoding';
import type { Certificate, Crl, OcspResponse, TrustAnchor } from '@sigillum/x509';
import type { FetchFailure } from './sources.js';

/** A piece of evidence with all the places it came from. */
export interface EvidenceItem<T> {
  readonly id: string;
  readonly value: T;
  readonly origins: readonly EvidenceOrigin[];
  /** Where and when it was had from online sources, in the order of the addresses; absent where it was not. */
  readonly fetchedFrom?: readonly FetchedFrom[];
}

export interface FetchedFrom {
  readonly url: string;
  readonly at: Instant;
}

/** What a piece of evidence is. */
export type EvidenceKind = 'certificate' | 'CRL' | 'OCSP response' | 'time-stamp';

/** An object that was there and could not be read. */
export interface UnreadableEvidence {
  /** `X-` and the SHA-256 of the bytes in upper-case hex. */
  readonly id: string;
  readonly origin: EvidenceOrigin;
  readonly kind: EvidenceKind;
  readonly code: string;
}

/** Why something was not asked for, or not had though it was asked for. */
export type NotCollectedReason = 'offline' | 'no-online-source' | FetchFailure;

/** Something that would have been asked online and was not, or that was asked for in vain. */
export interface NotCollected {
  /** `issuer of`, `CRL for` or `OCSP response for` and the certificate's id. */
  readonly what: string;
  readonly why: NotCollectedReason;
  /** The address that gave nothing; absent where none was asked. */
  readonly url?: string;
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
  readonly unreadable: readonly UnreadableEvidence[];
  /** What was not asked, or asked in vain, and why: `offline`, `timed-out`, … */
  readonly notCollected: readonly NotCollected[];
}

/** Material that the caller hands in; trusted for nothing. */
export interface SuppliedEvidence {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** OCSPResponse or BasicOCSPResponse. */
  readonly ocsps: readonly Uint8Array[];
}
