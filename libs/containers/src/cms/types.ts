import type { AlgorithmIdentifier } from '@sigillum/crypto';

/** Certificates, CRLs and the rest are kept as the bytes that stood there: they may be malformed without harm to the signature. */
export interface SignedData {
  readonly version: number;
  readonly digestAlgorithms: readonly AlgorithmIdentifier[];
  readonly contentType: string;
  /** eContent octets; undefined where the content is detached. */
  readonly content: Uint8Array | undefined;
  /** X.509 certificates (CertificateChoices.certificate). */
  readonly certificates: readonly Uint8Array[];
  /** CertificateChoices of other kinds, with their context tag number. */
  readonly otherCertificates: readonly { readonly choice: number; readonly bytes: Uint8Array }[];
  readonly crls: readonly Uint8Array[];
  /** OCSP responses and others of RFC 5940: format OID and the DER of the info. */
  readonly otherRevocationInfo: readonly { readonly format: string; readonly bytes: Uint8Array }[];
  readonly signerInfos: readonly SignerInfo[];
  /** The exact SignedData. */
  readonly bytes: Uint8Array;
  /** Octets that the DER of the ContentInfo takes; padding may follow in a PDF. */
  readonly length: number;
  /** How the encoding departs from DER outside the signed attributes. */
  readonly notes: readonly CmsNote[];
}

export type CmsNote = 'CMS_INDEFINITE_LENGTH' | 'CMS_CONSTRUCTED_STRING' | 'CMS_NON_MINIMAL_LENGTH';

export interface CmsAttribute {
  readonly oid: string;
  /** The exact DER of each value. */
  readonly values: readonly Uint8Array[];
}

export interface SignerInfo {
  readonly version: number;
  readonly sid:
    | { readonly kind: 'issuerAndSerial'; readonly issuer: Uint8Array; readonly serialNumber: Uint8Array }
    | { readonly kind: 'subjectKeyIdentifier'; readonly keyIdentifier: Uint8Array };
  readonly digestAlgorithm: AlgorithmIdentifier;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** undefined where there are none, which AdES never allows. */
  readonly signedAttributes: readonly CmsAttribute[] | undefined;
  /** The signed attributes as SET OF (tag 0x31) with the content octets as they stand: what the signature value covers (RFC 5652 5.4). */
  readonly signedAttributesDer: Uint8Array | undefined;
  /** Why the signed attributes are not DER: 'DER_ORDER', 'DER_LENGTH', … undefined where they are. */
  readonly signedAttributesProblem: string | undefined;
  readonly unsignedAttributes: readonly CmsAttribute[];
  /** The exact SignerInfo. */
  readonly bytes: Uint8Array;
}
