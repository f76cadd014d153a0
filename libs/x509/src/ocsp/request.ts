import { digest, type DigestAlgorithm, digestOid } from '@sigillum/crypto';
import { context, TAG, writeElement, writeNull, writeOctetString, writeOid, writeSequence } from '@sigillum/encoding';
import { EXTENSION } from '../extensions/oids.js';
import { keyBits } from '../revocation/ocsp/cert-id.js';
import type { Certificate, CertificateIssuer } from '../types.js';

/** About whom a responder is asked, and how. */
export interface OcspQuestion {
  readonly certificate: Certificate;
  readonly issuer: CertificateIssuer;
  /** 1 to 128 octets (RFC 9654 2.1); none where an answer made beforehand is as good. */
  readonly nonce?: Uint8Array;
  /** Of the CertID; SHA-1 unless said otherwise, which every responder knows (RFC 6960 4.3). It protects nothing. */
  readonly hash?: DigestAlgorithm;
}

/** An unsigned OCSPRequest about one certificate (RFC 6960 4.1.1). DER. Throws `EncodingError` where the issuer's key is unreadable. */
export function writeOcspRequest({ certificate, issuer, nonce, hash = 'SHA-1' }: OcspQuestion): Uint8Array {
  const certId = writeSequence(
    writeSequence(writeOid(digestOid(hash)), writeNull()),
    writeOctetString(digest(hash, certificate.issuer.der)),
    writeOctetString(digest(hash, keyBits(issuer))),
    writeElement(TAG.INTEGER, certificate.serialNumber),
  );
  const requestList = writeSequence(writeSequence(certId));
  if (nonce === undefined) return writeSequence(writeSequence(requestList));
  const extension = writeSequence(writeOid(EXTENSION.ocspNonce), writeOctetString(writeOctetString(nonce)));
  return writeSequence(writeSequence(requestList, writeElement(context(2), writeSequence(extension))));
}
