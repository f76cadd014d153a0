import { type DigestAlgorithm, type SignatureAlgorithm } from '../types.js';
import { pssAlgorithm } from './pss-algorithm.js';
import { signatureOid } from './signatures.js';

const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';
const XMLDSIG11 = 'http://www.w3.org/2009/xmldsig11#';
const MORE_2001 = 'http://www.w3.org/2001/04/xmldsig-more';
const MORE_2007 = 'http://www.w3.org/2007/05/xmldsig-more#';
const MORE_2021 = 'http://www.w3.org/2021/04/xmldsig-more#';

const SHA2: readonly (readonly [string, DigestAlgorithm])[] = [
  ['sha224', 'SHA-224'],
  ['sha256', 'SHA-256'],
  ['sha384', 'SHA-384'],
  ['sha512', 'SHA-512'],
];

const SHA3: readonly (readonly [string, DigestAlgorithm])[] = [
  ['sha3-224', 'SHA3-224'],
  ['sha3-256', 'SHA3-256'],
  ['sha3-384', 'SHA3-384'],
  ['sha3-512', 'SHA3-512'],
];

type Row = readonly [uri: string, algorithm: SignatureAlgorithm];

function pair(uri: string, scheme: 'RSA-PKCS1' | 'PLAIN-ECDSA' | 'DSA', digest: DigestAlgorithm): Row {
  return [uri, { scheme, digest, oid: signatureOid(scheme, digest) ?? '' }];
}

// XML Signature 1.1 section 6.4 and RFC 9231 section 2.3. ECDSA values are r ‖ s there (RFC 9231 2.3.6).
const URIS: ReadonlyMap<string, SignatureAlgorithm> = new Map<string, SignatureAlgorithm>([
  pair(`${XMLDSIG}rsa-sha1`, 'RSA-PKCS1', 'SHA-1'),
  pair(`${MORE_2001}#rsa-md5`, 'RSA-PKCS1', 'MD5'),
  pair(`${MORE_2001}#rsa-ripemd160`, 'RSA-PKCS1', 'RIPEMD-160'),
  pair(`${MORE_2001}/rsa-ripemd160`, 'RSA-PKCS1', 'RIPEMD-160'),
  ...SHA2.map(([name, digest]) => pair(`${MORE_2001}#rsa-${name}`, 'RSA-PKCS1', digest)),
  pair(`${MORE_2001}#ecdsa-sha1`, 'PLAIN-ECDSA', 'SHA-1'),
  pair(`${MORE_2007}ecdsa-ripemd160`, 'PLAIN-ECDSA', 'RIPEMD-160'),
  ...SHA2.map(([name, digest]) => pair(`${MORE_2001}#ecdsa-${name}`, 'PLAIN-ECDSA', digest)),
  ...SHA3.map(([name, digest]) => pair(`${MORE_2021}ecdsa-${name}`, 'PLAIN-ECDSA', digest)),
  pair(`${XMLDSIG}dsa-sha1`, 'DSA', 'SHA-1'),
  pair(`${XMLDSIG11}dsa-sha256`, 'DSA', 'SHA-256'),
  ...[['md5', 'MD5'] as const, ['sha1', 'SHA-1'] as const, ['ripemd160', 'RIPEMD-160'] as const, ...SHA2, ...SHA3].map(
    ([name, digest]): Row => [`${MORE_2007}${name}-rsa-MGF1`, pssAlgorithm(digest)],
  ),
  [`${MORE_2021}eddsa-ed25519`, { scheme: 'EdDSA', oid: '1.3.101.112' }],
  [`${MORE_2021}eddsa-ed448`, { scheme: 'EdDSA', oid: '1.3.101.113' }],
]);

/**
 * The algorithm of an XML signature's `SignatureMethod` URI; undefined where it is unknown. `…#rsa-pss` is not here, since
 * its parameters stand in an element. A DSA value of XML is r ‖ s and must be brought into DER before it is checked.
 */
export function xmlSignatureAlgorithm(uri: string): SignatureAlgorithm | undefined {
  return URIS.get(uri);
}
