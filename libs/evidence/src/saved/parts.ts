import type {
  CertificateReference,
  DocumentChange,
  EmbeddedMaterial,
  EmbeddedObject,
  EmbeddedTimestamp,
  EvidenceOrigin,
  FormatFinding,
  SignedReference,
  TimestampCover,
} from '@sigillum/ades';
import type { SignatureAlgorithm } from '@sigillum/crypto';
import { shape } from '@sigillum/encoding';
import { digestAlgorithmShape as digestAlgorithm, signatureSchemeShape } from './algorithm-shapes.js';

const { bytes, flag, listOf, mapOf, oneOf, optional, record, text, whole } = shape;

export const origin = oneOf<EvidenceOrigin>({
  signature: true,
  'signed-attribute': true,
  'unsigned-attribute': true,
  dss: true,
  vri: true,
  timestamp: true,
  supplied: true,
  online: true,
  'trust-anchor': true,
});

export const algorithm = record<SignatureAlgorithm>({
  scheme: signatureSchemeShape,
  digest: optional(digestAlgorithm),
  pss: optional(record({ mgfDigest: digestAlgorithm, saltLength: whole })),
  oid: text,
});

export const finding = record<FormatFinding>({
  rule: oneOf({
    'signature-value-present': true,
    'byte-range': true,
    'contents-token': true,
    'contents-padding': true,
    'covers-revision': true,
    'byte-range-nesting': true,
    'cms-readable': true,
    'single-signer-info': true,
    'signed-attributes-present': true,
    'signed-attributes-der': true,
    'no-embedded-content': true,
    'content-type': true,
    'message-digest-attribute': true,
    'algorithms-consistent': true,
    'sub-filter': true,
    'format-accepted': true,
    'signature-dictionary': true,
    'signature-field': true,
    'signature-reachable': true,
    'document-structure': true,
    'undefined-changes': true,
    'doc-mdp': true,
    'field-mdp': true,
    'page-count': true,
    'annotation-changes': true,
    'annotation-overlap': true,
    'form-changes': true,
    'archive-hash-index': true,
    'timestamp-statement': true,
    'baseline-profile': true,
  }),
  holds: flag,
  code: optional(text),
  message: optional(text),
});

export const reference = record<SignedReference>({
  name: text,
  digestAlgorithm: optional(digestAlgorithm),
  digestIdentifier: text,
  expected: optional(bytes),
  actual: optional(bytes),
  found: flag,
});

export const certificateReference = record<CertificateReference>({
  attribute: text,
  digestAlgorithm: optional(digestAlgorithm),
  digestIdentifier: text,
  digest: bytes,
  issuerSerial: optional(record({ issuer: optional(bytes), serialNumber: bytes })),
});

const object = record<EmbeddedObject>({ bytes, origin, revision: optional(whole) });

export const material = record<EmbeddedMaterial>({ certificates: listOf(object), crls: listOf(object), ocsps: listOf(object) });

export const timestamp = record<EmbeddedTimestamp>({
  id: text,
  kind: oneOf({
    'content-timestamp': true,
    'signature-timestamp': true,
    'archive-timestamp': true,
    'document-timestamp': true,
    'validation-data-timestamp': true,
  }),
  token: bytes,
  imprints: mapOf(digestAlgorithm, bytes),
  format: listOf(finding),
  coveredRevision: optional(whole),
  covers: optional(record<TimestampCover>({ signatures: listOf(text), timestamps: listOf(text), material: listOf(text) })),
});

export const change = record<DocumentChange>({
  class: oneOf({
    'validation-data': true,
    'document-timestamp': true,
    signature: true,
    'form-fill': true,
    annotation: true,
    metadata: true,
    unchanged: true,
    undefined: true,
  }),
  revision: whole,
  object: optional(whole),
  page: optional(whole),
  field: optional(text),
  allowed: flag,
  code: text,
  message: text,
});
