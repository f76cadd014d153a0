import { CmsError, parseSignedData } from '@sigillum/containers/cms';
import { digest } from '@sigillum/crypto';
import { type Budget, equalBytes } from '@sigillum/encoding';
import type { Certificate } from '@sigillum/x509';
import { certificateReferencesOf } from '../cms/certificate-references.js';
import type { CertificateReference, EmbeddedTimestamp, Signature } from '../types.js';

/** The signing certificate by its signed reference, or by the signer identifier where there is none; undefined where it is not at hand. */
export function signerOf(
  { certificateReferences, signerIdentifier }: Pick<Signature, 'certificateReferences' | 'signerIdentifier'>,
  certificates: readonly Certificate[],
): Certificate | undefined {
  const [reference] = certificateReferences;
  return certificates.find((one) => (reference ? isReferenced(one, reference) : isIdentified(one, signerIdentifier)));
}

function isReferenced({ bytes }: Certificate, { digestAlgorithm, digest: expected }: CertificateReference): boolean {
  return digestAlgorithm !== undefined && equalBytes(digest(digestAlgorithm, bytes), expected);
}

function isIdentified(certificate: Certificate, sid: Signature['signerIdentifier']): boolean {
  if (sid?.kind === 'issuerAndSerial') {
    return equalBytes(certificate.issuer.der, sid.issuer) && equalBytes(certificate.serialNumber, sid.serialNumber);
  }
  const { subjectKeyIdentifier } = certificate;
  return sid !== undefined && subjectKeyIdentifier !== undefined && equalBytes(subjectKeyIdentifier, sid.keyIdentifier);
}

/** The certificate that signed a time-stamp token; undefined where the token is unreadable or the certificate not at hand. */
export function tokenSignerOf({ token }: EmbeddedTimestamp, certificates: readonly Certificate[], budget: Budget): Certificate | undefined {
  try {
    const [signer] = parseSignedData(token, budget, { trailing: true }).signerInfos;
    if (!signer) return undefined;
    return signerOf(
      { certificateReferences: certificateReferencesOf(signer.signedAttributes), signerIdentifier: signer.sid },
      certificates,
    );
  } catch (error) {
    if (error instanceof CmsError) return undefined;
    throw error;
  }
}
