import type { CmsAttribute } from '@sigillum/containers/cms';
import { digestAlgorithmOf, readAlgorithmIdentifier } from '@sigillum/crypto';
import { context, DerCursor, type DerNode, readOctetString, TAG } from '@sigillum/encoding';
import type { CertificateReference } from '../types.js';
import { readValue, singleValueOf } from './attribute-values.js';
import { ATTRIBUTE } from './oids.js';

const SHA_1 = '1.3.14.3.2.26';
const SHA_256 = '2.16.840.1.101.3.4.2.1';

/**
 * ESS signing-certificate and signing-certificate-v2 (RFC 5035 3, 4) of the signed attributes: the first ESSCertID names the signer, the
 * rest its path. An attribute that is malformed, or stands there more than once, counts as absent (RFC 5035 5.4: one instance, one value).
 */
export function certificateReferencesOf(signed: readonly CmsAttribute[] | undefined): CertificateReference[] {
  const of = (oid: string, name: Parameters<typeof readReferences>[1]): CertificateReference[] =>
    readValue(singleValueOf(signed, oid), (node) => readReferences(node, name)) ?? [];
  return [...of(ATTRIBUTE.signingCertificateV2, 'signing-certificate-v2'), ...of(ATTRIBUTE.signingCertificate, 'signing-certificate')];
}

function readReferences(node: DerNode, attribute: 'signing-certificate' | 'signing-certificate-v2'): CertificateReference[] {
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'SigningCertificate');
  const certs = cursor.next(TAG.SEQUENCE, 'certs').children();
  cursor.optional(TAG.SEQUENCE); // policies: informative
  cursor.end();
  return certs.map((cert) => readReference(cert, attribute));
}

function readReference(node: DerNode, attribute: 'signing-certificate' | 'signing-certificate-v2'): CertificateReference {
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'ESSCertID');
  const algorithm = attribute === 'signing-certificate-v2' ? cursor.optional(TAG.SEQUENCE) : undefined;
  const standard = attribute === 'signing-certificate' ? SHA_1 : SHA_256;
  const digestIdentifier = algorithm ? readAlgorithmIdentifier(algorithm).oid : standard;
  const digest = readOctetString(cursor.next(TAG.OCTET_STRING, 'certHash'));
  const issuerSerial = cursor.optional(TAG.SEQUENCE);
  cursor.end();
  return {
    attribute,
    digestAlgorithm: digestAlgorithmOf(digestIdentifier),
    digestIdentifier,
    digest,
    ...(issuerSerial ? { issuerSerial: readIssuerSerial(issuerSerial) } : {}),
  };
}

function readIssuerSerial(node: DerNode): NonNullable<CertificateReference['issuerSerial']> {
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'IssuerSerial');
  const names = cursor.next(TAG.SEQUENCE, 'issuer').children();
  const serialNumber = cursor.next(TAG.INTEGER, 'serialNumber').content;
  const directory = names.find((name) => name.tag === context(4));
  return { issuer: directory?.children()[0]?.raw, serialNumber };
}
