import { digest } from '@sigillum/crypto';
import { toHex } from '@sigillum/encoding';
import { parseOcspResponse, X509Error } from '@sigillum/x509';
import type { EmbeddedMaterial, EmbeddedObject } from './types.js';

/** The ids that evidence is known by; an OCSP response by what is signed of it, whatever it is wrapped in. */
export function evidenceIds(
  { certificates, crls, ocsps }: EmbeddedMaterial,
  counts: (one: EmbeddedObject) => boolean = () => true,
): string[] {
  return [
    ...certificates.filter(counts).map((one) => idOf('C', one.bytes)),
    ...crls.filter(counts).map((one) => idOf('R', one.bytes)),
    ...ocsps.filter(counts).flatMap((one) => ocspIds(one.bytes)),
  ];
}

/** The id of a response, and those of the certificates that it brings along. */
function ocspIds(bytes: Uint8Array): string[] {
  try {
    const response = parseOcspResponse(bytes);
    return [response.id, ...response.certificates.map((one) => idOf('C', one))];
  } catch (error) {
    if (error instanceof X509Error) return [];
    throw error;
  }
}

function idOf(letter: 'C' | 'R', bytes: Uint8Array): string {
  return `${letter}-${toHex(digest('SHA-256', bytes)).toUpperCase()}`;
}
