import type { Signature, SignedDocument } from '@sigillum/ades';
import { parseSignedData, type SignerInfo } from '@sigillum/containers/cms';
import { type Budget, CodedError, equalBytes, LimitError, toHex } from '@sigillum/encoding';
import type { Certificate } from '@sigillum/x509';
import { withCounterSignatures } from '../evidence-of.js';

/**
 * Finds, among certificates, those that a signature or a time-stamp of the document may have been made with: each once, in the order of the document. Which of
 * them it is, and whether it is, validation finds out; here it decides only for whom the world is asked. Throws `LimitError`.
 */
export function signersOf(document: SignedDocument, budget: Budget): (certificates: readonly Certificate[]) => Certificate[] {
  const signatures = [...withCounterSignatures(document.signatures)];
  const tokens = [...signatures.flatMap(({ timestamps }) => timestamps), ...document.timestamps];
  const names = tokens.flatMap(({ token }) => signerInfosOf(token, budget)).map(({ sid }) => sid);
  const tests: ((certificate: Certificate) => boolean)[] = [
    ...signatures.map((signature) => (one: Certificate) => isReferenced(one, signature) || isNamed(one, signature.signerIdentifier)),
    ...names.map((sid) => (one: Certificate) => isNamed(one, sid)),
  ];
  return (certificates) => [...new Set(tests.flatMap((test) => certificates.filter(test)))];
}

function isReferenced({ sha256 }: Certificate, { certificateReferences }: Signature): boolean {
  return certificateReferences.some(({ digestAlgorithm, digest }) => digestAlgorithm === 'SHA-256' && toHex(digest) === sha256);
}

function isNamed(certificate: Certificate, sid: Signature['signerIdentifier']): boolean {
  if (sid === undefined) return false;
  if (sid.kind === 'issuerAndSerial') {
    return equalBytes(certificate.issuer.der, sid.issuer) && equalBytes(certificate.serialNumber, sid.serialNumber);
  }
  try {
    const { subjectKeyIdentifier } = certificate;
    return subjectKeyIdentifier !== undefined && equalBytes(subjectKeyIdentifier, sid.keyIdentifier);
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}

function signerInfosOf(token: Uint8Array, budget: Budget): readonly SignerInfo[] {
  try {
    return parseSignedData(token, budget, { trailing: true }).signerInfos;
  } catch (error) {
    if (error instanceof LimitError || !(error instanceof CodedError)) throw error;
    return [];
  }
}
