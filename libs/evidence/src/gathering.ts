import type { EvidenceOrigin } from '@sigillum/ades';
import { parseSignedData } from '@sigillum/containers/cms';
import { digest } from '@sigillum/crypto';
import { type Budget, CodedError, LimitError, toHex } from '@sigillum/encoding';
import {
  type Certificate,
  type Crl,
  type OcspResponse,
  parseCertificate,
  parseCrl,
  parseOcspResponse,
  type TrustAnchor,
} from '@sigillum/x509';
import { type AnchorIndex, anchorIndexOf, respondersNamedBy } from './anchor-index.js';
import { Shelf } from './shelf.js';
import type { Fetched } from './sources.js';
import type { EvidenceKind, EvidenceSet, FetchedFrom, UnreadableEvidence } from './types.js';

/** id-ri-ocsp-response (RFC 5940 2.1), id-pkix-ocsp-basic. */
const OCSP_FORMATS: ReadonlySet<string> = new Set(['1.3.6.1.5.5.7.16.2', '1.3.6.1.5.5.7.48.1.1']);

/** Kinds of evidence that online sources give. */
export type FetchedKind = Exclude<EvidenceKind, 'time-stamp'>;

interface Place {
  readonly origin: EvidenceOrigin;
  readonly from: FetchedFrom | undefined;
}

/** Collects evidence piece by piece into an `EvidenceSet`; the order of the pieces leaves no trace. */
export class Gathering {
  readonly #certificates: Shelf<Certificate>;
  readonly #crls: Shelf<Crl>;
  readonly #ocsps: Shelf<OcspResponse>;
  readonly #unreadable = new Map<string, UnreadableEvidence>();

  #budget: Budget;
  readonly anchors: AnchorIndex;

  constructor(anchors: readonly TrustAnchor[], budget: Budget) {
    this.#budget = budget;
    this.anchors = anchorIndexOf(anchors);
    this.#certificates = new Shelf((bytes, sha256) => {
      const anchor = this.anchors.bySha256.get(sha256);
      if (anchor !== undefined) return anchor;
      this.#budget.spend('certificates');
      return parseCertificate(bytes);
    });
    this.#crls = new Shelf((bytes) => parseCrl(bytes, this.#budget));
    this.#ocsps = new Shelf((bytes) => parseOcspResponse(bytes, this.#budget));
  }

  addCertificate(bytes: Uint8Array, origin: EvidenceOrigin, from?: FetchedFrom): void {
    this.#add(this.#certificates, bytes, { origin, from }, 'certificate');
  }

  /** The certificate of an anchor: read before, by whoever trusts it, and no cost of this document. */
  addAnchor(certificate: Certificate): void {
    this.#certificates.put(certificate, certificate.sha256, 'trust-anchor');
  }

  addCrl(bytes: Uint8Array, origin: EvidenceOrigin, from?: FetchedFrom): void {
    this.#add(this.#crls, bytes, { origin, from }, 'CRL');
  }

  addOcsp(bytes: Uint8Array, origin: EvidenceOrigin, from?: FetchedFrom): void {
    const response = this.#add(this.#ocsps, bytes, { origin, from }, 'OCSP response');
    for (const certificate of response?.certificates ?? []) this.addCertificate(certificate, origin, from);
    for (const certificate of response ? respondersNamedBy(response, this.anchors) : []) this.addAnchor(certificate);
  }

  /** From now on reading is paid for out of another purse. */
  payFrom(budget: Budget): void {
    this.#budget = budget;
  }

  /** What an online source gave. */
  addFetched(kind: FetchedKind, { bytes, url, at }: Fetched): void {
    const from = { url, at };
    if (kind === 'certificate') this.addCertificate(bytes, 'online', from);
    else if (kind === 'CRL') this.addCrl(bytes, 'online', from);
    else this.addOcsp(bytes, 'online', from);
  }

  /** What the CMS structure of a time-stamp token brings along; the time-stamp itself is not judged here. */
  addToken(token: Uint8Array): void {
    const signed = this.#reading(token, 'timestamp', 'time-stamp', () => parseSignedData(token, this.#budget, { trailing: true }));
    for (const bytes of signed?.certificates ?? []) this.addCertificate(bytes, 'timestamp');
    for (const bytes of signed?.crls ?? []) this.addCrl(bytes, 'timestamp');
    for (const { format, bytes } of signed?.otherRevocationInfo ?? []) if (OCSP_FORMATS.has(format)) this.addOcsp(bytes, 'timestamp');
  }

  toSet(): EvidenceSet {
    for (const { value } of this.#certificates.items()) {
      for (const name of [value.issuer.key, value.subject.key]) this.anchors.bySubject.get(name)?.forEach((one) => this.addAnchor(one));
    }
    return {
      certificates: this.#certificates.items(),
      crls: this.#crls.items(),
      ocsps: this.#ocsps.items(),
      anchors: this.anchors.anchors,
      unreadable: [...this.#unreadable.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item),
      notCollected: [],
    };
  }

  #add<T extends { readonly id: string }>(shelf: Shelf<T>, bytes: Uint8Array, { origin, from }: Place, kind: EvidenceKind): T | undefined {
    return this.#reading(bytes, origin, kind, (sha256) => {
      const value = shelf.add(bytes, sha256, origin, from);
      if (value === undefined) this.#refuse(sha256, origin, kind);
      return value;
    });
  }

  #reading<T>(bytes: Uint8Array, origin: EvidenceOrigin, kind: EvidenceKind, read: (sha256: string) => T): T | undefined {
    const sha256 = toHex(digest('SHA-256', bytes));
    try {
      return read(sha256);
    } catch (error) {
      if (error instanceof LimitError || !(error instanceof CodedError)) throw error;
      this.#refuse(sha256, origin, kind, error.code as string);
      return undefined;
    }
  }

  /** Once for each origin; a repeated object keeps the code of the first reading. */
  #refuse(sha256: string, origin: EvidenceOrigin, kind: EvidenceKind, code?: string): void {
    const first = [...this.#unreadable.values()].find((item) => item.id === `X-${sha256.toUpperCase()}` && item.kind === kind);
    const key = `${sha256} ${kind} ${origin}`;
    this.#unreadable.set(key, { id: `X-${sha256.toUpperCase()}`, origin, kind, code: code ?? first?.code ?? 'UNREADABLE' });
  }
}
