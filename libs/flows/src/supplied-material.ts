import { Budget, CodedError } from '@sigillum/encoding';
import type { SuppliedEvidence } from '@sigillum/evidence';
import { parseCertificate, parseCrl, parseOcspResponse, type TrustAnchor, trustAnchorOf } from '@sigillum/x509';

/** Nothing beside what the document brings. */
export const NO_MATERIAL: SuppliedEvidence = { certificates: [], crls: [], ocsps: [] };

/** Something given as a certificate, CRL or OCSP response is none. */
export class MaterialError extends CodedError<'MATERIAL_UNREADABLE'> {
  constructor(what: string, cause?: unknown) {
    super('MATERIAL_UNREADABLE', what, { cause });
  }
}

/** Sorts DER by what it turns out to be; throws `MaterialError` for what is none of the three. */
export function sortMaterial(blobs: readonly Uint8Array[]): SuppliedEvidence {
  const sorted = { certificates: [] as Uint8Array[], crls: [] as Uint8Array[], ocsps: [] as Uint8Array[] };
  for (const blob of blobs) sorted[kindOf(blob)].push(blob);
  return sorted;
}

const PARSERS = {
  certificates: (bytes: Uint8Array) => parseCertificate(bytes),
  crls: (bytes: Uint8Array) => parseCrl(bytes, new Budget()),
  ocsps: (bytes: Uint8Array) => parseOcspResponse(bytes, new Budget()),
} as const;

function kindOf(blob: Uint8Array): keyof SuppliedEvidence {
  for (const kind of ['certificates', 'crls', 'ocsps'] as const) {
    try {
      PARSERS[kind](blob);
      return kind;
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
    }
  }
  throw new MaterialError('A file given as further evidence holds neither a certificate nor a CRL nor an OCSP response; leave it out.');
}

/** Trust anchors from the DER of certificates; throws `MaterialError` for anything else. */
export function readAnchors(blobs: readonly Uint8Array[]): TrustAnchor[] {
  return blobs.map((blob) => {
    try {
      return trustAnchorOf(parseCertificate(blob));
    } catch (cause) {
      if (!(cause instanceof CodedError)) throw cause;
      throw new MaterialError('A file given as a trust anchor holds no certificate; name only certificates, PEM or DER.', cause);
    }
  });
}
