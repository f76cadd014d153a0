import type { CmsAttribute, SignedData, SignerInfo } from '@sigillum/containers/cms';
import { digest } from '@sigillum/crypto';
import { equalBytes } from '@sigillum/encoding';
import { valuesOf } from '../../cms/attribute-values.js';
import { ATTRIBUTE, ID_DATA } from '../../cms/oids.js';
import { broken, holds } from '../../format-finding.js';
import type { CertificateReference, FormatFinding, SignedAttributes } from '../../types.js';
import type { SignatureDictionary } from '../dictionary/signature-dictionary.js';

/** What the requirements for baseline signatures are about. */
export interface BaselineFacts {
  readonly dictionary: SignatureDictionary;
  readonly signedData: SignedData;
  readonly signer: SignerInfo;
  readonly attributes: SignedAttributes;
  readonly certificateReferences: readonly CertificateReference[];
}

type Requirement = readonly [code: string, message: string, holds: (facts: BaselineFacts) => boolean];

/** EN 319 142-1 6.3 with the requirements of EN 319 122-1 6.3 that its table takes over; letters are those of the additional requirements. */
const REQUIREMENTS: readonly Requirement[] = [
  ['PADES_B_SIGNER_INFO', 'there is exactly one SignerInfo', ({ signedData }) => signedData.signerInfos.length === 1],
  ['PADES_B_CONTENT_DETACHED', 'the CMS structure holds no content', ({ signedData }) => signedData.content === undefined],
  ['PADES_B_CERTIFICATE', 'the signing certificate is among those of the CMS structure (a)', hasSigningCertificate],
  ['PADES_B_CONTENT_TYPE', 'content-type stands there once and is id-data (c, f)', (facts) => facts.attributes.contentType === ID_DATA],
  ['PADES_B_MESSAGE_DIGEST', 'message-digest stands there once', ({ signer }) => count(signer, ATTRIBUTE.messageDigest) === 1],
  [
    'PADES_B_SIGNING_CERTIFICATE',
    'there is one signing-certificate attribute of either version',
    ({ signer }) => count(signer, ATTRIBUTE.signingCertificate, ATTRIBUTE.signingCertificateV2) === 1,
  ],
  ['PADES_B_SIGNING_CERTIFICATE_VERSION', 'version 1 is for SHA-1, version 2 for all other digests (h, i)', hasFittingVersion],
  ['PADES_B_SIGNING_TIME', 'the signing time stands in the dictionary only', ({ signer }) => count(signer, ATTRIBUTE.signingTime) === 0],
  [
    'PADES_B_SIGNER_ATTRIBUTES',
    'signer-attributes stands there at most once',
    ({ signer }) => count(signer, ATTRIBUTE.signerAttributes, ATTRIBUTE.signerAttributesV2) <= 1,
  ],
  [
    'PADES_B_POLICY',
    'signature-policy-identifier stands there at most once',
    ({ signer }) => count(signer, ATTRIBUTE.signaturePolicy) <= 1,
  ],
  ['PADES_B_TIME', 'the dictionary gives the signing time (M)', ({ dictionary }) => dictionary.signingTime !== undefined],
  ['PADES_B_FILTER', 'the dictionary names a handler (Filter)', ({ dictionary }) => dictionary.filter !== undefined],
  ['PADES_B_CERT', 'the dictionary has no Cert', ({ dictionary }) => !dictionary.dictionary.entries.has('Cert')],
  ['PADES_B_REASON', 'Reason stands beside neither a commitment nor a signature policy (d, m)', hasReasonAlone],
];

/** The requirements that a signature with `ETSI.CAdES.detached` breaks, or one finding that says that they all hold. */
export function baselineFindings(facts: BaselineFacts): FormatFinding[] {
  const faults = REQUIREMENTS.filter(([, , test]) => !test(facts));
  if (faults.length === 0) return [holds('baseline-profile')];
  return faults.map(([code, message]) => broken('baseline-profile', code, `Not a baseline signature, for which ${message}.`));
}

function count({ signedAttributes }: SignerInfo, ...oids: readonly string[]): number {
  return oids.reduce((sum, oid) => sum + Math.max(valuesOf(signedAttributes, oid).length, occurrences(signedAttributes, oid)), 0);
}

function occurrences(attributes: readonly CmsAttribute[] | undefined, oid: string): number {
  return (attributes ?? []).filter((one) => one.oid === oid).length;
}

/** Known by the first reference, which is the signer's (RFC 5035 3). */
function hasSigningCertificate({ signedData, certificateReferences }: BaselineFacts): boolean {
  const [reference] = certificateReferences;
  const algorithm = reference?.digestAlgorithm;
  if (!reference || !algorithm) return false;
  return signedData.certificates.some((bytes) => equalBytes(digest(algorithm, bytes), reference.digest));
}

function hasFittingVersion({ certificateReferences }: BaselineFacts): boolean {
  const [reference] = certificateReferences;
  return reference === undefined || (reference.digestAlgorithm === 'SHA-1') === (reference.attribute === 'signing-certificate');
}

function hasReasonAlone({ dictionary, attributes, signer }: BaselineFacts): boolean {
  if (dictionary.reason === undefined || dictionary.reason === '') return true;
  return count(signer, ATTRIBUTE.commitmentType) === 0 && attributes.signaturePolicy === undefined;
}
