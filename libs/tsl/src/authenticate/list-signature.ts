import {
  digest,
  digestAlgorithmOfUri,
  type DigestAlgorithm,
  readPublicKey,
  verifySignature,
  xmlSignatureAlgorithm,
} from '@sigillum/crypto';
import { CodedError, equalBytes, LimitError } from '@sigillum/encoding';
import {
  canonicalizationOf,
  DS,
  ENVELOPED,
  EXCLUSIVE_C14N,
  readSignedProperties,
  readXmlSignature,
  referenceOctets,
  resolveReference,
  SIGNED_PROPERTIES,
  signedInfoOctets,
  type XadesSignedProperties,
  type XmlDocument,
  type XmlReference,
  type XmlSignature,
  type XmlTransform,
} from '@sigillum/containers/xml';
import { type Certificate, parseCertificate } from '@sigillum/x509';

/** What came of the signature of a list. It holds where there are no problems. */
export interface ListSignature {
  /** The certificate in KeyInfo that the signature names as its own; whether it may sign lists is another question. */
  readonly signer: Certificate | undefined;
  readonly problems: readonly ListSignatureProblem[];
  /** Some of it is in an inclusive canonical form, where TS 119 612 B.1 has the exclusive one. */
  readonly inclusive: boolean;
  /** Version of the signing certificate property: 1 is SigningCertificate, 2 SigningCertificateV2. */
  readonly signingCertificateVersion: 1 | 2 | undefined;
}

export type ListSignatureProblem =
  | 'TL_SIGNATURE_MISSING'
  | 'TL_SIGNATURE_SEVERAL'
  | 'TL_SIGNATURE_MISPLACED' // not a child of the list itself
  | 'TL_SIGNATURE_UNREADABLE'
  | 'TL_SIGNATURE_DUPLICATE_ID'
  | 'TL_SIGNATURE_CANONICALIZATION'
  | 'TL_SIGNATURE_REFERENCES' // other than one to the list and one to the signed properties
  | 'TL_SIGNATURE_TRANSFORMS'
  | 'TL_SIGNATURE_SIGNED_PROPERTIES' // missing, or not this signature's own
  | 'TL_SIGNATURE_DIGEST_MISMATCH'
  | 'TL_SIGNATURE_ALGORITHM'
  | 'TL_SIGNATURE_VALUE'
  | 'TL_SIGNING_CERTIFICATE_MISSING'
  | 'TL_SIGNING_CERTIFICATE_MISMATCH';

/**
 * Checks the signature of a list (TS 119 612 B.1): enveloped, one reference to the entire list with exactly the transforms
 * enveloped-signature and at most one canonicalisation, one to the XAdES signed properties, the signing certificate named
 * there. Whatever else there is, is refused: it could mean that something other is signed than what is read. An inclusive canonicalisation, which operators use
 * against B.1, covers all that the exclusive one does, and is told.
 */
export function checkListSignature(document: XmlDocument): ListSignature {
  const signatures = document.find('//ds:Signature', { ds: DS });
  const [element] = signatures;
  if (element === undefined) return refused('TL_SIGNATURE_MISSING');
  if (signatures.length > 1) return refused('TL_SIGNATURE_SEVERAL');
  if (element.parent?.is(document.root) !== true) return refused('TL_SIGNATURE_MISPLACED');
  if (document.duplicateIds.length > 0) return refused('TL_SIGNATURE_DUPLICATE_ID');
  try {
    const signature = readXmlSignature(element);
    return checkSignature(document, signature, readSignedProperties(signature));
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof LimitError) throw error;
    return refused(error.code === 'XMLSIG_TRANSFORM_UNSUPPORTED' ? 'TL_SIGNATURE_TRANSFORMS' : 'TL_SIGNATURE_UNREADABLE');
  }
}

function refused(...problems: ListSignatureProblem[]): ListSignature {
  return { signer: undefined, problems, inclusive: false, signingCertificateVersion: undefined };
}

function checkSignature(document: XmlDocument, signature: XmlSignature, properties: XadesSignedProperties | undefined): ListSignature {
  if (properties === undefined) return refused('TL_SIGNATURE_SIGNED_PROPERTIES');
  const shape = shapeProblem(document, signature, properties);
  if (shape !== undefined) return refused(shape);
  const problems: ListSignatureProblem[] = [];
  for (const reference of signature.references) {
    const algorithm = reliableDigest(reference.digestMethod);
    if (algorithm === undefined) problems.push('TL_SIGNATURE_ALGORITHM');
    else if (!equalBytes(digest(algorithm, referenceOctets(document, signature, reference)), reference.digestValue)) {
      problems.push('TL_SIGNATURE_DIGEST_MISMATCH');
    }
  }
  const signer = findSigner(signature, properties);
  if (typeof signer === 'string') problems.push(signer);
  else problems.push(...valueProblems(document, signature, signer));
  return {
    signer: typeof signer === 'string' ? undefined : signer,
    problems: [...new Set(problems)],
    inclusive: isInclusive(signature),
    signingCertificateVersion: properties.signingCertificate?.version,
  };
}

/** What about the form of the signature keeps it from covering the list. */
function shapeProblem(document: XmlDocument, signature: XmlSignature, properties: XadesSignedProperties): ListSignatureProblem | undefined {
  const { canonicalization, references } = signature;
  if (!isPlain(canonicalization)) return 'TL_SIGNATURE_CANONICALIZATION';
  const ofProperties = references.filter(({ type }) => type === SIGNED_PROPERTIES);
  const [toList, ...others] = references.filter(({ type }) => type !== SIGNED_PROPERTIES);
  const [toProperties] = ofProperties;
  if (toProperties === undefined) return 'TL_SIGNATURE_SIGNED_PROPERTIES';
  if (toList === undefined || others.length > 0 || ofProperties.length > 1) return 'TL_SIGNATURE_REFERENCES';
  if (!resolveReference(document, toList).is(document.root)) return 'TL_SIGNATURE_REFERENCES';
  if (!resolveReference(document, toProperties).is(properties.element)) return 'TL_SIGNATURE_SIGNED_PROPERTIES';
  return hasListTransforms(toList) && hasPropertyTransforms(toProperties) ? undefined : 'TL_SIGNATURE_TRANSFORMS';
}

/** Without a canonicalisation of its own the list is digested in the inclusive form 1.0 (XML Signature 1.1 section 4.4.3.2). */
function hasListTransforms({ transforms }: XmlReference): boolean {
  const [enveloped, canonicalization, ...others] = transforms;
  return (
    others.length === 0 &&
    enveloped?.algorithm === ENVELOPED &&
    !enveloped.hasParameters &&
    (canonicalization === undefined || isPlain(canonicalization))
  );
}

/** B.1 fixes the transforms of the list alone; operators leave out that of the properties, which is canonicalised anyhow. */
function hasPropertyTransforms({ transforms }: XmlReference): boolean {
  return transforms.length <= 1 && transforms.every(({ algorithm }) => algorithm !== ENVELOPED);
}

/** A canonicalisation by XML Signature 1.1 section 6.5 without comments, parameters and lists of prefixes. */
function isPlain({ algorithm, hasParameters, inclusivePrefixes }: XmlTransform): boolean {
  return canonicalizationOf(algorithm)?.withComments === false && !hasParameters && inclusivePrefixes.length === 0;
}

/** B.1 wants the exclusive form of SignedInfo and of the list; of the signed properties it says nothing. */
function isInclusive({ canonicalization, references }: XmlSignature): boolean {
  const ofList = references.filter(({ type }) => type !== SIGNED_PROPERTIES).map(({ transforms }) => transforms.at(-1));
  return [canonicalization, ...ofList].some((transform) => transform?.algorithm !== EXCLUSIVE_C14N);
}

/** No list may rest on a digest for which two inputs with one value can be made. */
function reliableDigest(uri: string): DigestAlgorithm | undefined {
  const algorithm = digestAlgorithmOfUri(uri);
  return algorithm === 'MD5' || algorithm === 'SHA-1' || algorithm === 'RIPEMD-160' ? undefined : algorithm;
}

function findSigner(signature: XmlSignature, { signingCertificate }: XadesSignedProperties): Certificate | ListSignatureProblem {
  const [own] = signingCertificate?.references ?? [];
  if (own === undefined) return 'TL_SIGNING_CERTIFICATE_MISSING';
  const algorithm = digestAlgorithmOfUri(own.digestMethod);
  if (algorithm === undefined) return 'TL_SIGNATURE_ALGORITHM';
  if (signature.certificates.length === 0) return 'TL_SIGNING_CERTIFICATE_MISSING';
  const bytes = signature.certificates.find((certificate) => equalBytes(digest(algorithm, certificate), own.digestValue));
  return bytes === undefined ? 'TL_SIGNING_CERTIFICATE_MISMATCH' : parseCertificate(bytes);
}

function valueProblems(document: XmlDocument, signature: XmlSignature, signer: Certificate): ListSignatureProblem[] {
  const algorithm = xmlSignatureAlgorithm(signature.signatureMethod);
  const key = readPublicKey(signer.publicKeyInfo);
  const weak = algorithm?.digest === 'MD5' || algorithm?.digest === 'SHA-1' || algorithm?.digest === 'RIPEMD-160';
  if (algorithm === undefined || weak || signature.signatureMethodHasParameters || !key.ok) return ['TL_SIGNATURE_ALGORITHM'];
  const check = verifySignature({ key: key.value, algorithm, data: signedInfoOctets(document, signature), signature: signature.value });
  if (check.ok) return [];
  return [
    check.problem === 'SIGNATURE_MISMATCH' || check.problem === 'SIGNATURE_ENCODING' ? 'TL_SIGNATURE_VALUE' : 'TL_SIGNATURE_ALGORITHM',
  ];
}
