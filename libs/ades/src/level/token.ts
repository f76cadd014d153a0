import { CmsError, parseSignedData, type SignedData } from '@sigillum/containers/cms';
import { digest } from '@sigillum/crypto';
import { type Budget, equalBytes } from '@sigillum/encoding';
import type { Certificate } from '@sigillum/x509';
import { certificateReferencesOf } from '../cms/certificate-references.js';
import { embeddedIn, NOTHING_EMBEDDED } from '../cms/embedded.js';
import type { CertificateReference, EmbeddedMaterial, EmbeddedTimestamp, Signature } from '../types.js';

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
export function tokenSignerOf(timestamp: EmbeddedTimestamp, certificates: readonly Certificate[], budget: Budget): Certificate | undefined {
  const [signer] = readToken(timestamp, budget)?.signerInfos ?? [];
  if (!signer) return undefined;
  return signerOf({ certificateReferences: certificateReferencesOf(signer.signedAttributes), signerIdentifier: signer.sid }, certificates);
}

/** What a time-stamp token brings along. */
export function tokenMaterialOf(timestamp: EmbeddedTimestamp, budget: Budget): EmbeddedMaterial {
  const signedData = readToken(timestamp, budget);
  return signedData ? embeddedIn(signedData, signedData.signerInfos[0]) : NOTHING_EMBEDDED;
}

const known = new WeakMap<Uint8Array, SignedData | null>();

/** A document time-stamp is asked for by each signature that it covers, and read once. */
function readToken({ token }: EmbeddedTimestamp, budget: Budget): SignedData | undefined {
  const before = known.get(token);
  if (before !== undefined) return before ?? undefined;
  const read = tryToRead(token, budget);
  known.set(token, read ?? null);
  return read;
}

function tryToRead(token: Uint8Array, budget: Budget): SignedData | undefined {
  try {
    return parseSignedData(token, budget, { trailing: true });
  } catch (error) {
    if (error instanceof CmsError) return undefined;
    throw error;
  }
}
