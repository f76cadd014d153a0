import type { DigestAlgorithm, SignatureAlgorithm } from '@sigillum/crypto';
import type { ByteSource, Instant } from '@sigillum/encoding';

export type SignatureForm = 'PAdES' | 'CAdES' | 'XAdES' | 'JAdES' | 'RFC3161';

/**
 * A rule about the format that was looked at, and whether it holds. The block FC (EN 319 102-1 5.2.2) turns each into a
 * check; how heavy a broken rule weighs is the policy's word. Rules are the same for all formats where they can be.
 */
export type FormatRule =
  | 'signature-value-present' // P01
  | 'byte-range' // P02-P04: four integers, from 0, ascending, inside the file
  | 'contents-token' // P05-P07: the gap is exactly the hex token of the checked /Contents
  | 'contents-padding' // P08: nothing but zeros after the CMS
  | 'covers-revision' // the second range ends at the end of its revision
  | 'byte-range-nesting' // ranges of several signatures nest
  | 'cms-readable'
  | 'single-signer-info' // C14
  | 'signed-attributes-present' // C01
  | 'signed-attributes-der' // C06
  | 'no-embedded-content' // C02
  | 'content-type' // C04
  | 'message-digest-attribute' // C03
  | 'algorithms-consistent' // C07
  | 'sub-filter' // P22; SHA-1 formats are refused under `format-accepted`
  | 'format-accepted' // P23
  | 'signature-dictionary' // P13: no duplicate keys, same in its own and in the last revision
  | 'signature-field' // P20: one value, one field, filled where the value is new
  | 'signature-reachable' // P21: in AcroForm
  | 'document-structure' // P09, P14-P19: hybrid xref, trailing bytes, freed or redefined objects
  | 'undefined-changes' // P11, P12, P24-P34
  | 'doc-mdp'
  | 'field-mdp'
  | 'page-count'
  | 'annotation-changes'
  | 'annotation-overlap' // a later signature paints over what was there
  | 'form-changes'
  | 'archive-hash-index' // C18: what the hash index of an archive time-stamp names is there
  | 'timestamp-statement' // RFC 3161 2.4.2: version and critical extensions of the TSTInfo
  | 'baseline-profile'; // requirements of EN 319 142-1 6.3 that the claimed level breaks

export interface FormatFinding {
  readonly rule: FormatRule;
  readonly holds: boolean;
  /** Stable code of what is wrong (upper case, `PDF_BYTE_RANGE_NOT_FOUR_NUMBERS`); absent where the rule holds. */
  readonly code?: string;
  readonly message?: string;
}

/** Something that the signature covers by a digest; `actual` was computed from the document when it was opened. */
export interface SignedReference {
  /** For people: `the document from byte 0 to 1234 and …`, a file name, a URI. */
  readonly name: string;
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  /** The identifier as it stood, for reports, where the algorithm is unknown. */
  readonly digestIdentifier: string;
  readonly expected: Uint8Array | undefined;
  /** undefined where the data could not be obtained or the algorithm is unknown. */
  readonly actual: Uint8Array | undefined;
  readonly found: boolean;
}

/** ESS signing-certificate(-v2), `xades:SigningCertificate`, `x5t#S256`: a signed reference to a certificate. */
export interface CertificateReference {
  readonly attribute: string;
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  readonly digestIdentifier: string;
  readonly digest: Uint8Array;
  /** DER of the issuer name and the serial number's content octets, where given. */
  readonly issuerSerial?: { readonly issuer: Uint8Array | undefined; readonly serialNumber: Uint8Array };
}

export type EvidenceOrigin =
  | 'signature' // CMS certificates / crls
  | 'signed-attribute' // adbe-revocationInfoArchival
  | 'unsigned-attribute' // certificate-values, revocation-values
  | 'dss' // DSS dictionary
  | 'vri'
  | 'timestamp' // inside a time-stamp token
  | 'supplied' // by the caller
  | 'online'
  | 'trust-anchor';

export interface EmbeddedObject {
  readonly bytes: Uint8Array;
  readonly origin: EvidenceOrigin;
  /** For objects of a document security store: the oldest revision that has it. */
  readonly revision?: number;
}

export interface EmbeddedMaterial {
  readonly certificates: readonly EmbeddedObject[];
  readonly crls: readonly EmbeddedObject[];
  /** OCSPResponse or BasicOCSPResponse, as found. */
  readonly ocsps: readonly EmbeddedObject[];
}

export type TimestampKind =
  'content-timestamp' | 'signature-timestamp' | 'archive-timestamp' | 'document-timestamp' | 'validation-data-timestamp';

/** What a time-stamp proves the existence of once it is valid: the closed set of EN 319 102-1 5.6.2.3. */
export interface TimestampCover {
  /** Ids of signatures whose value is covered. */
  readonly signatures: readonly string[];
  /** Ids of other time-stamps that are covered as a whole. */
  readonly timestamps: readonly string[];
  /** Evidence ids (`C-`, `R-`) of certificates, CRLs and OCSP responses that are covered, or whose digest is. */
  readonly material: readonly string[];
}

/** A time-stamp token as found, with the digest of what it should cover; read and judged by the time-stamp process. */
export interface EmbeddedTimestamp {
  readonly id: string;
  readonly kind: TimestampKind;
  readonly token: Uint8Array;
  /** What the imprint has to be: the digest of the covered bytes for a given algorithm; undefined where it could not be computed. */
  readonly imprints: ReadonlyMap<DigestAlgorithm, Uint8Array>;
  readonly format: readonly FormatFinding[];
  /** For document time-stamps: the newest revision inside the covered bytes. */
  readonly coveredRevision?: number;
  /** Absent where nothing but the signed content is covered (content time-stamps), or where it can't be told. */
  readonly covers?: TimestampCover;
}

/** An evidence record as found. */
export interface EmbeddedEvidenceRecord {
  readonly id: string;
  /**
   * The attribute that holds it: over the signature alone, or over it and detached content (RFC 4998 appendix A); or a file that was handed in
   * beside the document.
   */
  readonly kind: 'internal' | 'external' | 'detached';
  readonly bytes: Uint8Array;
}

export type ChangeClass =
  | 'validation-data' // DSS, VRI
  | 'document-timestamp'
  | 'signature' // a further signature in a field
  | 'form-fill'
  | 'annotation'
  | 'metadata' // XMP, Info, Version, Extensions
  | 'unchanged' // rewritten, but equal
  | 'undefined'; // nothing that a later revision may do

/** One thing that a later revision changed, and whether the signature's own rules allow it. */
export interface DocumentChange {
  readonly class: ChangeClass;
  readonly revision: number;
  readonly object?: number;
  readonly page?: number;
  readonly field?: string;
  readonly allowed: boolean;
  readonly code: string;
  readonly message: string;
}

export interface SignedAttributes {
  readonly claimedSigningTime?: Instant;
  readonly contentType?: string;
  readonly signaturePolicy?:
    | { readonly kind: 'implied' }
    | {
        readonly kind: 'explicit';
        readonly oid: string;
        readonly digestAlgorithm?: string;
        readonly digest?: Uint8Array;
        readonly uri?: string;
      };
  readonly commitmentTypes: readonly string[];
  readonly claimedRoles: readonly string[];
  readonly location?: string;
  readonly reason?: string;
  readonly contactInfo?: string;
  readonly mimeType?: string;
  /** All signed and unsigned attribute identifiers in order, for inspection. */
  readonly signed: readonly string[];
  readonly unsigned: readonly string[];
}

/**
 * A signature as every format gives it. Plain data: nothing behind this type knows whether it came from a PDF, and it can be
 * stored with the evidence and judged again.
 */
export interface Signature {
  /** `S-` and the first 32 hex digits of SHA-256 over format, position and value. */
  readonly id: string;
  readonly form: SignatureForm;
  /**
   * What the structure alone shows: `PAdES-BASELINE-B` or `-T`; `PAdES-BES`, `PKCS7-B`, `PDF-NOT-ETSI` … for what is less or other.
   * `determineLevel` knows LT and LTA too.
   */
  readonly level: string;
  /** Field name, file name, XML id. */
  readonly label: string;
  readonly format: readonly FormatFinding[];
  readonly references: readonly SignedReference[];
  /** DTBS: what the signature value is computed over; undefined where the structure gives none. */
  readonly signedBytes: Uint8Array | undefined;
  readonly signatureValue: Uint8Array | undefined;
  readonly algorithm: SignatureAlgorithm | undefined;
  /** As it stood, for reports, also where it is unknown. */
  readonly algorithmIdentifier: string;
  /** The signer as the structure names it (CMS sid). */
  readonly signerIdentifier?:
    | { readonly kind: 'issuerAndSerial'; readonly issuer: Uint8Array; readonly serialNumber: Uint8Array }
    | { readonly kind: 'subjectKeyIdentifier'; readonly keyIdentifier: Uint8Array };
  readonly certificateReferences: readonly CertificateReference[];
  readonly attributes: SignedAttributes;
  readonly embedded: EmbeddedMaterial;
  /** The revisions that brought or changed a document security store, ascending; absent where there are none. */
  readonly securityStores?: readonly number[];
  readonly timestamps: readonly EmbeddedTimestamp[];
  /** Those over its value, and those over theirs, flat; the document lists them among its signatures too. */
  readonly counterSignatures: readonly Signature[];
  /** Id of the signature whose value this one is over (RFC 5652 11.4); absent for signatures over content. */
  readonly counterSignatureOf?: string;
  /** Evidence records (RFC 4998) that come with it; absent where there are none. They are named, and not judged. */
  readonly evidenceRecords?: readonly EmbeddedEvidenceRecord[];
  readonly coverage: {
    /** Whether it covers the whole document as it is now. */
    readonly wholeDocument: boolean;
    /** For people: `revision 1 of 3, bytes 0-1000 and 3000-4000`. */
    readonly text: string;
    readonly revision?: number;
    readonly byteRange?: readonly number[];
  };
  readonly changesAfter: readonly DocumentChange[];
}

export interface SignedDocument {
  readonly format: 'PDF' | 'CMS' | 'XML' | 'JSON' | 'ASiC-S' | 'ASiC-E';
  readonly size: number;
  readonly revisions?: number;
  readonly signatures: readonly Signature[];
  /** Time-stamps that belong to the document and cover no signature. */
  readonly timestamps: readonly EmbeddedTimestamp[];
  /** Evidence records that were handed in beside the document; absent where there are none. They are named, and not judged. */
  readonly evidenceRecords?: readonly EmbeddedEvidenceRecord[];
  /** Oddities of the document that are no signature's own. */
  readonly notes: readonly { readonly code: string; readonly message: string }[];
}

/** Something outside the document that a signature or a time-stamp may cover. */
export interface DetachedDocument {
  /** File name, for people and for formats that name what they cover. */
  readonly name: string;
  readonly source: ByteSource;
}

export type OpenErrorCode =
  | 'NOT_A_SIGNED_DOCUMENT'
  | 'CERTIFICATE_NOT_DOCUMENT'
  | 'REVOCATION_DATA_NOT_DOCUMENT'
  | 'KEY_NOT_DOCUMENT'
  | 'FORMAT_UNSUPPORTED'
  | 'DOCUMENT_EMPTY'
  | 'PDF_UNPARSABLE'
  | 'PDF_ENCRYPTED'
  | 'TYPE_AMBIGUOUS';
