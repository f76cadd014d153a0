import { equalBytes } from '@sigillum/encoding';
import type { Certificate, CertificateIssuer, CertificationPath, TrustAnchor } from '../types.js';
import { workingKey } from './working-key.js';

/** Whether a certificate carries an anchor's subject and public key: it is then trusted as the anchor is (TS 119 615 4.3). */
export function isAnchor(certificate: Certificate, anchor: TrustAnchor): boolean {
  return certificate.subject.key === anchor.subject.key && equalBytes(certificate.publicKeyInfo, anchor.publicKeyInfo);
}

/** Subject and issuer are the same name (RFC 5280 3.2): certificates of key roll-over and policy change, which some counters leave out. */
export function isSelfIssued(certificate: Certificate): boolean {
  return certificate.subject.key === certificate.issuer.key;
}

/** Who issued `certificates[index]` of a path: the certificate above, or the anchor. A DSA key without parameters comes with those it inherits. */
export function issuerAt(path: CertificationPath, index: number): CertificateIssuer {
  const above = path.certificates[index + 1];
  if (!above) return path.anchor;
  return { ...asIssuer(above), publicKeyInfo: workingKey(issuerAt(path, index + 1).publicKeyInfo, above.publicKeyInfo) };
}

/** A certificate in the role of an issuer. */
export function asIssuer(certificate: Certificate): CertificateIssuer {
  return { subject: certificate.subject, publicKeyInfo: certificate.publicKeyInfo, certificate };
}
