import { createHash } from 'node:crypto';
import type { JudgedSignature } from '@sigillum/reports';
import { octetsOf } from '../steps/contents.js';
import type { Seed } from '../seeds.js';
import { STRICT, verdictOf } from './verdict.js';

/**
 * What the seeds' signers signed. Nobody signs anything while documents are damaged, so whatever counts as intact afterwards must be one of
 * these, octet for octet.
 */
export interface KnownSignatures {
  /** The digests of the octets under every `/ByteRange` that stands in a seed. */
  readonly octets: ReadonlySet<string>;
  /** The same with the range, for signatures that pass: they also stand where they stood. */
  readonly places: ReadonlySet<string>;
  /** Signed attributes with the value over them. */
  readonly values: ReadonlySet<string>;
}

export async function knownSignatures(seeds: readonly Seed[]): Promise<KnownSignatures> {
  const octets = new Set<string>();
  const places = new Set<string>();
  const values = new Set<string>();
  for (const { bytes, supplied } of seeds) {
    for (const range of byteRanges(bytes)) {
      octets.add(octetsKey(bytes, range));
      places.add(placeKey(bytes, range));
    }
    const verdict = await verdictOf(bytes, supplied, STRICT);
    if ('result' in verdict) for (const judged of verdict.result.signatures) values.add(valueKey(judged));
  }
  return { octets, places, values };
}

export function octetsKey(bytes: Uint8Array, range: readonly number[]): string {
  return sha256(octetsOf(bytes, range));
}

export function placeKey(bytes: Uint8Array, range: readonly number[]): string {
  return `${range.join(' ')} ${octetsKey(bytes, range)}`;
}

export function valueKey({ signature: { signedBytes, signatureValue } }: JudgedSignature): string {
  return `${sha256(signedBytes)} ${sha256(signatureValue)}`;
}

function sha256(bytes: Uint8Array | undefined): string {
  return createHash('sha256')
    .update(bytes ?? new Uint8Array())
    .digest('hex');
}

/** By text alone, so that this owes nothing to the reader under test. */
function byteRanges(bytes: Uint8Array): number[][] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const four = /\[\s*(\d+)(?:\.0*)?\s+(\d+)(?:\.0*)?\s+(\d+)(?:\.0*)?\s+(\d+)(?:\.0*)?\s*\]/g;
  return Array.from(text.matchAll(four), (found) => found.slice(1).map(Number));
}
