import { createHash, type Hash, hash } from 'node:crypto';
import { type ByteSource, pieceReader } from '@sigillum/encoding';
import { digestLength, engineDigest } from '../registry/digests.js';
import { type DigestAlgorithm } from '../types.js';

/** A part of a source: both in octets. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

const CHUNK = 1024 * 1024;

function begin(algorithm: DigestAlgorithm): Hash {
  const options = algorithm === 'SHAKE256-512' ? { outputLength: digestLength(algorithm) } : undefined;
  return createHash(engineDigest(algorithm), options);
}

/** The digest of the parts, one after the other as one message. */
export function digest(algorithm: DigestAlgorithm, ...parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1 && algorithm !== 'SHAKE256-512') return hash(engineDigest(algorithm), only, 'buffer');
  const running = begin(algorithm);
  for (const part of parts) running.update(part);
  return running.digest();
}

/**
 * The digest of ranges of a source, in the order given, read in pieces of 1 MiB. A range outside the source is the source's
 * `EncodingError` DER_TRUNCATED.
 */
export function digestRanges(algorithm: DigestAlgorithm, source: ByteSource, ranges: readonly ByteRange[]): Uint8Array {
  const running = begin(algorithm);
  readChunks(source, ranges, (chunk) => running.update(chunk));
  return running.digest();
}

/** Several digests of the same ranges in one pass over the source; one value for each different algorithm. */
export function digestMany(
  source: ByteSource,
  ranges: readonly ByteRange[],
  algorithms: readonly DigestAlgorithm[],
): ReadonlyMap<DigestAlgorithm, Uint8Array> {
  const running = [...new Set(algorithms)].map((algorithm) => [algorithm, begin(algorithm)] as const);
  readChunks(source, ranges, (chunk) => running.forEach(([, each]) => each.update(chunk)));
  return new Map(running.map(([algorithm, each]) => [algorithm, each.digest()]));
}

/** Hands the octets of the ranges to `take`, at most 1 MiB at a time. The piece is `take`'s until it returns, no longer. */
function readChunks(source: ByteSource, ranges: readonly ByteRange[], take: (chunk: Uint8Array) => void): void {
  const read = pieceReader(source, Math.min(CHUNK, Math.max(0, ...ranges.map((range) => range.length))));
  for (const { offset, length } of ranges) {
    for (let at = 0; at < length; at += CHUNK) take(read(offset + at, Math.min(CHUNK, length - at)));
  }
}
