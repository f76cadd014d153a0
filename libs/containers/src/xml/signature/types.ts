import type { XmlElement } from '../element.js';

export interface XmlTransform {
  readonly algorithm: string;
  /** PrefixList of InclusiveNamespaces. */
  readonly inclusivePrefixes: readonly string[];
  /** It has content other than that list: an XPath, a stylesheet. */
  readonly hasParameters: boolean;
}

export interface XmlReference {
  readonly id: string | undefined;
  /** undefined where the attribute is missing: the application would have to know. */
  readonly uri: string | undefined;
  readonly type: string | undefined;
  readonly transforms: readonly XmlTransform[];
  /** URI of the digest algorithm. */
  readonly digestMethod: string;
  readonly digestValue: Uint8Array;
}

/** A ds:Signature as it stands, nothing verified. */
export interface XmlSignature {
  readonly element: XmlElement;
  readonly id: string | undefined;
  readonly signedInfo: XmlElement;
  readonly canonicalization: XmlTransform;
  /** URI of the signature algorithm. */
  readonly signatureMethod: string;
  /** SignatureMethod has parameters in elements (RSA-PSS, HMACOutputLength). */
  readonly signatureMethodHasParameters: boolean;
  readonly references: readonly XmlReference[];
  readonly value: Uint8Array;
  /** DER of the ds:X509Certificate elements of KeyInfo, in order. */
  readonly certificates: readonly Uint8Array[];
  readonly objects: readonly XmlElement[];
}

export interface SigningCertificateReference {
  /** URI of the digest algorithm. */
  readonly digestMethod: string;
  readonly digestValue: Uint8Array;
}

/** The signed properties of XAdES that trust lists use (EN 319 132-1 5.2). */
export interface XadesSignedProperties {
  readonly element: XmlElement;
  readonly signingTime: string | undefined;
  /** References to the signing certificate, the signer's own first; `version` 2 is SigningCertificateV2. */
  readonly signingCertificate: { readonly version: 1 | 2; readonly references: readonly SigningCertificateReference[] } | undefined;
  readonly hasSignaturePolicy: boolean;
  readonly hasProductionPlace: boolean;
  readonly hasSignerRole: boolean;
}
