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
import type { EvidenceItem, EvidenceKind, EvidenceSet, UnreadableEvidence } from './types.js';

/** id-ri-ocsp-response (RFC 5940 2.1), id-pkix-ocsp-basic. */
const OCSP_FORMATS: ReadonlySet<string> = new Set(['1.3.6.1.5.5.7.16.2', '1.3.6.1.5.5.7.48.1.1']);

interface Known<T> {
  readonly value: T;
  readonly origins: Set<EvidenceOrigin>;
}

/** One kind of evidence, each object read once: by the digest of the bytes as found, then by the id of what was read. */
class Shelf<T extends { readonly id: string }> {
  readonly #byBytes = new Map<string, T | null>();
  readonly #byId = new Map<string, Known<T>>();

  constructor(readonly read: (bytes: Uint8Array) => T) {}

  /** The object that the bytes are; undefined where they were found unreadable before. Throws what `read` throws the first time. */
  add(bytes: Uint8Array, sha256: string, origin: EvidenceOrigin): T | undefined {
    const before = this.#byBytes.get(sha256);
    if (before === null) return undefined;
    if (before === undefined) this.#byBytes.set(sha256, null);
    return this.put(before ?? this.read(bytes), sha256, origin);
  }

  /** The same for an object that has been read already. */
  put(value: T, sha256: string, origin: EvidenceOrigin): T {
    const known = this.#byId.get(value.id) ?? { value, origins: new Set<EvidenceOrigin>() };
    known.origins.add(origin);
    this.#byId.set(value.id, known);
    this.#byBytes.set(sha256, known.value);
    return known.value;
  }

  items(): EvidenceItem<T>[] {
    return [...this.#byId.entries()].sort(byKey).map(([id, { value, origins }]) => ({ id, value, origins: [...origins].sort() }));
  }
}

/** Collects evidence piece by piece into an `EvidenceSet`; the order of the pieces leaves no trace. */
export class Gathering {
  readonly #certificates: Shelf<Certificate>;
  readonly #crls: Shelf<Crl>;
  readonly #ocsps: Shelf<OcspResponse>;
  readonly #unreadable = new Map<string, UnreadableEvidence>();

  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
    this.#certificates = new Shelf((bytes) => {
      budget.spend('certificates');
      return parseCertificate(bytes);
    });
    this.#crls = new Shelf((bytes) => parseCrl(bytes, budget));
    this.#ocsps = new Shelf((bytes) => parseOcspResponse(bytes, budget));
  }

  addCertificate(bytes: Uint8Array, origin: EvidenceOrigin): void {
    this.#add(this.#certificates, bytes, origin, 'certificate');
  }

  /** The certificate of an anchor: read before, by whoever trusts it, and no cost of this document. */
  addAnchor(certificate: Certificate): void {
    this.#certificates.put(certificate, certificate.sha256.toUpperCase(), 'trust-anchor');
  }

  addCrl(bytes: Uint8Array, origin: EvidenceOrigin): void {
    this.#add(this.#crls, bytes, origin, 'CRL');
  }

  addOcsp(bytes: Uint8Array, origin: EvidenceOrigin): void {
    const response = this.#add(this.#ocsps, bytes, origin, 'OCSP response');
    for (const certificate of response?.certificates ?? []) this.addCertificate(certificate, origin);
  }

  /** What the CMS structure of a time-stamp token brings along; the time-stamp itself is not judged here. */
  addToken(token: Uint8Array): void {
    const signed = this.#reading(token, 'timestamp', 'time-stamp', () => parseSignedData(token, this.#budget, { trailing: true }));
    for (const bytes of signed?.certificates ?? []) this.addCertificate(bytes, 'timestamp');
    for (const bytes of signed?.crls ?? []) this.addCrl(bytes, 'timestamp');
    for (const { format, bytes } of signed?.otherRevocationInfo ?? []) if (OCSP_FORMATS.has(format)) this.addOcsp(bytes, 'timestamp');
  }

  toSet(anchors: readonly TrustAnchor[]): EvidenceSet {
    return {
      certificates: this.#certificates.items(),
      crls: this.#crls.items(),
      ocsps: this.#ocsps.items(),
      anchors: [...anchors].sort((a, b) => compareText(anchorKey(a), anchorKey(b))),
      unreadable: [...this.#unreadable.entries()].sort(byKey).map(([, item]) => item),
      notCollected: [],
    };
  }

  #add<T extends { readonly id: string }>(shelf: Shelf<T>, bytes: Uint8Array, origin: EvidenceOrigin, kind: EvidenceKind): T | undefined {
    return this.#reading(bytes, origin, kind, (sha256) => {
      const value = shelf.add(bytes, sha256, origin);
      if (value === undefined) this.#refuse(sha256, origin, kind);
      return value;
    });
  }

  #reading<T>(bytes: Uint8Array, origin: EvidenceOrigin, kind: EvidenceKind, read: (sha256: string) => T): T | undefined {
    const sha256 = toHex(digest('SHA-256', bytes)).toUpperCase();
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
    const first = [...this.#unreadable.values()].find((item) => item.id === `X-${sha256}` && item.kind === kind);
    const key = `${sha256} ${kind} ${origin}`;
    this.#unreadable.set(key, { id: `X-${sha256}`, origin, kind, code: code ?? first?.code ?? 'UNREADABLE' });
  }
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return compareText(a[0], b[0]);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Two certificates of one key are two anchors. */
function anchorKey({ subject, publicKeyInfo, certificate, sunset }: TrustAnchor): string {
  return [subject.key, toHex(publicKeyInfo), certificate?.id ?? '', sunset ?? ''].join(' ');
}
