import type { Signature } from '@sigillum/ades';
import { toHex } from '@sigillum/encoding';
import { type Certificate, type OcspResponse, subjectKeyIdOf, type TrustAnchor } from '@sigillum/x509';

/** The anchors in a fixed order, and their certificates by what a document may know of them. */
export interface AnchorIndex {
  readonly anchors: readonly TrustAnchor[];
  readonly bySha256: ReadonlyMap<string, Certificate>;
  readonly bySubject: ReadonlyMap<string, readonly Certificate[]>;
  /** By the SHA-1 of the key bits, as OCSP responders are named (RFC 6960 4.2.1); hex. */
  readonly byKeyHash: ReadonlyMap<string, readonly Certificate[]>;
  readonly bySerialNumber: ReadonlyMap<string, readonly Certificate[]>;
}

/** Thousands of anchors serve many documents: one index for each list. */
const indexes = new WeakMap<readonly TrustAnchor[], AnchorIndex>();

/** The index of a list of anchors. Two certificates of one name and key are two anchors. */
export function anchorIndexOf(anchors: readonly TrustAnchor[]): AnchorIndex {
  const known = indexes.get(anchors);
  if (known !== undefined) return known;
  const certificates = anchors.map((anchor) => anchor.certificate).filter((certificate) => certificate !== undefined);
  const keyed = anchors.map((anchor) => ({ key: sortKey(anchor), anchor }));
  const index: AnchorIndex = {
    anchors: keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ anchor }) => anchor),
    bySha256: new Map(certificates.map((certificate) => [certificate.sha256, certificate])),
    bySubject: Map.groupBy(certificates, (certificate) => certificate.subject.key),
    byKeyHash: Map.groupBy(certificates, (certificate) => toHex(subjectKeyIdOf(certificate))),
    bySerialNumber: Map.groupBy(certificates, (certificate) => toHex(certificate.serialNumber)),
  };
  indexes.set(anchors, index);
  return index;
}

/** The certificates of anchors that a signature may have been made with, though it does not bring them along. */
export function anchorsNamedBy({ signerIdentifier, certificateReferences }: Signature, index: AnchorIndex): Certificate[] {
  const bySerial =
    signerIdentifier?.kind === 'issuerAndSerial' ? index.bySerialNumber.get(toHex(signerIdentifier.serialNumber)) : undefined;
  const byDigest = certificateReferences.map((reference) => index.bySha256.get(toHex(reference.digest)));
  return [...(bySerial ?? []), ...byDigest.filter((certificate) => certificate !== undefined)];
}

/** The certificates of anchors that an OCSP response may have been signed with, though it does not bring them along. */
export function respondersNamedBy({ responder }: OcspResponse, index: AnchorIndex): readonly Certificate[] {
  return ('byName' in responder ? index.bySubject.get(responder.byName.key) : index.byKeyHash.get(toHex(responder.byKey))) ?? [];
}

function sortKey({ subject, publicKeyInfo, certificate, sunset }: TrustAnchor): string {
  return [subject.key, toHex(publicKeyInfo), certificate?.id ?? '', sunset ?? ''].join(' ');
}
