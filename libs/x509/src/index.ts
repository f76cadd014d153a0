export * from './types.js';
export { X509Error, type X509ErrorCode } from './errors.js';
export { oidName } from './name/attribute-types.js';
export {
  type IdentityType,
  readSemanticIdentifier,
  type SemanticIdentifier,
  SEMANTICS,
  type SemanticsName,
  semanticsName,
} from './name/identifier/semantics.js';
export { identifiersOf, type NameIdentifier } from './name/identifier/subject-identifiers.js';
export { canonicalText } from './name/canonical-text.js';
export { attributeOf, commonNameOf, displayNameOf } from './name/display-name.js';
export { parseGeneralName, parseGeneralNames } from './name/general-name.js';
export { isNameWithin, parseName } from './name/parse-name.js';
export { EXTENSION } from './extensions/oids.js';
export { readExtension, readExtensions } from './extensions/read-extensions.js';
export { QC_STATEMENT, type QcProfile, qcProfileOf, type QcType } from './extensions/qc-statements.js';
export { parseCertificate, subjectKeyIdOf, trustAnchorOf } from './certificate/parse-certificate.js';
export { parseCrl } from './crl/parse-crl.js';
export { parseOcspResponse } from './ocsp/parse-ocsp.js';
export { type OcspQuestion, writeOcspRequest } from './ocsp/request.js';
export { asIssuer, isAnchor, isSelfIssued, issuerAt } from './path/anchor.js';
export { buildPaths, type PathSearch } from './path/build.js';
export { issued } from './path/issued.js';
export { type KeyIdMatch, matchKeyIdentifiers } from './path/key-identifier.js';
export { validatePath } from './path/validate.js';
export { ALL_REASONS } from './revocation/crl/scope.js';
export { assessCrls, crlStatus, statusFromCrls } from './revocation/crl/status.js';
export { finalRevocation, isFinal, isOrderly } from './revocation/finality.js';
export { matchCertId } from './revocation/ocsp/cert-id.js';
export { trustedRespondersFor } from './revocation/ocsp/trusted-responders.js';
export { ocspStatus } from './revocation/ocsp/status.js';
export * from './revocation/types.js';
