import type { Signature, SignedAttributes, SignedDocument } from '@sigillum/ades';
import { type Shape, shape } from '@sigillum/encoding';
import { algorithm, certificateReference, change, finding, material, reference, timestamp } from './parts.js';

const { bytes, flag, instant, listOf, literal, number, oneOf, optional, record, recursive, tagged, text, whole } = shape;

type SignaturePolicy = NonNullable<SignedAttributes['signaturePolicy']>;
type SignerIdentifier = NonNullable<Signature['signerIdentifier']>;

const signaturePolicy = tagged<'kind', SignaturePolicy>('kind', {
  implied: record<Extract<SignaturePolicy, { kind: 'implied' }>>({ kind: literal('implied') }),
  explicit: record<Extract<SignaturePolicy, { kind: 'explicit' }>>({
    kind: literal('explicit'),
    oid: text,
    digestAlgorithm: optional(text),
    digest: optional(bytes),
    uri: optional(text),
  }),
});

const attributes = record<SignedAttributes>({
  claimedSigningTime: optional(instant),
  contentType: optional(text),
  signaturePolicy: optional(signaturePolicy),
  commitmentTypes: listOf(text),
  claimedRoles: listOf(text),
  location: optional(text),
  reason: optional(text),
  contactInfo: optional(text),
  mimeType: optional(text),
  signed: listOf(text),
  unsigned: listOf(text),
});

const signerIdentifier = tagged<'kind', SignerIdentifier>('kind', {
  issuerAndSerial: record<Extract<SignerIdentifier, { kind: 'issuerAndSerial' }>>({
    kind: literal('issuerAndSerial'),
    issuer: bytes,
    serialNumber: bytes,
  }),
  subjectKeyIdentifier: record<Extract<SignerIdentifier, { kind: 'subjectKeyIdentifier' }>>({
    kind: literal('subjectKeyIdentifier'),
    keyIdentifier: bytes,
  }),
});

type EvidenceRecord = NonNullable<Signature['evidenceRecords']>[number];

const evidenceRecord = record<EvidenceRecord>({ id: text, kind: oneOf({ internal: true, external: true, detached: true }), bytes });

const signature: Shape<Signature> = recursive((self) =>
  record<Signature>({
    id: text,
    form: oneOf({ PAdES: true, CAdES: true, XAdES: true, JAdES: true, RFC3161: true }),
    level: text,
    label: text,
    format: listOf(finding),
    references: listOf(reference),
    signedBytes: optional(bytes),
    signatureValue: optional(bytes),
    algorithm: optional(algorithm),
    algorithmIdentifier: text,
    signerIdentifier: optional(signerIdentifier),
    certificateReferences: listOf(certificateReference),
    attributes,
    embedded: material,
    securityStores: optional(listOf(whole)),
    timestamps: listOf(timestamp),
    counterSignatures: listOf(self),
    counterSignatureOf: optional(text),
    evidenceRecords: optional(listOf(evidenceRecord)),
    coverage: record<Signature['coverage']>({
      wholeDocument: flag,
      text,
      revision: optional(whole),
      byteRange: optional(listOf(number)),
    }),
    changesAfter: listOf(change),
  }),
);

/** An opened document, which is plain data: digests of what is signed, and not the document itself. */
export const documentShape: Shape<SignedDocument> = record<SignedDocument>({
  format: oneOf({ PDF: true, CMS: true, XML: true, JSON: true, 'ASiC-S': true, 'ASiC-E': true }),
  size: whole,
  revisions: optional(whole),
  signatures: listOf(signature),
  timestamps: listOf(timestamp),
  evidenceRecords: optional(listOf(evidenceRecord)),
  notes: listOf(record<SignedDocument['notes'][number]>({ code: text, message: text })),
});
