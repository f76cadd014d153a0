import type { Budget, Instant } from '@sigillum/encoding';
import type { Certificate, CertificateIssuer, CertificationPath, Crl, OcspResponse, RevocationReason, TrustAnchor } from '../types.js';

/** Whose status is asked for, and what may be used to find out. */
export interface RevocationQuestion {
  readonly certificate: Certificate;
  /** Who issued it in the path at hand; `issuerAt(path, index)` gives it. */
  readonly issuer: CertificateIssuer;
  /** The anchor of the path at hand; a separate CRL issuer has to reach the same one (RFC 5280 6.3.3 f). */
  readonly anchor: TrustAnchor;
  /** Certificates among which CRL issuers and OCSP responders, and the paths above them, are searched. */
  readonly candidates: readonly Certificate[];
  /** OCSP responders that are trusted as they stand (RFC 6960 4.2.2.2, first case). */
  readonly trustedResponders?: readonly TrustAnchor[];
  readonly budget: Budget;
}

export type CrlProblemCode =
  | 'CRL_ISSUER_MISMATCH' // neither the certificate's issuer nor a cRLIssuer that one of its distribution points names
  | 'CRL_NOT_INDIRECT' // a cRLIssuer is named, but the CRL does not say that it is indirect
  | 'CRL_DISTRIBUTION_POINT' // none of its names is a distribution point of the certificate
  | 'CRL_SCOPE_USER_CERTIFICATES'
  | 'CRL_SCOPE_CA_CERTIFICATES'
  | 'CRL_SCOPE_ATTRIBUTE_CERTIFICATES'
  | 'CRL_REASONS' // none of the reasons that the distribution point speaks of
  | 'CRL_UNKNOWN_CRITICAL_EXTENSION'
  | 'CRL_ENTRY_UNKNOWN_CRITICAL_EXTENSION'
  | 'CRL_MALFORMED'
  | 'CRL_SIGNER_NOT_FOUND' // no certificate or anchor of that name
  | 'CRL_SIGNATURE' // no key of that name made the signature
  | 'CRL_SIGNATURE_UNCHECKED' // algorithm or key not supported or refused
  | 'CRL_SIGNER_KEY_USAGE' // a key usage without cRLSign
  | 'CRL_SIGNER_PATH' // no valid path from the CRL issuer to the anchor
  | 'CRL_DELTA_WITHOUT_BASE';

export type OcspProblemCode =
  | 'OCSP_CERTIFICATE_MISMATCH' // no single response for this issuer and serial number
  | 'OCSP_HASH_UNSUPPORTED' // a CertID in a digest that is not supported
  | 'OCSP_CERT_HASH' // certHash is of another certificate
  | 'OCSP_UNKNOWN_CRITICAL_EXTENSION'
  | 'OCSP_MALFORMED'
  | 'OCSP_RESPONDER_NOT_FOUND' // no certificate that fits the responder id
  | 'OCSP_RESPONDER_NOT_AUTHORISED' // not the issuer, not issued directly by it for OCSP signing, not trusted
  | 'OCSP_RESPONDER_KEY_USAGE'
  | 'OCSP_SIGNATURE'
  | 'OCSP_SIGNATURE_UNCHECKED'
  | 'OCSP_STATUS_UNKNOWN'; // the responder does not know the certificate

export interface RevocationProblem {
  readonly code: CrlProblemCode | OcspProblemCode | 'REVOCATION_REASONS_NOT_COVERED' | 'REVOCATION_DATA_MISSING';
  readonly message: string;
}

/** Who signed a CRL or an OCSP response. */
export interface RevocationSigner {
  /**
   * `issuer`: the very key that issued the certificate. `delegated`: another certificate (separate CRL key, indirect CRL issuer, OCSP
   * responder), whose own status and period matter. `trusted`: a responder trusted as it stands.
   */
  readonly role: 'issuer' | 'delegated' | 'trusted';
  /** Absent where an anchor came as a bare key. */
  readonly certificate?: Certificate;
  /**
   * The path of a delegated CRL signer, its certificate first, valid by RFC 5280 6.1 without times and revocation, to the question's
   * anchor. A delegated OCSP responder has none: it was issued by the question's issuer directly.
   */
  readonly path?: CertificationPath;
}

/** What is known about a usable piece of revocation data; whether that is fresh enough, or in time, is the validation process's word. */
export interface RevocationFacts {
  readonly kind: 'CRL' | 'OCSP';
  /** Id of the CRL or response. */
  readonly id: string;
  /** Id of the delta CRL that was applied to it. */
  readonly deltaId?: string;
  /** The date of issuance: thisUpdate of the CRL, or of the delta applied to it; producedAt of an OCSP response. */
  readonly issuedAt: Instant;
  /** Of the CRL (of the delta where one was applied) or of the single response. */
  readonly thisUpdate: Instant;
  readonly nextUpdate: Instant | undefined;
  readonly producedAt?: Instant;
  /** expiredCertsOnCRL or archiveCutoff: the status of certificates that expired since then is still kept. */
  readonly expiredSince?: Instant;
  /** An ISIS-MTT certHash was there and matches: the responder knows this very certificate. */
  readonly certHashMatches?: boolean;
  readonly signer: RevocationSigner;
}

export interface CertificateRevoked {
  readonly status: 'revoked';
  readonly revocationTime: Instant;
  readonly reason: RevocationReason;
  /** Suspended (certificateHold), which may end. */
  readonly hold: boolean;
  readonly invalidityDate?: Instant;
}

/** What one usable piece of data says. */
export type RevocationVerdict = { readonly status: 'good' } | CertificateRevoked;

interface Unusable<T> {
  readonly usable: false;
  readonly source: T;
  readonly problems: readonly RevocationProblem[];
}

/** A CRL held against one certificate: what it says and with what authority, or why it says nothing. */
export type CrlAssessment =
  | {
      readonly usable: true;
      /** The complete CRL. */
      readonly source: Crl;
      readonly delta?: Crl;
      readonly facts: RevocationFacts;
      /** The reasons that it speaks of: interim_reasons_mask of RFC 5280 6.3.3 d. */
      readonly reasons: ReadonlySet<RevocationReason>;
      readonly verdict: RevocationVerdict;
    }
  | Unusable<Crl>;

export type UsableCrl = Extract<CrlAssessment, { usable: true }>;

/** An OCSP response held against one certificate. */
export type OcspAssessment =
  | { readonly usable: true; readonly source: OcspResponse; readonly facts: RevocationFacts; readonly verdict: RevocationVerdict }
  | Unusable<OcspResponse>;

/** The status of one certificate out of several pieces of data. */
export type RevocationStatus =
  | { readonly status: 'good'; readonly used: readonly RevocationFacts[] }
  | (CertificateRevoked & { readonly used: readonly RevocationFacts[] })
  | { readonly status: 'undetermined'; readonly problems: readonly RevocationProblem[]; readonly used: readonly RevocationFacts[] };
