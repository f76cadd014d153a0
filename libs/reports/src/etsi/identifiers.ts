import { type DigestAlgorithm, digestOid, digestUri, type SignatureAlgorithm, xmlSignatureAlgorithm } from '@sigillum/crypto';
import { type Instant, toBase64, toRfc3339 } from '@sigillum/encoding';
import { element, type XmlElement } from './xml/element.js';

/** The schema's namespace (TS 119 102-2 V1.4.1), and those that it takes elements from. */
export const NAMESPACES = [
  ['xmlns', 'http://uri.etsi.org/19102/v1.4.1#'],
  ['xmlns:ds', 'http://www.w3.org/2000/09/xmldsig#'],
  ['xmlns:xades', 'http://uri.etsi.org/01903/v1.3.2#'],
  ['xmlns:sigillum', 'urn:sigillum:validation-report'],
] as const;

const ETSI = 'urn:etsi:019102';

/** `urn:etsi:019102:mainindication:total-passed`. */
export function mainIndicationUri(indication: string): string {
  return `${ETSI}:mainindication:${indication.toLowerCase()}`;
}

export function subIndicationUri(subIndication: string): string {
  return `${ETSI}:subindication:${subIndication}`;
}

export function constraintStatusUri(status: 'applied' | 'disabled' | 'overridden'): string {
  return `${ETSI}:constraintStatus:${status}`;
}

export type ObjectType = 'certificate' | 'CRL' | 'OCSPResponse' | 'timestamp' | 'publicKey' | 'signedData' | 'other';

export function objectTypeUri(type: ObjectType): string {
  return `${ETSI}:validationObject:${type}`;
}

/** The type of a proof of existence that was found during validation, and not stated by whoever asked or by the policy. */
export const FOUND_IN_VALIDATION = `${ETSI}:poetype:validation`;

export function processUri(process: 'Basic' | 'LTVM' | 'LTA'): string {
  return `${ETSI}:validationprocess:${process}`;
}

export function revocationReasonUri(reason: string): string {
  return `${ETSI}:revocationReason:${reason}`;
}

/** An identifier of this report's own. Parts that no URN may hold are escaped. */
export function ownUri(...parts: readonly string[]): string {
  return ['urn:sigillum', ...parts.map(urnPart)].join(':');
}

function urnPart(text: string): string {
  return /^[\w.-]*$/.test(text) ? text : encodeURIComponent(text.toWellFormed());
}

const UNIDENTIFIED = `${ETSI}:algorithm:unidentified`;
const OID = /^[0-2](\.\d+)+$/;
/** Of all URIs those that no reader of `xs:anyURI` can refuse. */
const URI = /^(urn:[a-z\d-]+:|https?:\/\/[a-z\d.-]+\/)[\w!$&'()*+,./:;=@~-]*(#[\w!$&'()*+,./:;=@~-]*)?$/i;

/** An OID as URI (RFC 3061), a URI as it is; undefined for what is neither. */
export function identifierUri(identifier: string): string | undefined {
  if (OID.test(identifier)) return `urn:oid:${identifier}`;
  return URI.test(identifier) ? identifier : undefined;
}

/** The URI of a digest algorithm; `identifier` is what stood in the signature, for algorithms that are unknown. */
export function digestAlgorithmUri(algorithm: DigestAlgorithm | undefined, identifier = ''): string {
  if (algorithm === undefined) return identifierUri(identifier) ?? UNIDENTIFIED;
  return digestUri(algorithm) ?? `urn:oid:${digestOid(algorithm)}`;
}

const XML_SIGNATURE = [
  (digest: string) => `http://www.w3.org/2000/09/xmldsig#${digest}`,
  (digest: string) => `http://www.w3.org/2001/04/xmldsig-more#${digest}`,
  (digest: string) => `http://www.w3.org/2007/05/xmldsig-more#${digest}`,
  (digest: string) => `http://www.w3.org/2009/xmldsig11#${digest}`,
  (digest: string) => `http://www.w3.org/2021/04/xmldsig-more#${digest}`,
] as const;

/**
 * The URI of a signature algorithm: that of XML signatures (RFC 9231) where it has one, else its OID. `identifier` is what stood in the
 * signature, for algorithms that are unknown.
 */
export function signatureAlgorithmUri(algorithm: SignatureAlgorithm | undefined, identifier: string): string {
  if (algorithm === undefined) return identifierUri(identifier) ?? UNIDENTIFIED;
  const candidates = XML_SIGNATURE.map((uriOf) => uriOf(fragmentOf(algorithm)));
  return candidates.find((uri) => xmlSignatureAlgorithm(uri) !== undefined) ?? identifierUri(algorithm.oid) ?? UNIDENTIFIED;
}

function fragmentOf({ scheme, digest, oid }: SignatureAlgorithm): string {
  const hash = digest?.toLowerCase().replace(/^(sha|ripemd)-/, '$1') ?? '';
  if (scheme === 'RSA-PKCS1') return `rsa-${hash}`;
  if (scheme === 'RSA-PSS') return `${hash}-rsa-MGF1`;
  if (scheme === 'ECDSA' || scheme === 'PLAIN-ECDSA') return `ecdsa-${hash}`;
  if (scheme === 'DSA') return `dsa-${hash}`;
  if (scheme === 'EdDSA') return oid === '1.3.101.112' ? 'eddsa-ed25519' : 'eddsa-ed448';
  return scheme;
}

/** `ds:DigestMethod` and `ds:DigestValue`. */
export function digestAlgorithmAndValue(algorithm: string, value: Uint8Array): XmlElement[] {
  return [element('ds:DigestMethod', [], [['Algorithm', algorithm]]), element('ds:DigestValue', toBase64(value))];
}

const YEAR_1 = Date.parse('0001-01-01T00:00:00Z');
const YEAR_10000 = Date.UTC(10_000, 0, 1);

/** An instant as `xs:dateTime`; undefined for what the type can't hold in four digits of year, and for no instant. */
export function dateTime(instant: Instant | undefined): string | undefined {
  if (instant === undefined || !(instant >= YEAR_1 && instant < YEAR_10000)) return undefined;
  return toRfc3339(instant);
}
