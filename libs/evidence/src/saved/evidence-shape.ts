import { Budget, CodedError, equalBytes, readDer, type Shape, shape, ShapeError } from '@sigillum/encoding';
import {
  type AnchorGrant,
  type Certificate,
  parseCertificate,
  parseCrl,
  parseName,
  parseOcspResponse,
  type TrustAnchor,
  trustAnchorOf,
} from '@sigillum/x509';
import type { EvidenceItem, EvidenceSet, FetchedFrom, NotCollected, UnreadableEvidence } from '../types.js';
import { origin } from './parts.js';

const { bytes, instant, listOf, oneOf, optional, record, text, via } = shape;

/** Bytes that are read again where they are loaded: ids and contents can't differ from them. */
function readable<T>(what: string, read: (bytes: Uint8Array) => T): (found: Uint8Array, at: string) => T {
  return (found, at) => {
    try {
      return read(found);
    } catch (error) {
      if (error instanceof CodedError) throw new ShapeError(at, what);
      throw error;
    }
  };
}

interface SavedItem {
  readonly bytes: Uint8Array;
  readonly origins: EvidenceItem<unknown>['origins'];
  readonly fetchedFrom?: readonly FetchedFrom[];
}

const savedItem = record<SavedItem>({
  bytes,
  origins: listOf(origin),
  fetchedFrom: optional(listOf(record<FetchedFrom>({ url: text, at: instant }))),
});

function itemsOf<T extends { readonly id: string; readonly bytes: Uint8Array }>(
  read: (found: Uint8Array, at: string) => T,
): Shape<readonly EvidenceItem<T>[]> {
  return via<readonly EvidenceItem<T>[], readonly SavedItem[]>(
    listOf(savedItem),
    (items) => items.map(({ value, origins, fetchedFrom }) => ({ bytes: value.bytes, origins, ...(fetchedFrom && { fetchedFrom }) })),
    (items, at) =>
      ascending(
        items.map(({ bytes: found, ...rest }, index) => {
          const value = read(found, `${at}[${index}]`);
          return { id: value.id, value, ...rest };
        }),
        at,
      ),
  );
}

function ascending<T extends { readonly id: string }>(items: readonly T[], at: string): readonly T[] {
  items.forEach((item, index) => {
    const before = items[index - 1];
    if (before !== undefined && before.id >= item.id) throw new ShapeError(`${at}[${index}]`, 'the order of ids, each once,');
  });
  return items;
}

/** Name and key are left out where they are those of the certificate. */
interface SavedAnchor {
  readonly certificate?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly publicKeyInfo?: Uint8Array;
  readonly sunset?: number;
  readonly grants?: readonly AnchorGrant[];
}

const readCertificate = readable('a certificate', parseCertificate);
const readSubject = readable('a distinguished name', (der) => parseName(readDer(der)));

function saveAnchor({ certificate, subject, publicKeyInfo, sunset, grants }: TrustAnchor): SavedAnchor {
  return {
    ...(certificate && { certificate: certificate.bytes }),
    ...(certificate && equalBytes(certificate.subject.der, subject.der) ? {} : { subject: subject.der }),
    ...(certificate && equalBytes(certificate.publicKeyInfo, publicKeyInfo) ? {} : { publicKeyInfo }),
    ...(sunset !== undefined && { sunset }),
    ...(grants && { grants }),
  };
}

function loadAnchor(saved: SavedAnchor, at: string): TrustAnchor {
  const own: Partial<TrustAnchor> = saved.certificate ? trustAnchorOf(readCertificate(saved.certificate, at)) : {};
  const subject = saved.subject ? readSubject(saved.subject, at) : own.subject;
  const publicKeyInfo = saved.publicKeyInfo ?? own.publicKeyInfo;
  if (!subject || !publicKeyInfo) throw new ShapeError(at, 'a certificate, or a name and a key,');
  const { sunset, grants } = saved;
  return { ...own, subject, publicKeyInfo, ...(sunset !== undefined && { sunset }), ...(grants && { grants }) };
}

const anchor = via<TrustAnchor, SavedAnchor>(
  record<SavedAnchor>({
    certificate: optional(bytes),
    subject: optional(bytes),
    publicKeyInfo: optional(bytes),
    sunset: optional(instant),
    grants: optional(
      listOf(
        record<AnchorGrant>({
          type: oneOf({ 'CA/QC': true, 'TSA/QTST': true, 'Certstatus/OCSP': true }),
          from: instant,
          until: optional(instant),
        }),
      ),
    ),
  }),
  saveAnchor,
  loadAnchor,
);

/** An evidence set: certificates, lists and responses as bytes, with where and when they were had. A budget of its own for each object. */
export const evidenceShape: Shape<EvidenceSet> = record<EvidenceSet>({
  certificates: itemsOf<Certificate>(readCertificate),
  crls: itemsOf(readable('a CRL', (found) => parseCrl(found, new Budget()))),
  ocsps: itemsOf(readable('an OCSP response', (found) => parseOcspResponse(found, new Budget()))),
  anchors: listOf(anchor),
  unreadable: listOf(
    record<UnreadableEvidence>({
      id: text,
      origin,
      kind: oneOf({ certificate: true, CRL: true, 'OCSP response': true, 'time-stamp': true }),
      code: text,
    }),
  ),
  notCollected: listOf(
    record<NotCollected>({
      what: text,
      why: oneOf({
        offline: true,
        'no-online-source': true,
        blocked: true,
        'circuit-open': true,
        'timed-out': true,
        failed: true,
        'too-large': true,
        'not-what-was-asked': true,
        limit: true,
      }),
      url: optional(text),
    }),
  ),
});
