import type { DigestAlgorithm } from '@sigillum/crypto';
import { context, type Instant, TAG, writeElement, writeInteger, writeOctetString, writeSequence, writeSetOf } from '@sigillum/encoding';

import { implicit } from '../asn1/elements.js';
import type { TestIdentity } from '../pki/authority.js';
import { keyIdentifier } from '../pki/key.js';
import { digestIdentifier, digestOf, digestOfScheme, signatureIdentifier, signData, type TestScheme } from '../pki/signature-scheme.js';
import {
  algorithmProtectionAttribute,
  contentTypeAttribute,
  issuerAndSerialOf,
  messageDigestAttribute,
  signingCertificateAttribute,
  signingCertificateV2Attribute,
  signingTimeAttribute,
} from './attribute.js';
import type { CmsDefect } from './defect.js';

export interface SignerInfoOptions {
  readonly signer: TestIdentity;
  readonly scheme?: TestScheme;
  /** Digest of the content, where it shall differ from the one of the signature. */
  readonly contentDigest?: DigestAlgorithm;
  /** Written as signed attribute where given (CAdES; PAdES has it in the dictionary). */
  readonly signingTime?: Instant;
  readonly essVersion?: 1 | 2 | 'both' | 'none';
  readonly essDigest?: DigestAlgorithm;
  readonly algorithmProtection?: boolean;
  readonly signerIdentifier?: 'issuerAndSerial' | 'subjectKeyIdentifier';
  readonly extraSigned?: readonly Uint8Array[];
  /** The last word on the signed attributes before they are signed. */
  readonly editSigned?: (attributes: readonly Uint8Array[]) => readonly Uint8Array[];
  /** Made from the signature value: time-stamps, revocation values. */
  readonly unsigned?: (signatureValue: Uint8Array) => readonly Uint8Array[];
  readonly defects?: ReadonlySet<CmsDefect>;
}

const NO_DEFECTS: ReadonlySet<CmsDefect> = new Set();

function certificateAttributes(options: SignerInfoOptions, defects: ReadonlySet<CmsDefect>): Uint8Array[] {
  const { signer, essVersion = 2, essDigest = 'SHA-256' } = options;
  if (defects.has('signing-certificate-absent')) return [];
  const wrong = Buffer.from('a certificate that nobody has');
  const hash = digestOf(essDigest, defects.has('signing-certificate-wrong-hash') ? wrong : signer.certificate);
  const v2 = signingCertificateV2Attribute(signer.certificate, essDigest, hash);
  const disagree = defects.has('signing-certificate-versions-disagree');
  const v1 = signingCertificateAttribute(disagree ? wrong : signer.certificate, !disagree);
  if (defects.has('signing-certificate-twice')) return [v2, v2];
  if (disagree || essVersion === 'both') return [v1, v2];
  if (essVersion === 'none') return [];
  return essVersion === 1 ? [v1] : [v2];
}

function contentTypeAttributes(contentType: string, defects: ReadonlySet<CmsDefect>): Uint8Array[] {
  if (defects.has('content-type-absent')) return [];
  const right = contentTypeAttribute(defects.has('content-type-wrong') ? '1.2.840.113549.1.7.5' : contentType);
  return defects.has('content-type-twice') ? [right, right] : [right];
}

function messageDigestAttributes(digest: Uint8Array, defects: ReadonlySet<CmsDefect>): Uint8Array[] {
  if (defects.has('message-digest-absent')) return [];
  if (defects.has('message-digest-twice')) return [messageDigestAttribute(digest), messageDigestAttribute(digest)];
  if (defects.has('message-digest-two-values')) return [messageDigestAttribute(digest, Buffer.alloc(digest.length))];
  if (defects.has('message-digest-wrong')) return [messageDigestAttribute(digest.map((octet) => octet ^ 0xff))];
  if (defects.has('message-digest-length')) return [messageDigestAttribute(digest.subarray(0, digest.length - 4))];
  return [messageDigestAttribute(digest)];
}

function protectionAttributes(options: SignerInfoOptions, digest: DigestAlgorithm, defects: ReadonlySet<CmsDefect>): Uint8Array[] {
  if (defects.has('algorithm-protection-wrong')) {
    return [algorithmProtectionAttribute(digestIdentifier('SHA-512'), signatureIdentifier(options.signer.key, options.scheme))];
  }
  const wanted = options.algorithmProtection ?? false;
  return wanted ? [algorithmProtectionAttribute(digestIdentifier(digest), signatureIdentifier(options.signer.key, options.scheme))] : [];
}

function signedAttributes(options: SignerInfoOptions, content: Uint8Array, contentType: string): readonly Uint8Array[] {
  const defects = options.defects ?? NO_DEFECTS;
  const digest = contentDigestOf(options);
  const found = [
    ...contentTypeAttributes(contentType, defects),
    ...messageDigestAttributes(digestOf(digest, content), defects),
    ...(options.signingTime === undefined ? [] : [signingTimeAttribute(options.signingTime)]),
    ...certificateAttributes(options, defects),
    ...protectionAttributes(options, digest, defects),
    ...(options.extraSigned ?? []),
  ];
  return options.editSigned ? options.editSigned(found) : found;
}

/** The digest algorithm of a SignerInfo. */
export function contentDigestOf(options: SignerInfoOptions): DigestAlgorithm {
  if (options.defects?.has('digest-mismatch')) return 'SHA-512';
  return options.contentDigest ?? digestOfScheme(options.signer.key, options.scheme);
}

/** The signed attributes as they stand in the SignerInfo ([0]) and as they are signed (SET OF). */
function attributeSets(attributes: readonly Uint8Array[], defects: ReadonlySet<CmsDefect>): { stored: Uint8Array; signed: Uint8Array } {
  const sorted = writeSetOf(...attributes);
  if (defects.has('signed-attributes-unsorted')) {
    const unsorted = writeElement(TAG.SET, ...[...attributes].sort((a, b) => Buffer.compare(b, a)));
    return { stored: implicit(0, unsorted), signed: unsorted };
  }
  if (defects.has('signed-attributes-ber')) {
    const inner = [...attributes].sort((a, b) => Buffer.compare(a, b));
    const end = Uint8Array.of(0, 0);
    return { stored: Buffer.concat([Uint8Array.of(context(0), 0x80), ...inner, end]), signed: sorted };
  }
  return { stored: implicit(0, sorted), signed: sorted };
}

function signerIdentifier({ signer, signerIdentifier: kind }: SignerInfoOptions): Uint8Array {
  if (kind === 'subjectKeyIdentifier') return implicit(0, writeOctetString(keyIdentifier(signer.key)));
  const { issuer, serialNumber } = issuerAndSerialOf(signer.certificate);
  return writeSequence(issuer, serialNumber);
}

/** A SignerInfo (RFC 5652 5.3) over `content`, with signed attributes unless the defect `signed-attributes-absent` is asked for. */
export function writeSignerInfo(options: SignerInfoOptions, content: Uint8Array, contentType: string): Uint8Array {
  const defects = options.defects ?? NO_DEFECTS;
  const { signer, scheme } = options;
  const sets = attributeSets(signedAttributes(options, content, contentType), defects);
  const bare = defects.has('signed-attributes-absent');
  const value = signData(signer.key, bare ? content : sets.signed, scheme);
  const damaged = defects.has('signature-damaged') ? damage(value) : value;
  const unsigned = options.unsigned?.(damaged) ?? [];
  return writeSequence(
    writeInteger(options.signerIdentifier === 'subjectKeyIdentifier' ? 3 : 1),
    signerIdentifier(options),
    digestIdentifier(contentDigestOf(options)),
    ...(bare ? [] : [sets.stored]),
    signatureIdentifier(signer.key, scheme),
    writeOctetString(damaged),
    ...(unsigned.length > 0 ? [implicit(1, writeSetOf(...unsigned))] : []),
  );
}

/** Another value of the same form: the last octet changed. */
function damage(value: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(value);
  const last = copy.length - 1;
  copy[last] = (copy[last] ?? 0) ^ 0x01;
  return copy;
}

/** DER of the signed attributes as a SET: what the attack of attributes presented as content needs. */
export function signedAttributeSet(options: SignerInfoOptions, content: Uint8Array, contentType: string): Uint8Array {
  return writeSetOf(...signedAttributes(options, content, contentType));
}
