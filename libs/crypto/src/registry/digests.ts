import { type DigestAlgorithm } from '../types.js';

interface DigestRow {
  readonly algorithm: DigestAlgorithm;
  /** The name by which the engine knows it. */
  readonly engine: string;
  /** Octets of the value. */
  readonly length: number;
  /** The identifier to write comes first. */
  readonly oids: readonly string[];
  readonly uris: readonly string[];
}

const NIST = '2.16.840.1.101.3.4.2';
const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';
const XMLENC = 'http://www.w3.org/2001/04/xmlenc#';
const MORE_2001 = 'http://www.w3.org/2001/04/xmldsig-more#';
const MORE_2007 = 'http://www.w3.org/2007/05/xmldsig-more#';

// RFC 3370, RFC 5754, RFC 8702 (SHAKE256 with 512 bits), FIPS 202 identifiers by NIST; URIs of XML Encryption 5.8 and RFC 9231 2.1.
const DIGESTS: readonly DigestRow[] = [
  { algorithm: 'MD5', engine: 'md5', length: 16, oids: ['1.2.840.113549.2.5'], uris: [`${MORE_2001}md5`] },
  { algorithm: 'SHA-1', engine: 'sha1', length: 20, oids: ['1.3.14.3.2.26'], uris: [`${XMLDSIG}sha1`] },
  { algorithm: 'RIPEMD-160', engine: 'ripemd160', length: 20, oids: ['1.3.36.3.2.1'], uris: [`${XMLENC}ripemd160`] },
  { algorithm: 'SHA-224', engine: 'sha224', length: 28, oids: [`${NIST}.4`], uris: [`${MORE_2001}sha224`] },
  { algorithm: 'SHA-256', engine: 'sha256', length: 32, oids: [`${NIST}.1`], uris: [`${XMLENC}sha256`] },
  { algorithm: 'SHA-384', engine: 'sha384', length: 48, oids: [`${NIST}.2`], uris: [`${MORE_2001}sha384`] },
  { algorithm: 'SHA-512', engine: 'sha512', length: 64, oids: [`${NIST}.3`], uris: [`${XMLENC}sha512`] },
  { algorithm: 'SHA-512/256', engine: 'sha512-256', length: 32, oids: [`${NIST}.6`], uris: [] },
  { algorithm: 'SHA3-224', engine: 'sha3-224', length: 28, oids: [`${NIST}.7`], uris: [`${MORE_2007}sha3-224`] },
  { algorithm: 'SHA3-256', engine: 'sha3-256', length: 32, oids: [`${NIST}.8`], uris: [`${MORE_2007}sha3-256`] },
  { algorithm: 'SHA3-384', engine: 'sha3-384', length: 48, oids: [`${NIST}.9`], uris: [`${MORE_2007}sha3-384`] },
  { algorithm: 'SHA3-512', engine: 'sha3-512', length: 64, oids: [`${NIST}.10`], uris: [`${MORE_2007}sha3-512`] },
  { algorithm: 'SHAKE256-512', engine: 'shake256', length: 64, oids: [`${NIST}.12`, `${NIST}.18`], uris: [] },
];

const BY_NAME: ReadonlyMap<DigestAlgorithm, DigestRow> = new Map(DIGESTS.map((row) => [row.algorithm, row]));
const BY_OID: ReadonlyMap<string, DigestAlgorithm> = new Map(
  DIGESTS.flatMap((row) => row.oids.map((oid) => [oid, row.algorithm] as const)),
);
const BY_URI: ReadonlyMap<string, DigestAlgorithm> = new Map(
  DIGESTS.flatMap((row) => row.uris.map((uri) => [uri, row.algorithm] as const)),
);

/** All digest algorithms, weakest first. */
export const DIGEST_ALGORITHMS: readonly DigestAlgorithm[] = DIGESTS.map((row) => row.algorithm);

function rowOf(algorithm: DigestAlgorithm): DigestRow {
  const row = BY_NAME.get(algorithm);
  if (!row) throw new TypeError(`no such digest algorithm: ${String(algorithm)}`);
  return row;
}

/** The digest algorithm of a dotted OID; undefined where it is unknown. */
export function digestAlgorithmOf(oid: string): DigestAlgorithm | undefined {
  return BY_OID.get(oid);
}

/** The digest algorithm of an XML signature `DigestMethod` URI; undefined where it is unknown. */
export function digestAlgorithmOfUri(uri: string): DigestAlgorithm | undefined {
  return BY_URI.get(uri);
}

/** The dotted OID under which a digest algorithm is written. */
export function digestOid(algorithm: DigestAlgorithm): string {
  return rowOf(algorithm).oids[0] ?? '';
}

/** The `DigestMethod` URI of a digest algorithm; undefined where XML signatures have none. */
export function digestUri(algorithm: DigestAlgorithm): string | undefined {
  return rowOf(algorithm).uris[0];
}

/** Octets of a digest value. */
export function digestLength(algorithm: DigestAlgorithm): number {
  return rowOf(algorithm).length;
}

/** The name by which node:crypto knows a digest algorithm. */
export function engineDigest(algorithm: DigestAlgorithm): string {
  return rowOf(algorithm).engine;
}
