import type { SignedReference } from '@sigillum/ades';
import { type AlgorithmIdentifier, readPublicKey, readSignatureAlgorithm, type SignatureAlgorithm } from '@sigillum/crypto';
import type { Instant } from '@sigillum/encoding';
import { digestReliability, type Reason, type Reliability, signatureReliability } from '@sigillum/validation';
import type { Certificate } from '@sigillum/x509';
import type { JudgedSignature, ValidationResult } from '../../result.js';
import { dateTime, digestAlgorithmUri, ownUri, signatureAlgorithmUri } from '../identifiers.js';
import { signedDataId } from '../objects/collect-objects.js';
import { reference } from '../objects/references.js';
import { element, textElement, type XmlElement } from '../xml/element.js';

/** An algorithm where it was used, and what the policy holds of it; undefined: it could not be computed with at all. */
interface UsedAlgorithm {
  readonly object: string;
  readonly algorithm: string;
  readonly keyBits?: number | undefined;
  readonly reliability: Reliability | undefined;
}

/**
 * The algorithms that made a conclusion CRYPTO_CONSTRAINTS_FAILURE (with or without POE), each with the object that it was used for and
 * until when it was reliable: elements of CryptoInformationType (TS 119 102-2 4.3.12.7.1). One at least; none for other conclusions.
 */
export function cryptoInformation(judged: JudgedSignature, result: ValidationResult): XmlElement[] {
  const { subIndication, reasons } = judged.conclusion;
  if (!subIndication?.startsWith('CRYPTO_CONSTRAINTS_FAILURE')) return [];
  const used = reasons.filter((one) => one.severity === 'fail').flatMap((reason) => usedAlgorithms(reason, judged, result));
  const unreliable = used.filter(({ reliability }) => reliability?.reliable !== true);
  const shown = unreliable.length > 0 ? unreliable : [ofSignature(judged, result)];
  const elements = shown.map(cryptoElement);
  return [...new Map(elements.map((one) => [JSON.stringify(one), one])).values()];
}

function cryptoElement({ object, algorithm, keyBits, reliability }: UsedAlgorithm): XmlElement {
  return element('CryptoInformation', [
    reference('ValidationObjectId', [object]),
    element('Algorithm', algorithm),
    keyBits === undefined
      ? undefined
      : element('AlgorithmParameters', [element('Type', ownUri('algorithm-parameter', 'key-bits')), element('Value', String(keyBits))]),
    element('SecureAlgorithm', 'false'),
    textElement('NotAfter', dateTime(reliability?.reliable === false ? reliability.deadline : undefined)),
  ]);
}

/** The algorithms that a failed check was about; none where it was about something else. */
function usedAlgorithms({ check, evidence }: Reason, judged: JudgedSignature, result: ValidationResult): UsedAlgorithm[] {
  switch (check) {
    case 'CV.reference-digests-computed':
    case 'SAV.reference-algorithms':
      return judged.signature.references.map((one) => ofReference(one, judged, result));
    case 'CV.signature-computed':
    case 'SAV.signature-algorithm':
      return [ofSignature(judged, result)];
    case 'SAV.certificate-reference-algorithm':
      return ofCertificateReferences(judged, result);
    case 'XCV.signer-algorithms':
    case 'XCV.ca-algorithms':
      return evidence.flatMap((id) => ofCertificate(id, judged, result) ?? []);
    case 'XCV.signer-revocation-algorithms':
    case 'XCV.ca-revocation-algorithms':
      return evidence.flatMap((id) => ofRevocationData(id, judged, result) ?? []);
    default:
      return [];
  }
}

function ofReference(one: SignedReference, { signature }: JudgedSignature, { policy, validationTime }: ValidationResult): UsedAlgorithm {
  return {
    object: signedDataId(one) ?? signature.id,
    algorithm: digestAlgorithmUri(one.digestAlgorithm, one.digestIdentifier),
    reliability: digestReliability(one.digestAlgorithm, one.digestIdentifier, validationTime, policy.parameters.cryptography),
  };
}

function ofCertificateReferences({ signature }: JudgedSignature, { policy, validationTime }: ValidationResult): UsedAlgorithm[] {
  return signature.certificateReferences.map(({ digestAlgorithm, digestIdentifier }) => ({
    object: signature.id,
    algorithm: digestAlgorithmUri(digestAlgorithm, digestIdentifier),
    reliability: digestReliability(digestAlgorithm, digestIdentifier, validationTime, policy.parameters.cryptography),
  }));
}

function ofSignature({ signature, conclusion }: JudgedSignature, result: ValidationResult): UsedAlgorithm {
  const algorithm = signatureAlgorithmUri(signature.algorithm, signature.algorithmIdentifier);
  return { object: signature.id, algorithm, ...strengthOf(signature.algorithm, conclusion.signingCertificate?.publicKeyInfo, result) };
}

/** The signature on a certificate of the chain. */
function ofCertificate(id: string, { conclusion: { chain } }: JudgedSignature, result: ValidationResult): UsedAlgorithm | undefined {
  const index = chain?.certificates.findIndex((one) => one.id === id) ?? -1;
  const certificate = chain?.certificates[index];
  if (chain === undefined || certificate === undefined) return undefined;
  const issuerKey = chain.certificates[index + 1]?.publicKeyInfo ?? chain.anchor.publicKeyInfo;
  return signedBy(id, certificate.signatureAlgorithm, issuerKey, result);
}

/** The signature on a CRL or an OCSP response. */
function ofRevocationData(id: string, { conclusion }: JudgedSignature, result: ValidationResult): UsedAlgorithm | undefined {
  const { crls, ocsps } = result.evidence;
  const data = [...crls, ...ocsps].find((item) => item.value.id === id)?.value;
  if (data === undefined) return undefined;
  const facts = conclusion.revocation.flatMap(({ knowledge }) => knowledge.status?.used ?? []);
  const signer: Certificate | undefined = facts.find((one) => one.id === id || one.deltaId === id)?.signer.certificate;
  return signedBy(id, data.signatureAlgorithm, signer?.publicKeyInfo ?? conclusion.chain?.anchor.publicKeyInfo, result);
}

function signedBy(object: string, identifier: AlgorithmIdentifier, key: Uint8Array | undefined, result: ValidationResult): UsedAlgorithm {
  const read = readSignatureAlgorithm(identifier);
  const algorithm = read.ok ? read.value : undefined;
  return { object, algorithm: signatureAlgorithmUri(algorithm, identifier.oid), ...strengthOf(algorithm, key, result) };
}

function strengthOf(
  algorithm: SignatureAlgorithm | undefined,
  publicKeyInfo: Uint8Array | undefined,
  { policy, validationTime }: { readonly policy: ValidationResult['policy']; readonly validationTime: Instant },
): Pick<UsedAlgorithm, 'keyBits' | 'reliability'> {
  const key = publicKeyInfo === undefined ? undefined : readPublicKey(publicKeyInfo);
  if (!key?.ok) return { reliability: undefined };
  const { bits } = key.value;
  if (algorithm === undefined) return { keyBits: bits, reliability: undefined };
  return { keyBits: bits, reliability: signatureReliability(algorithm, bits, validationTime, policy.parameters.cryptography) };
}
