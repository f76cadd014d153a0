import type { DigestAlgorithm } from '@sigillum/crypto';

/** Object identifiers that the test material is made of, by the names of their own documents. */
export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  cmsAlgorithmProtection: '1.2.840.113549.1.9.52',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  archiveTimestampV2: '1.2.840.113549.1.9.16.2.48',
  archiveTimestampV3: '0.4.0.1733.2.4',
  hashIndexV1: '0.4.0.1733.2.5',
  hashIndexV3: '0.4.0.19122.1.5',
  counterSignature: '1.2.840.113549.1.9.6',
  commonName: '2.5.4.3',
  country: '2.5.4.6',
  organization: '2.5.4.10',
  organizationalUnit: '2.5.4.11',
  serialNumber: '2.5.4.5',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  documentSigning: '1.3.6.1.5.5.7.3.36',
  ocsp: '1.3.6.1.5.5.7.48.1',
  caIssuers: '1.3.6.1.5.5.7.48.2',
  ocspBasic: '1.3.6.1.5.5.7.48.1.1',
  ocspNonce: '1.3.6.1.5.5.7.48.1.2',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  ocspArchiveCutoff: '1.3.6.1.5.5.7.48.1.6',
  sha1: '1.3.14.3.2.26',
} as const;

/** Digest algorithms (FIPS 180-4, FIPS 202, RFC 1321, ISO 10118-3). */
export const DIGEST_OID: Readonly<Record<DigestAlgorithm, string>> = {
  MD5: '1.2.840.113549.2.5',
  'SHA-1': OID.sha1,
  'RIPEMD-160': '1.3.36.3.2.1',
  'SHA-224': '2.16.840.1.101.3.4.2.4',
  'SHA-256': '2.16.840.1.101.3.4.2.1',
  'SHA-384': '2.16.840.1.101.3.4.2.2',
  'SHA-512': '2.16.840.1.101.3.4.2.3',
  'SHA-512/256': '2.16.840.1.101.3.4.2.6',
  'SHA3-224': '2.16.840.1.101.3.4.2.7',
  'SHA3-256': '2.16.840.1.101.3.4.2.8',
  'SHA3-384': '2.16.840.1.101.3.4.2.9',
  'SHA3-512': '2.16.840.1.101.3.4.2.10',
  'SHAKE256-512': '2.16.840.1.101.3.4.2.18',
};

/** PKCS#1 v1.5 with a digest (RFC 8017 A.2.4, NIST CSOR). */
export const RSA_OID: Partial<Record<DigestAlgorithm, string>> = {
  MD5: '1.2.840.113549.1.1.4',
  'SHA-1': '1.2.840.113549.1.1.5',
  'SHA-224': '1.2.840.113549.1.1.14',
  'SHA-256': '1.2.840.113549.1.1.11',
  'SHA-384': '1.2.840.113549.1.1.12',
  'SHA-512': '1.2.840.113549.1.1.13',
  'SHA3-256': '2.16.840.1.101.3.4.3.14',
  'SHA3-384': '2.16.840.1.101.3.4.3.15',
  'SHA3-512': '2.16.840.1.101.3.4.3.16',
};

/** ECDSA with a digest (RFC 5758, NIST CSOR). */
export const ECDSA_OID: Partial<Record<DigestAlgorithm, string>> = {
  'SHA-1': '1.2.840.10045.4.1',
  'SHA-224': '1.2.840.10045.4.3.1',
  'SHA-256': '1.2.840.10045.4.3.2',
  'SHA-384': '1.2.840.10045.4.3.3',
  'SHA-512': '1.2.840.10045.4.3.4',
  'SHA3-256': '2.16.840.1.101.3.4.3.10',
  'SHA3-384': '2.16.840.1.101.3.4.3.11',
  'SHA3-512': '2.16.840.1.101.3.4.3.12',
};

/** DSA with a digest (RFC 3279, RFC 5758). */
export const DSA_OID: Partial<Record<DigestAlgorithm, string>> = {
  'SHA-1': '1.2.840.10040.4.3',
  'SHA-224': '2.16.840.1.101.3.4.3.1',
  'SHA-256': '2.16.840.1.101.3.4.3.2',
};

export const RSA_PSS_OID = '1.2.840.113549.1.1.10';
export const MGF1_OID = '1.2.840.113549.1.1.8';
