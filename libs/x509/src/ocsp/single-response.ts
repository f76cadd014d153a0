import { readAlgorithmIdentifier } from '@sigillum/crypto';
import { context, type DerNode, DerCursor, EncodingError, type Instant, readOctetString, readTime, TAG } from '@sigillum/encoding';
import { onlyChild } from '../certificate/fields.js';
import { readReason } from '../extensions/distribution-points.js';
import { EXTENSION } from '../extensions/oids.js';
import { readExtension, readExtensions } from '../extensions/read-extensions.js';
import { X509Error } from '../errors.js';
import type { Extension, OcspCertStatus, OcspSingleResponse } from '../types.js';
import { refusedExtensions } from './refused-extensions.js';

/** Some responders repeat the nonce here and mark it critical; it binds the answer to a request and says nothing about the certificate. */
const KNOWN = new Set<string>([
  EXTENSION.ocspNonce,
  EXTENSION.ocspArchiveCutoff,
  EXTENSION.certHash,
  EXTENSION.ocspCrlReferences,
  EXTENSION.reasonCode,
  EXTENSION.invalidityDate,
]);

/** Reads a SingleResponse (RFC 6960 4.2.1). Throws `EncodingError`, `X509Error` EXTENSION_MALFORMED. */
export function readSingleResponse(node: DerNode): OcspSingleResponse {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'SingleResponse');
  const certId = readCertId(fields.next(TAG.SEQUENCE, 'certID'));
  const certStatus = readCertStatus(fields.next(undefined, 'certStatus'));
  const thisUpdate = readTime(fields.next(TAG.GENERALIZED_TIME, 'thisUpdate'));
  const nextUpdate = fields.optional(context(0));
  const list = fields.optional(context(1));
  fields.end();
  const extensions = list ? readExtensions(onlyChild(list)) : [];
  return {
    ...certId,
    certStatus,
    thisUpdate,
    nextUpdate: nextUpdate && readTime(onlyChild(nextUpdate)),
    archiveCutoff: readArchiveCutoff(extensions),
    certHash: readExtension(extensions, EXTENSION.certHash, readCertHash),
    unknownCriticalExtensions: refusedExtensions(extensions, KNOWN),
  };
}

/** A malformed cutoff says nothing: without one the response speaks of fewer expired certificates, never of more. */
function readArchiveCutoff(extensions: readonly Extension[]): Instant | undefined {
  try {
    return readExtension(extensions, EXTENSION.ocspArchiveCutoff, (value) => readTime(value));
  } catch (error) {
    if (error instanceof X509Error) return undefined;
    throw error;
  }
}

function readCertId(node: DerNode): Pick<OcspSingleResponse, 'hashAlgorithm' | 'issuerNameHash' | 'issuerKeyHash' | 'serialNumber'> {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'CertID');
  const hashAlgorithm = readAlgorithmIdentifier(fields.next(TAG.SEQUENCE, 'hashAlgorithm')).oid;
  const issuerNameHash = readOctetString(fields.next(TAG.OCTET_STRING, 'issuerNameHash'));
  const issuerKeyHash = readOctetString(fields.next(TAG.OCTET_STRING, 'issuerKeyHash'));
  const serialNumber = fields.next(TAG.INTEGER, 'serialNumber').content;
  fields.end();
  return { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber };
}

function readCertStatus(node: DerNode): OcspCertStatus {
  switch (node.tag) {
    case context(0, false):
      return { status: 'good' };
    case context(1):
      return readRevokedInfo(node);
    case context(2, false):
      return { status: 'unknown' };
    default:
      throw new EncodingError('DER_UNEXPECTED', 'CertStatus: good, revoked or unknown expected', node.start);
  }
}

function readRevokedInfo(node: DerNode): OcspCertStatus {
  const fields = new DerCursor(node, context(1), 'RevokedInfo');
  const revocationTime = readTime(fields.next(TAG.GENERALIZED_TIME, 'revocationTime'));
  const reason = fields.optional(context(0));
  fields.end();
  return { status: 'revoked', revocationTime, reason: reason ? readReason(onlyChild(reason)) : 'unspecified' };
}

/** CertHash of Common PKI (ISIS-MTT) part 4: the digest of the certificate that the responder knows. */
function readCertHash(node: DerNode): { algorithm: string; value: Uint8Array } {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'CertHash');
  const algorithm = readAlgorithmIdentifier(fields.next(TAG.SEQUENCE, 'hashAlgorithm')).oid;
  const value = readOctetString(fields.next(TAG.OCTET_STRING, 'certificateHash'));
  fields.end();
  return { algorithm, value };
}
