import { type DigestAlgorithm, type SignatureAlgorithm } from '../types.js';
import { digestLength } from './digests.js';

/** RSASSA-PSS as JOSE and XML names fix it: one digest for message and mask, salt as long as the digest (RFC 7518 3.5, RFC 9231 2.3.10). */
export function pssAlgorithm(digest: DigestAlgorithm): SignatureAlgorithm {
  return { scheme: 'RSA-PSS', oid: '1.2.840.113549.1.1.10', digest, pss: { mgfDigest: digest, saltLength: digestLength(digest) } };
}
