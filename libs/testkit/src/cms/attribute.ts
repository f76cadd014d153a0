import type { DigestAlgorithm } from '@sigillum/crypto';
import { readDer, type Instant, TAG, writeElement, writeOctetString, writeOid, writeSequence } from '@sigillum/encoding';

import { explicit, implicit, time } from '../asn1/elements.js';
import { OID } from '../asn1/oids.js';
import { digestIdentifier, digestOf } from '../pki/signature-scheme.js';

/** One Attribute (RFC 5652 5.3) with its values in the order given. */
export function attribute(oid: string, ...values: readonly Uint8Array[]): Uint8Array {
  return writeSequence(writeOid(oid), writeElement(TAG.SET, ...values));
}

export function contentTypeAttribute(contentType: string): Uint8Array {
  return attribute(OID.contentType, writeOid(contentType));
}

export function messageDigestAttribute(...digests: readonly Uint8Array[]): Uint8Array {
  return attribute(OID.messageDigest, ...digests.map(writeOctetString));
}

export function signingTimeAttribute(instant: Instant): Uint8Array {
  return attribute(OID.signingTime, time(instant));
}

/** ESSCertID with SHA-1 (RFC 2634 5.4). */
export function signingCertificateAttribute(certificate: Uint8Array, withIssuer = true): Uint8Array {
  const id = writeSequence(writeOctetString(digestOf('SHA-1', certificate)), ...(withIssuer ? [issuerSerial(certificate)] : []));
  return attribute(OID.signingCertificate, writeSequence(writeSequence(id)));
}

/** ESSCertIDv2 (RFC 5035 3); the identifier of SHA-256 is the default and left out (DER). */
export function signingCertificateV2Attribute(
  certificate: Uint8Array,
  digest: DigestAlgorithm = 'SHA-256',
  hash: Uint8Array = digestOf(digest, certificate),
  withIssuer = false,
): Uint8Array {
  const identifier = digest === 'SHA-256' ? [] : [digestIdentifier(digest)];
  const id = writeSequence(...identifier, writeOctetString(hash), ...(withIssuer ? [issuerSerial(certificate)] : []));
  return attribute(OID.signingCertificateV2, writeSequence(writeSequence(id)));
}

/** CMSAlgorithmProtection (RFC 6211 2). */
export function algorithmProtectionAttribute(digest: Uint8Array, signature: Uint8Array): Uint8Array {
  return attribute(OID.cmsAlgorithmProtection, writeSequence(digest, implicit(1, signature)));
}

/** IssuerSerial of RFC 5035 4: general names around the issuer, and the serial number. */
function issuerSerial(certificate: Uint8Array): Uint8Array {
  const { issuer, serialNumber } = issuerAndSerialOf(certificate);
  return writeSequence(writeSequence(explicit(4, issuer)), serialNumber);
}

/** DER of the issuer name and of the serial number INTEGER of a certificate. */
export function issuerAndSerialOf(certificate: Uint8Array): { issuer: Uint8Array; serialNumber: Uint8Array } {
  const fields = readDer(certificate).children()[0]?.children() ?? [];
  const [, serialNumber, , issuer] = fields;
  if (serialNumber === undefined || issuer === undefined) throw new Error('not a version 3 certificate');
  return { issuer: issuer.raw, serialNumber: serialNumber.raw };
}
