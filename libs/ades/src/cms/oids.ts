/** Attributes of CMS signatures: RFC 5652, RFC 5035, EN 319 122-1, ISO 32000. */
export const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  counterSignature: '1.2.840.113549.1.9.6',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signaturePolicy: '1.2.840.113549.1.9.16.2.15',
  commitmentType: '1.2.840.113549.1.9.16.2.16',
  signerLocation: '1.2.840.113549.1.9.16.2.17',
  signerAttributes: '1.2.840.113549.1.9.16.2.18',
  signerAttributesV2: '0.4.0.19122.1.1',
  contentTimestamp: '1.2.840.113549.1.9.16.2.20',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  certificateValues: '1.2.840.113549.1.9.16.2.23',
  revocationValues: '1.2.840.113549.1.9.16.2.24',
  escTimestamp: '1.2.840.113549.1.9.16.2.25',
  certCrlTimestamp: '1.2.840.113549.1.9.16.2.26',
  archiveTimestamp: '1.2.840.113549.1.9.16.2.27',
  archiveTimestampV2: '1.2.840.113549.1.9.16.2.48',
  archiveTimestampV3: '0.4.0.1733.2.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  mimeType: '0.4.0.1733.2.1',
  algorithmProtection: '1.2.840.113549.1.9.52',
  evidenceRecordInternal: '1.2.840.113549.1.9.16.2.49',
  evidenceRecordExternal: '1.2.840.113549.1.9.16.2.50',
  adobeRevocation: '1.2.840.113583.1.1.8',
} as const;

/** Attributes of a token that say what it covers: EN 319 122-1 5.5.2, and its predecessors of TS 101 733. */
export const HASH_INDEX = { v1: '0.4.0.1733.2.5', v2: '0.4.0.19122.1.4', v3: '0.4.0.19122.1.5' } as const;

export const ID_DATA = '1.2.840.113549.1.7.1';
