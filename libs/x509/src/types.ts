import type { AlgorithmIdentifier } from '@sigillum/crypto';
import type { Instant } from '@sigillum/encoding';

/** One attribute of a distinguished name. `value` is the text where the type is a character string, hex of the DER otherwise. */
export interface NameAttribute {
  readonly oid: string;
  readonly value: string;
}

/** A distinguished name (RFC 5280 4.1.2.4). */
export interface DistinguishedName {
  /** Relative names, outermost first, as encoded. */
  readonly rdns: readonly (readonly NameAttribute[])[];
  /** The exact DER. */
  readonly der: Uint8Array;
  /** Canonical form for comparison by RFC 5280 7.1 (case, white space, string type folded); equal names have equal keys. */
  readonly key: string;
  /** RFC 4514 text, most specific first. */
  readonly text: string;
}

export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** Content of extnValue: the DER of the extension. */
  readonly value: Uint8Array;
}

export type GeneralName =
  | { readonly type: 'email' | 'dns' | 'uri'; readonly value: string }
  | { readonly type: 'directory'; readonly value: DistinguishedName }
  | { readonly type: 'ip'; readonly value: Uint8Array }
  | { readonly type: 'registeredId'; readonly value: string }
  | { readonly type: 'other'; readonly oid: string; readonly value: Uint8Array }
  | { readonly type: 'x400' | 'ediParty'; readonly value: Uint8Array };

export type KeyUsageBit =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign'
  | 'encipherOnly'
  | 'decipherOnly';

export type RevocationReason =
  | 'unspecified'
  | 'keyCompromise'
  | 'cACompromise'
  | 'affiliationChanged'
  | 'superseded'
  | 'cessationOfOperation'
  | 'certificateHold'
  | 'removeFromCRL'
  | 'privilegeWithdrawn'
  | 'aACompromise';

export interface CertificatePolicy {
  readonly oid: string;
  /** CPS URIs. */
  readonly cps: readonly string[];
}

export interface DistributionPoint {
  /** Full names; a name relative to the issuer is resolved to a directory name by whoever knows the issuer. */
  readonly fullName?: readonly GeneralName[];
  readonly relativeName?: readonly NameAttribute[];
  readonly reasons?: ReadonlySet<RevocationReason>;
  readonly crlIssuer?: readonly GeneralName[];
}

/** EN 319 412-5 statements. */
export interface QcStatement {
  readonly oid: string;
  readonly info?: Uint8Array;
}

export interface NameConstraints {
  readonly permitted: readonly GeneralSubtree[];
  readonly excluded: readonly GeneralSubtree[];
}

export interface GeneralSubtree {
  readonly base: GeneralName;
  readonly minimum: number;
  readonly maximum?: number;
}

export type CertificateProblemCode =
  | 'CERTIFICATE_EXTENSION_MALFORMED'
  | 'CERTIFICATE_DUPLICATE_EXTENSION' // RFC 5280 4.2
  | 'CERTIFICATE_ALGORITHM_MISMATCH' // the two signature algorithms differ, or their spelling does: RFC 5280 4.1.1.2
  | 'CERTIFICATE_NOT_DER' // a second spelling of something whose meaning is one
  | 'CERTIFICATE_SERIAL_NUMBER' // not positive, not minimal or over 20 octets: RFC 5280 4.1.2.2
  | 'CERTIFICATE_TIME_FORM' // seconds missing, a zone other than Z, GeneralizedTime before 2050: RFC 5280 4.1.2.5
  | 'CERTIFICATE_VERSION' // extensions without version 3: RFC 5280 4.1.2.1
  | 'CERTIFICATE_EMPTY_ISSUER'; // RFC 5280 4.1.2.4

export interface CertificateProblem {
  readonly code: CertificateProblemCode;
  readonly message: string;
  /** Something that a check relies on has no readable or no single value; otherwise only the profile is departed from. */
  readonly malformed: boolean;
}

/**
 * A certificate, parsed lazily from its bytes. Everything after `tbs` may throw `X509Error` on first use where the
 * extension is malformed; `problems()` says so without throwing.
 */
export interface Certificate {
  readonly bytes: Uint8Array;
  /** `C-` and the SHA-256 of the bytes in upper-case hex: the id that reports print. */
  readonly id: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly version: 1 | 2 | 3;
  /** Content octets of the INTEGER. */
  readonly serialNumber: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  /** The identifier inside the TBS; differs from the outer one in forged certificates. */
  readonly tbsSignatureAlgorithm: AlgorithmIdentifier;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly publicKeyInfo: Uint8Array;
  /** `publicKeyInfo`'s key bits, for key identifiers (SHA-1 of these). */
  readonly publicKeyBits: Uint8Array;
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
  readonly extensions: readonly Extension[];
  extension(oid: string): Extension | undefined;
  readonly basicConstraints: { readonly ca: boolean; readonly pathLength?: number } | undefined;
  readonly keyUsage: ReadonlySet<KeyUsageBit> | undefined;
  readonly extendedKeyUsage: readonly string[] | undefined;
  readonly privateKeyUsagePeriod: { readonly notBefore?: Instant; readonly notAfter?: Instant } | undefined;
  readonly subjectAltName: readonly GeneralName[] | undefined;
  readonly issuerAltName: readonly GeneralName[] | undefined;
  readonly subjectKeyIdentifier: Uint8Array | undefined;
  readonly authorityKeyIdentifier:
    { readonly keyIdentifier?: Uint8Array; readonly issuer?: readonly GeneralName[]; readonly serialNumber?: Uint8Array } | undefined;
  readonly policies: readonly CertificatePolicy[] | undefined;
  readonly policyMappings: readonly { readonly issuerDomain: string; readonly subjectDomain: string }[] | undefined;
  readonly policyConstraints: { readonly requireExplicit?: number; readonly inhibitMapping?: number } | undefined;
  readonly inhibitAnyPolicy: number | undefined;
  readonly nameConstraints: NameConstraints | undefined;
  readonly crlDistributionPoints: readonly DistributionPoint[] | undefined;
  readonly freshestCrl: readonly DistributionPoint[] | undefined;
  readonly authorityInfoAccess: { readonly ocsp: readonly string[]; readonly caIssuers: readonly string[] } | undefined;
  readonly qcStatements: readonly QcStatement[] | undefined;
  /** id-pkix-ocsp-nocheck, noRevAvail, ext-etsi-valassured-ST-certs. */
  readonly ocspNoCheck: boolean;
  readonly noRevocationAvailable: boolean;
  readonly validityAssuredShortTerm: boolean;
  /** Codes of what is malformed or against the profile, for reports and fail-closed checks; empty when all extensions read. */
  problems(): readonly CertificateProblem[];
}

/** One revoked certificate out of a CRL. */
export interface CrlEntry {
  readonly revocationDate: Instant;
  readonly reason: RevocationReason;
  readonly invalidityDate?: Instant;
  /** Where an indirect CRL names another issuer for this entry. */
  readonly certificateIssuer?: readonly GeneralName[];
  readonly unknownCritical: boolean;
}

export interface Crl {
  readonly bytes: Uint8Array;
  /** `R-` and the SHA-256 in upper-case hex. */
  readonly id: string;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly tbsSignatureAlgorithm: AlgorithmIdentifier;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Instant;
  readonly nextUpdate: Instant | undefined;
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
  readonly extensions: readonly Extension[];
  readonly crlNumber: bigint | undefined;
  /** Present on delta CRLs only. */
  readonly baseCrlNumber: bigint | undefined;
  readonly authorityKeyIdentifier: Uint8Array | undefined;
  readonly issuingDistributionPoint:
    | {
        readonly fullName?: readonly GeneralName[];
        readonly relativeName?: readonly NameAttribute[];
        readonly onlyUserCerts: boolean;
        readonly onlyCaCerts: boolean;
        readonly onlyAttributeCerts: boolean;
        readonly onlySomeReasons?: ReadonlySet<RevocationReason>;
        readonly indirect: boolean;
      }
    | undefined;
  readonly freshestCrl: readonly DistributionPoint[] | undefined;
  readonly expiredCertsOnCrl: Instant | undefined;
  /** Identifiers of what must be understood and cannot be: critical and unknown, malformed, or twice there. Not empty: the list says nothing. */
  readonly unknownCriticalExtensions: readonly string[];
  /** Number of revoked entries; throws `X509Error` CRL_UNREADABLE where they break off. */
  readonly entryCount: number;
  /** Some entry has a critical extension that is not known: the list says nothing about any certificate then (RFC 5280 5.3). */
  readonly unknownCriticalEntry: boolean;
  /** The entry of a certificate, without building objects for the others (200,000 entries: under 100 ms). */
  find(serialNumber: Uint8Array, certificateIssuer: DistinguishedName): CrlEntry | undefined;
}

export type OcspCertStatus =
  | { readonly status: 'good' | 'unknown' }
  | { readonly status: 'revoked'; readonly revocationTime: Instant; readonly reason: RevocationReason };

export interface OcspSingleResponse {
  readonly hashAlgorithm: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serialNumber: Uint8Array;
  readonly certStatus: OcspCertStatus;
  readonly thisUpdate: Instant;
  readonly nextUpdate: Instant | undefined;
  readonly archiveCutoff: Instant | undefined;
  /** ISIS-MTT certHash. */
  readonly certHash: { readonly algorithm: string; readonly value: Uint8Array } | undefined;
  readonly unknownCriticalExtensions: readonly string[];
}

/** A successful BasicOCSPResponse (RFC 6960 4.2.1). */
export interface OcspResponse {
  /** The BasicOCSPResponse; an outer OCSPResponse is unwrapped. */
  readonly bytes: Uint8Array;
  /** `R-` and the SHA-256 of `bytes` in upper-case hex. */
  readonly id: string;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly responder: { readonly byName: DistinguishedName } | { readonly byKey: Uint8Array };
  readonly producedAt: Instant;
  readonly responses: readonly OcspSingleResponse[];
  readonly nonce: Uint8Array | undefined;
  readonly certificates: readonly Uint8Array[];
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
  readonly unknownCriticalExtensions: readonly string[];
}

/** A key with a name that is trusted as it stands (RFC 5280 6.1.1 d). */
export interface TrustAnchor {
  readonly subject: DistinguishedName;
  readonly publicKeyInfo: Uint8Array;
  /** The certificate that brought it, where there is one. */
  readonly certificate?: Certificate;
  /** Trusted until then (TS 119 615 sunset date). */
  readonly sunset?: Instant;
  /** For what a trusted list trusts it, and when; absent where it is trusted for everything. */
  readonly grants?: readonly AnchorGrant[];
}

/**
 * A time in which a listed service was approved for what it does: an issuer of certificates (CA/QC), a time-stamping unit or its issuer (TSA/QTST), each as a
 * qualified one, or an OCSP responder (Certstatus/OCSP).
 */
export interface AnchorGrant {
  readonly type: 'CA/QC' | 'TSA/QTST' | 'Certstatus/OCSP';
  readonly from: Instant;
  /** Absent where it lasts. */
  readonly until?: Instant;
}

/** Whoever issued a certificate in a given path: the certificate above it, or the anchor. A `TrustAnchor` is one. */
export interface CertificateIssuer {
  readonly subject: DistinguishedName;
  readonly publicKeyInfo: Uint8Array;
  /** Absent where an anchor came as a bare key. */
  readonly certificate?: Certificate;
}

/**
 * A certification path, the end-entity certificate first, without the anchor's own certificate. Where the end entity is
 * itself an anchor (same subject and public key), `certificates` is just the end entity and `anchor` is that same name and
 * key: nothing stands above it, and nothing is verified with the anchor's key.
 */
export interface CertificationPath {
  readonly certificates: readonly Certificate[];
  readonly anchor: TrustAnchor;
}

export type PathFailureCode =
  | 'PATH_SIGNATURE'
  | 'PATH_SIGNATURE_UNCHECKED' // algorithm or key not supported or refused
  | 'PATH_NOT_YET_VALID'
  | 'PATH_EXPIRED'
  | 'PATH_NAME_CHAINING'
  | 'PATH_NOT_A_CA'
  | 'PATH_LENGTH'
  | 'PATH_KEY_USAGE'
  | 'PATH_EXTENDED_KEY_USAGE'
  | 'PATH_NAME_CONSTRAINTS'
  | 'PATH_POLICY'
  | 'PATH_CRITICAL_EXTENSION'
  | 'PATH_MALFORMED'
  | 'PATH_PROFILE' // against what RFC 5280 section 4 demands of issuers; only where `profile` is asked for
  | 'PATH_REVOKED'
  | 'PATH_REVOCATION_UNKNOWN';

export interface PathFailure {
  readonly code: PathFailureCode;
  /** Which certificate, counted from the end entity = 0. */
  readonly index: number;
  readonly message: string;
}

/** The options of RFC 5280 6.1.1, and what ETSI turns off. */
export interface PathOptions {
  /** The validity periods are checked against it; undefined leaves them out (EN 319 102-1 5.2.6.4 step 4 checks them itself). */
  readonly at?: Instant;
  /** Leave the end-entity certificate's own period out. */
  readonly skipEndEntityValidity?: boolean;
  /** OIDs; undefined is any-policy. */
  readonly initialPolicies?: readonly string[];
  readonly requireExplicitPolicy?: boolean;
  readonly inhibitPolicyMapping?: boolean;
  readonly inhibitAnyPolicy?: boolean;
  /** CA certificates allowed below the anchor, self-issued ones not counted (path-length-constraints of TS 119 172-1 A.4.2.1); undefined is any number. */
  readonly maxPathLength?: number;
  /** initial-permitted-subtrees and initial-excluded-subtrees. */
  readonly initialNameConstraints?: NameConstraints;
  /** Where the end entity has an extended key usage, one of these (or anyExtendedKeyUsage) has to be in it (RFC 5280 4.2.1.12). */
  readonly keyPurposes?: readonly string[];
  /**
   * Treat the anchor's certificate, where there is one, as the first of the path, all but its signature: its period, its
   * constraints, its critical extensions (RFC 5937). Off by default: RFC 5280 6.1.1 d and the EU trusted lists use name and key only.
   */
  readonly checkAnchorCertificate?: boolean;
  /** Also fail what breaks the certificate profile of RFC 5280 section 4, which path validation itself does not look at. */
  readonly profile?: boolean;
}

export interface PathResult {
  readonly valid: boolean;
  /** All that is wrong, in the order found. */
  readonly failures: readonly PathFailure[];
  /** user-constrained-policy-set; undefined is any-policy. */
  readonly policies: readonly string[] | undefined;
}
