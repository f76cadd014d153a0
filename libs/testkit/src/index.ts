export { OID } from './asn1/oids.js';
export { createKey, keyIdentifier, publicKeyBits, type TestKey, type TestKeyAlgorithm } from './pki/key.js';
export { type TestName, writeName } from './pki/name.js';
export { digestIdentifier, digestOf, pssParameters, signatureIdentifier, signData, type TestScheme } from './pki/signature-scheme.js';
export { extension, type ExtensionProfile, generalName, type TestGeneralName } from './pki/extension.js';
export { type CertificateContent, writeCertificate } from './pki/certificate.js';
export {
  type Authority,
  type AuthorityOptions,
  createAuthority,
  issue,
  type IssueOptions,
  issueOcspResponder,
  issueSigner,
  issueTimestampAuthority,
  TEST_NOT_AFTER,
  TEST_NOT_BEFORE,
  type TestIdentity,
} from './pki/authority.js';
export { createCrl, type CrlOptions, type IssuingDistributionPoint, type RevokedCertificate } from './pki/crl.js';
export {
  createBasicOcspResponse,
  createOcspError,
  createOcspResponse,
  type OcspOptions,
  type OcspSingle,
  type TestCertStatus,
} from './pki/ocsp.js';
export {
  createTimestampRefusal,
  createTimestampResponse,
  createTimestampToken,
  signatureTimestampAttribute,
  type TimestampOptions,
  writeTstInfo,
} from './pki/timestamp.js';
export { addArchiveTimestamp, type ArchiveDefect, type ArchiveTimestampOptions } from './cms/archive-timestamp.js';
export * from './cms/attribute.js';
export type { CmsDefect } from './cms/defect.js';
export { createSignedData, type SignedDataOptions } from './cms/signed-data.js';
export { signedAttributeSet, type SignerInfoOptions, writeSignerInfo } from './cms/signer-info.js';
export { createPdf, type SamplePdf } from './pdf/pages.js';
export { appendRevision, editRevision, type NewObject, type RevisionChanges, type RevisionEditor } from './pdf/revision.js';
export { type ObjectPlace, type PdfObject, type PdfStructure, readObject, readStructure } from './pdf/structure.js';
export { dictionary, parsePdfValue, pdfDate, type PdfDictionary, pdfString, pdfText, type PdfValue, referenced } from './pdf/value.js';
export { type FieldLock, type FieldOptions, placeSignature } from './pdf/field.js';
export { addDocumentTimestamp, type ByteRangeValues, type ContainerOptions, signField, signPdf, type SignPdfOptions } from './pdf/sign.js';
export { addDss, lastContents, type ValidationData } from './pdf/dss.js';
export { type CaseFile, type Expectation, type ExpectedSignature, parseCaseFile } from './cases/case-file.js';
export { type Actual, type ActualSignature, compareVerdict } from './cases/compare.js';
export { type LoadedCase, readCases } from './cases/read-cases.js';
export { ocspResponder, type ResponderOptions, serialNumberAsked } from './servers/responder.js';
export { type SeenRequest, startWebServer, type WebAnswer, type WebServer } from './servers/web-server.js';
export type * from './tsl/list-content.js';
export { signTrustedList, type SignListOptions } from './tsl/sign-list.js';
export {
  createSmallEurope,
  EUROPE_ISSUED,
  EUROPE_NEXT_UPDATE,
  type EuropeFile,
  type EuropeOptions,
  type SmallEurope,
  type TestCountry,
} from './tsl/small-europe.js';
export { writeTrustedList } from './tsl/write-list.js';
export { createTlsBinding, type TlsBindingOptions } from './jades/tls-binding.js';
