import { digest, digestAlgorithmOf } from '@sigillum/crypto';
import { DerCursor, TAG, equalBytes, readBitString, readDer } from '@sigillum/encoding';
import type { Certificate, CertificateIssuer, OcspSingleResponse } from '../../types.js';

/** Whether a CertID is that of a certificate, recomputed with the digest that it uses; `unsupported` where that digest is unknown (RFC 6960 4.1.1). */
export function matchCertId(single: OcspSingleResponse, certificate: Certificate, issuer: CertificateIssuer): boolean | 'unsupported' {
  if (!equalBytes(minimal(single.serialNumber), minimal(certificate.serialNumber))) return false;
  const algorithm = digestAlgorithmOf(single.hashAlgorithm);
  if (!algorithm) return 'unsupported';
  // The issuer's name as the certificate has it; some responders take it from the CA's own certificate, where the strings may be of another type.
  const names = [certificate.issuer.der, issuer.subject.der];
  return (
    names.some((name) => equalBytes(digest(algorithm, name), single.issuerNameHash)) &&
    equalBytes(digest(algorithm, keyBits(issuer)), single.issuerKeyHash)
  );
}

/** subjectPublicKey without tag, length and count of unused bits. */
export function keyBits(issuer: CertificateIssuer): Uint8Array {
  if (issuer.certificate) return issuer.certificate.publicKeyBits;
  const cursor = new DerCursor(readDer(issuer.publicKeyInfo, { rules: 'ber' }), TAG.SEQUENCE, 'SubjectPublicKeyInfo');
  cursor.next(TAG.SEQUENCE, 'algorithm');
  return readBitString(cursor.next(TAG.BIT_STRING, 'subjectPublicKey')).bytes;
}

/** Serial numbers compare as numbers: zeros that one side wrote too many do not tell them apart. The zero that keeps a number positive does. */
function minimal(serial: Uint8Array): Uint8Array {
  let first = 0;
  while (first < serial.length - 1 && serial[first] === 0 && (serial[first + 1] ?? 0) < 0x80) first++;
  return serial.subarray(first);
}
