// The functions that this lib offers (agreed):
// parseCertificate(bytes: Uint8Array): Certificate                throws X509Error (CERTIFICATE_UNREADABLE …)
// parseCrl(bytes, budget?): Crl ; parseOcspResponse(bytes, budget?): OcspResponse    throws X509Error
// parseName(node: DerNode): DistinguishedName ; readGeneralName…
// trustAnchorOf(certificate: Certificate): TrustAnchor
// issued(issuer: {subject, publicKeyInfo}, child: Certificate, budget): SignatureCheck    one cached signature check
// buildPaths(leaf, { candidates: readonly Certificate[], anchors: readonly TrustAnchor[], budget }): Generator<CertificationPath>
// validatePath(path, options: PathOptions, budget): PathResult     RFC 5280 6.1 without revocation
// crlStatus(...) / RFC 5280 6.3: see revocation/
export * from './types.js';
export { X509Error, type X509ErrorCode } from './errors.js';
export { oidName } from './name/attribute-types.js';
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
export { asIssuer, isAnchor, isSelfIssued, issuerAt } from './path/anchor.js';
export { buildPaths, type PathSearch } from './path/build.js';
export { issued } from './path/issued.js';
export { type KeyIdMatch, matchKeyIdentifiers } from './path/key-identifier.js';
export { validatePath } from './path/validate.js';
export { assessCrls, crlStatus, statusFromCrls } from './revocation/crl/status.js';
export { ocspStatus } from './revocation/ocsp/status.js';
export * from './revocation/types.js';
