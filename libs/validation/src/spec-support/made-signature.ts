import type { EmbeddedObject, EvidenceOrigin, Signature, SignedDocument } from '@sigillum/ades';
import { digest, type SignatureAlgorithm } from '@sigillum/crypto';
import type { Certificate } from '@sigillum/x509';

/** What a signature for tests is made of. */
export interface MadeSignature {
  readonly signer: Certificate;
  readonly algorithm: SignatureAlgorithm;
  readonly sign: (data: Uint8Array) => Uint8Array;
  readonly certificates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  readonly ocsps?: readonly Uint8Array[];
  readonly changes?: Partial<Signature>;
}

export const CONTENT = new TextEncoder().encode('what is signed');
const SIGNED_BYTES = new TextEncoder().encode('the signed attributes');

/** A sound signature without format; `changes` makes the defect. */
export function makeSignature({ signer, algorithm, sign, certificates, crls, ocsps, changes }: MadeSignature): Signature {
  return {
    id: 'S-TEST',
    form: 'PAdES',
    level: 'PAdES-BASELINE-B',
    label: 'Signature1',
    format: [],
    references: [
      {
        name: 'the document',
        digestAlgorithm: 'SHA-256',
        digestIdentifier: '2.16.840.1.101.3.4.2.1',
        expected: digest('SHA-256', CONTENT),
        actual: digest('SHA-256', CONTENT),
        found: true,
      },
    ],
    signedBytes: SIGNED_BYTES,
    signatureValue: sign(SIGNED_BYTES),
    algorithm,
    algorithmIdentifier: algorithm.oid,
    signerIdentifier: { kind: 'issuerAndSerial', issuer: signer.issuer.der, serialNumber: signer.serialNumber },
    certificateReferences: [
      {
        attribute: 'signing-certificate-v2',
        digestAlgorithm: 'SHA-256',
        digestIdentifier: '2.16.840.1.101.3.4.2.1',
        digest: digest('SHA-256', signer.bytes),
      },
    ],
    attributes: { claimedSigningTime: Date.UTC(2026, 5, 1), commitmentTypes: [], claimedRoles: [], signed: [], unsigned: [] },
    embedded: {
      certificates: objects([signer.bytes, ...(certificates ?? [])], 'signature'),
      crls: objects(crls ?? [], 'dss'),
      ocsps: objects(ocsps ?? [], 'dss'),
    },
    timestamps: [],
    counterSignatures: [],
    coverage: { wholeDocument: true, text: 'all of it' },
    changesAfter: [],
    ...changes,
  };
}

/** A document with these signatures. */
export function documentOf(...signatures: readonly Signature[]): SignedDocument {
  return { format: 'PDF', size: 0, signatures, timestamps: [], notes: [] };
}

function objects(all: readonly Uint8Array[], origin: EvidenceOrigin): EmbeddedObject[] {
  return all.map((bytes) => ({ bytes, origin }));
}
