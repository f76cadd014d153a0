import type { EmbeddedMaterial, ReadTimestamp } from '@sigillum/ades';
import { digest } from '@sigillum/crypto';
import { toHex } from '@sigillum/encoding';
import { parseOcspResponse, X509Error } from '@sigillum/x509';

/**
 * A time-stamp with only what its imprint reaches. One over a signature value reaches what the signed attributes name by that value alone: attributes beside
 * a value that is not theirs may have been written at any time.
 */
export function provable(read: ReadTimestamp, holdsValue: (signatureId: string) => boolean): ReadTimestamp {
  const { covers, kind } = read.timestamp;
  if (kind !== 'signature-timestamp' || covers === undefined || covers.material.length === 0) return read;
  return covers.signatures.every(holdsValue) ? read : { ...read, timestamp: { ...read.timestamp, covers: { ...covers, material: [] } } };
}

/** Ids of all that a time-stamp covers, with the certificates and revocation data inside the tokens that it covers (EN 319 102-1 5.6.2.3.4). */
export function* coveredBy({ timestamp }: ReadTimestamp, tokens: ReadonlyMap<string, ReadTimestamp>): Generator<string> {
  const { covers } = timestamp;
  if (!covers) return;
  yield* covers.signatures;
  yield* covers.timestamps;
  yield* covers.material;
  for (const id of covers.timestamps) {
    const inner = tokens.get(id);
    if (inner) yield* idsOf(inner.signature.embedded);
  }
}

/** The ids that evidence is known by; an OCSP response by what is signed of it, whatever it is wrapped in. */
function* idsOf({ certificates, crls, ocsps }: EmbeddedMaterial): Generator<string> {
  for (const { bytes } of certificates) yield `C-${toHex(digest('SHA-256', bytes)).toUpperCase()}`;
  for (const { bytes } of crls) yield `R-${toHex(digest('SHA-256', bytes)).toUpperCase()}`;
  for (const { bytes } of ocsps) {
    const id = ocspId(bytes);
    if (id !== undefined) yield id;
  }
}

function ocspId(bytes: Uint8Array): string | undefined {
  try {
    return parseOcspResponse(bytes).id;
  } catch (error) {
    if (error instanceof X509Error) return undefined;
    throw error;
  }
}
