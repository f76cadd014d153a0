import type { EmbeddedTimestamp, SignedReference } from '@sigillum/ades';
import { digest } from '@sigillum/crypto';
import { fromHex, toHex } from '@sigillum/encoding';
import type { EvidenceKind, UnreadableEvidence } from '@sigillum/evidence';
import type { Certificate, TrustAnchor } from '@sigillum/x509';
import type { TimestampConclusion } from '@sigillum/validation';
import { timestampsOf, type ValidationResult } from '../../result.js';
import { digestAlgorithmUri, type ObjectType } from '../identifiers.js';
import { readToken } from './read-token.js';
import type { ValidationObject } from './validation-object.js';

/**
 * Everything that the verdicts of a result rest on, each object once, by kind and then by id: signed data, certificates and keys, CRLs, OCSP
 * responses, time-stamps, and what could not be read.
 */
export function collectObjects(result: ValidationResult): ReadonlyMap<string, ValidationObject> {
  const { document, evidence, signatures } = result;
  const timestamps = [...document.timestamps, ...signatures.flatMap(({ signature }) => signature.timestamps)];
  const objects = [
    ...byId(signatures.flatMap(({ signature }) => signature.references.flatMap((one) => signedDataObject(one) ?? []))),
    ...byId([
      ...evidence.certificates.map(({ value }) => certificateObject(value)),
      ...[...signatures.map(({ conclusion }) => conclusion), ...timestampsOf(result)].flatMap(chainObjects),
    ]),
    ...evidence.crls.map(({ value }): ValidationObject => ({ id: value.id, type: 'CRL', representation: { bytes: value.bytes } })),
    ...evidence.ocsps.map(({ value }): ValidationObject => ({
      id: value.id,
      type: 'OCSPResponse',
      representation: { bytes: value.bytes },
    })),
    ...byId(timestamps.map(timestampObject)),
    ...evidence.unreadable.map(unreadableObject),
  ];
  return new Map(objects.map((object) => [object.id, object]));
}

/** Id of the data that a reference covers; undefined where not even a digest of it is known. */
export function signedDataId(reference: SignedReference): string | undefined {
  const value = reference.actual ?? reference.expected;
  if (value === undefined) return undefined;
  const name = `${signedDataAlgorithm(reference)}\u0000${toHex(value)}\u0000${reference.name}`;
  return `D-${toHex(digest('SHA-256', Buffer.from(name, 'utf8')))
    .slice(0, 32)
    .toUpperCase()}`;
}

export function signedDataAlgorithm({ digestAlgorithm, digestIdentifier }: SignedReference): string {
  return digestAlgorithmUri(digestAlgorithm, digestIdentifier);
}

/** Id of the certificate of an anchor, or of its key where it came without one. */
export function anchorId({ certificate, publicKeyInfo }: TrustAnchor): string {
  return certificate?.id ?? `K-${toHex(digest('SHA-256', publicKeyInfo)).toUpperCase()}`;
}

function signedDataObject(reference: SignedReference): ValidationObject | undefined {
  const id = signedDataId(reference);
  const value = reference.actual ?? reference.expected;
  if (id === undefined || value === undefined) return undefined;
  return { id, type: 'signedData', representation: { algorithm: signedDataAlgorithm(reference), digest: value } };
}

function certificateObject(certificate: Certificate): ValidationObject {
  return { id: certificate.id, type: 'certificate', representation: { bytes: certificate.bytes } };
}

function chainObjects({ signingCertificate, chain }: Pick<TimestampConclusion, 'signingCertificate' | 'chain'>): ValidationObject[] {
  const certificates = [signingCertificate, ...(chain?.certificates ?? [])].filter((one) => one !== undefined);
  return [...certificates.map(certificateObject), ...(chain === undefined ? [] : [anchorObject(chain.anchor)])];
}

function anchorObject(anchor: TrustAnchor): ValidationObject {
  if (anchor.certificate !== undefined) return certificateObject(anchor.certificate);
  return { id: anchorId(anchor), type: 'publicKey', representation: { bytes: anchor.publicKeyInfo } };
}

function timestampObject(timestamp: EmbeddedTimestamp): ValidationObject {
  const bytes = readToken(timestamp)?.bytes ?? timestamp.token;
  return { id: timestamp.id, type: 'timestamp', representation: { bytes } };
}

const UNREADABLE_TYPE: Readonly<Record<EvidenceKind, ObjectType>> = {
  certificate: 'certificate',
  CRL: 'CRL',
  'OCSP response': 'OCSPResponse',
  'time-stamp': 'timestamp',
};

/** Of what could not be read, the id keeps the digest. */
function unreadableObject({ id, kind }: UnreadableEvidence): ValidationObject {
  const representation = { algorithm: digestAlgorithmUri('SHA-256'), digest: fromHex(id.slice(2).toLowerCase()) };
  return { id, type: UNREADABLE_TYPE[kind], representation };
}

function byId(objects: readonly ValidationObject[]): ValidationObject[] {
  return [...objects].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
