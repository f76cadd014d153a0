import type { ByteSource } from '@sigillum/encoding';
import { broken, holds } from '../../format-finding.js';
import type { FormatFinding } from '../../types.js';
import { readByteRange, type SignedRanges } from './byte-range.js';
import type { ReadSignature } from '../pdf-context.js';

/**
 * Whether the ranges of each signature nest with those of all others: of two signatures the one that reaches further has to cover the other's
 * whole range, its gap included, so that no bytes are left out by both in different ways.
 */
export function nestingOf(read: readonly ReadSignature[], source: ByteSource): ReadonlyMap<ReadSignature, FormatFinding> {
  const ranges = new Map<ReadSignature, SignedRanges>();
  for (const one of read) {
    const reading = readByteRange(one.dictionary, source).ranges;
    if (reading) ranges.set(one, reading);
  }
  const findings = new Map<ReadSignature, FormatFinding>();
  for (const [one, own] of ranges) {
    const other = [...ranges].find(([two, theirs]) => two !== one && !nest(own, theirs));
    findings.set(
      one,
      other
        ? broken(
            'byte-range-nesting',
            'PDF_BYTE_RANGES_COLLIDE',
            `The bytes covered by ${one.found.field.name} and by ${other[0].found.field.name} overlap without nesting.`,
          )
        : holds('byte-range-nesting'),
    );
  }
  return findings;
}

function nest(a: SignedRanges, b: SignedRanges): boolean {
  const [inner, outer] = endOf(a) <= endOf(b) ? [a, b] : [b, a];
  return endOf(inner) <= outer[0].length || inner === outer;
}

function endOf(ranges: SignedRanges): number {
  return ranges[1].offset + ranges[1].length;
}
