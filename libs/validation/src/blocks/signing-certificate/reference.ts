import type { CertificateReference, Signature } from '@sigillum/ades';
import { digest } from '@sigillum/crypto';
import { equalBytes, readDer } from '@sigillum/encoding';
import { type Certificate, parseName } from '@sigillum/x509';

/** Whether the digest of the certificate is the one in a signed reference; false also where its algorithm is not known. */
export function digestMatches(reference: CertificateReference, certificate: Certificate): boolean {
  return reference.digestAlgorithm !== undefined && equalBytes(digest(reference.digestAlgorithm, certificate.bytes), reference.digest);
}

/** Whether the issuer and serial number beside the digest are the certificate's; true where the reference gives none. */
export function issuerSerialMatches(reference: CertificateReference, certificate: Certificate): boolean {
  const { issuerSerial } = reference;
  if (issuerSerial === undefined) return true;
  if (!equalBytes(issuerSerial.serialNumber, certificate.serialNumber)) return false;
  return issuerSerial.issuer === undefined || isIssuer(issuerSerial.issuer, certificate);
}

/** Whether the certificate is the one that the signature structure names (CMS sid). */
export function identifierMatches(identifier: NonNullable<Signature['signerIdentifier']>, certificate: Certificate): boolean {
  if (identifier.kind === 'subjectKeyIdentifier') {
    return equalBytes(keyIdentifierOf(certificate) ?? digest('SHA-1', certificate.publicKeyBits), identifier.keyIdentifier);
  }
  return equalBytes(identifier.serialNumber, certificate.serialNumber) && isIssuer(identifier.issuer, certificate);
}

/** A malformed extension names no key. */
function keyIdentifierOf(certificate: Certificate): Uint8Array | undefined {
  try {
    return certificate.subjectKeyIdentifier;
  } catch {
    return undefined;
  }
}

/** Names are compared as RFC 5280 7.1 says where their bytes differ; what is no name matches nothing. */
function isIssuer(der: Uint8Array, certificate: Certificate): boolean {
  if (equalBytes(der, certificate.issuer.der)) return true;
  try {
    return parseName(readDer(der)).key === certificate.issuer.key;
  } catch {
    return false;
  }
}

/** The references of each attribute apart: every attribute has to agree with the signing certificate. */
function byAttribute(references: readonly CertificateReference[]): ReadonlyMap<string, readonly CertificateReference[]> {
  const attributes = new Map<string, CertificateReference[]>();
  for (const reference of references) {
    const same = attributes.get(reference.attribute);
    if (same === undefined) attributes.set(reference.attribute, [reference]);
    else same.push(reference);
  }
  return attributes;
}

/** Whether each attribute that refers to the signing certificate has a reference whose digest is this certificate's. */
export function allAttributesMatch(references: readonly CertificateReference[], certificate: Certificate): boolean {
  return [...byAttribute(references).values()].every((group) => group.some((reference) => digestMatches(reference, certificate)));
}
