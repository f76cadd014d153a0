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
// issuerAt(path: CertificationPath, index: number): CertificateIssuer    who issued certificates[index]
// isAnchor(certificate, anchor): boolean    same subject and public key
// assessCrls(question: RevocationQuestion, crls: readonly Crl[]): CrlAssessment[]
//   each complete CRL alone, and once more with the newest delta that fits; the caller drops those that are too old, too young, badly signed …
// statusFromCrls(assessments: readonly CrlAssessment[]): RevocationStatus    RFC 5280 6.3.3 over reasons, latest issued first
// crlStatus(question, crls): RevocationStatus = statusFromCrls(assessCrls(question, crls))
// ocspStatus(question, response: OcspResponse): OcspAssessment
export * from './revocation/types.js';
