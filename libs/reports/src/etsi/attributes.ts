import type { CertificateReference, EvidenceOrigin, TimestampKind } from '@sigillum/ades';
import { toBase64, writeElement, writeSequence } from '@sigillum/encoding';
import type { EvidenceItem } from '@sigillum/evidence';
import type { TimestampConclusion } from '@sigillum/validation';
import type { JudgedSignature, ValidationResult } from '../result.js';
import { dateTime, digestAlgorithmAndValue, digestAlgorithmUri, identifierUri } from './identifiers.js';
import { reference } from './objects/references.js';
import { element, textElement, wrapper, type XmlElement } from './xml/element.js';

const SIGNED = [['Signed', 'true']] as const;
const UNSIGNED = [['Signed', 'false']] as const;
const ID_MESSAGE_DIGEST = '1.2.840.113549.1.9.4';

/** What the signature says of itself, as found and whether true or not (TS 119 102-2 annex A); undefined where it says nothing. */
export function attributesElement({ signature, conclusion }: JudgedSignature, result: ValidationResult): XmlElement | undefined {
  const { attributes, certificateReferences, coverage, references } = signature;
  const [first] = references;
  const messageDigest = attributes.signed.includes(ID_MESSAGE_DIGEST) ? first?.expected : undefined;
  const range = coverage.byteRange?.every(Number.isSafeInteger) ? coverage.byteRange : undefined;
  return wrapper('SignatureAttributes', [
    wrapper('SigningTime', [textElement('Time', dateTime(attributes.claimedSigningTime))], SIGNED),
    wrapper('SigningCertificate', certificateIds(certificateReferences, result), SIGNED),
    dataObjectFormat(attributes.contentType, attributes.mimeType),
    ...attributes.commitmentTypes.map((type) =>
      wrapper('CommitmentTypeIndication', [textElement('CommitmentTypeIdentifier', identifierUri(type))], SIGNED),
    ),
    signaturePolicy(attributes.signaturePolicy),
    wrapper('SignatureProductionPlace', [textElement('AddressString', attributes.location)], SIGNED),
    wrapper('SignerRole', attributes.claimedRoles.map(claimedRole), SIGNED),
    ...conclusion.timestamps.map(timestampAttribute),
    ...validationData(result),
    messageDigest === undefined ? undefined : element('MessageDigest', [element('Digest', toBase64(messageDigest))], SIGNED),
    wrapper('Reason', [textElement('ReasonElement', attributes.reason)], SIGNED),
    wrapper('ContactInfo', [textElement('ContactInfoElement', attributes.contactInfo)], SIGNED),
    textElement('ByteRange', range?.join(' ')),
  ]);
}

/** The objects that the references mean come first, where they are at hand; then each reference. */
function certificateIds(references: readonly CertificateReference[], { evidence }: ValidationResult): (XmlElement | undefined)[] {
  const sha256 = references.filter((one) => one.digestAlgorithm === 'SHA-256').map((one) => Buffer.from(one.digest).toString('hex'));
  const found = evidence.certificates.filter(({ value }) => sha256.includes(value.sha256)).map(({ id }) => id);
  return [reference('AttributeObject', found), ...references.map(certificateId)];
}

function certificateId({ digestAlgorithm, digestIdentifier, digest, issuerSerial }: CertificateReference): XmlElement {
  const { issuer, serialNumber } = issuerSerial ?? {};
  // IssuerSerial of RFC 5035: GeneralNames with one directoryName [4], and the serial number
  const serial =
    issuer === undefined || serialNumber === undefined
      ? undefined
      : toBase64(writeSequence(writeSequence(writeElement(0xa4, issuer)), writeElement(0x02, serialNumber)));
  return element('CertID', [
    textElement('X509IssuerSerial', serial),
    ...digestAlgorithmAndValue(digestAlgorithmUri(digestAlgorithm, digestIdentifier), digest),
  ]);
}

function dataObjectFormat(contentType: string | undefined, mimeType: string | undefined): XmlElement | undefined {
  const type = contentType === undefined ? undefined : identifierUri(contentType);
  return wrapper('DataObjectFormat', [textElement('ContentType', type), textElement('MimeType', mimeType)], SIGNED);
}

/** An implied policy has no identifier to give, so that only an explicit one stands here. */
function signaturePolicy(policy: JudgedSignature['signature']['attributes']['signaturePolicy']): XmlElement | undefined {
  if (policy?.kind !== 'explicit') return undefined;
  return wrapper('SigPolicyIdentifier', [textElement('SigPolicyId', identifierUri(policy.oid))], SIGNED);
}

function claimedRole(role: string): XmlElement {
  return element('RoleDetails', [element('Role', role), element('EndorsementType', 'claimed')]);
}

const TIMESTAMP_ATTRIBUTE: Readonly<Record<TimestampKind, string>> = {
  'content-timestamp': 'AllDataObjectsTimeStamp',
  'signature-timestamp': 'SignatureTimeStamp',
  'archive-timestamp': 'ArchiveTimeStamp',
  'document-timestamp': 'DocTimeStamp',
  'validation-data-timestamp': 'SigAndRefsTimeStamp',
};

/** A time-stamp with the time that it states; one that can't be read states none and stands among the validation objects only. */
function timestampAttribute({ id, kind, time }: TimestampConclusion): XmlElement | undefined {
  const stated = dateTime(time);
  if (stated === undefined) return undefined;
  const signed = kind === 'content-timestamp' ? SIGNED : UNSIGNED;
  return element(TIMESTAMP_ATTRIBUTE[kind], [reference('AttributeObject', [id]), element('TimeStampValue', stated)], signed);
}

/** Validation data that the document carries, by the place where it stands. */
function validationData({ evidence: { certificates, crls, ocsps } }: ValidationResult): (XmlElement | undefined)[] {
  const from = (origin: EvidenceOrigin, ...lists: readonly (readonly EvidenceItem<unknown>[])[]): string[] =>
    lists.flat().flatMap(({ id, origins }) => (origins.includes(origin) ? [id] : []));
  return [
    wrapper('CertificateValues', [reference('AttributeObject', from('unsigned-attribute', certificates))], UNSIGNED),
    wrapper('RevocationValues', [reference('AttributeObject', from('unsigned-attribute', crls, ocsps))], UNSIGNED),
    wrapper('RevocationValues', [reference('AttributeObject', from('signed-attribute', crls, ocsps))], SIGNED),
    wrapper('DSS', [
      reference('Certs', from('dss', certificates)),
      reference('CRLs', from('dss', crls)),
      reference('OCSPs', from('dss', ocsps)),
    ]),
  ];
}
