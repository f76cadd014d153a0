import { equalBytes } from '@sigillum/encoding';
import { entryAt, walkEntries } from './entry-walk.js';

/** Finds entries of a CRL by serial number. It holds eight bytes an entry. */
export interface EntryIndex {
  readonly count: number;
  /** Some entry carries a critical extension that is not known. */
  readonly unknownCritical: boolean;
  /** Offsets of the entries with this serial number, in the order of the list. */
  offsetsOf(serialNumber: Uint8Array): readonly number[];
  /** Offset of the last entry up to and including `offset` that names a certificate issuer, undefined where none does. */
  issuerMark(offset: number): number | undefined;
}

/**
 * Walks the entries between two offsets once. Each becomes one number, the hash of its serial number above its offset,
 * and the numbers are sorted: serial numbers made to collide cost one scan for each look-up and nothing more.
 * Needless leading zeros of serial numbers are passed over. Throws `EncodingError` where the entries cannot be walked.
 */
export function indexEntries(source: Uint8Array, start: number, end: number): EntryIndex {
  const scale = 2 ** Math.ceil(Math.log2(end - start + 1));
  const buckets = Math.min(2 ** 53 / scale, 2 ** 32);
  const marks: number[] = [];
  let buffer = new Float64Array(64);
  let count = 0;
  let unknownCritical = false;
  walkEntries(source, start, end, (entry) => {
    if (count === buffer.length) buffer = grown(buffer);
    buffer[count++] = (hashOf(source, entry.serialStart, entry.serialEnd) % buckets) * scale + (entry.start - start);
    unknownCritical ||= entry.unknownCritical;
    if (entry.namesIssuer) marks.push(entry.start);
  });
  const keys = buffer.slice(0, count);
  keys.sort();
  return {
    count,
    unknownCritical,
    offsetsOf(serialNumber) {
      const bucket = hashOf(serialNumber, 0, serialNumber.length) % buckets;
      const offsets: number[] = [];
      for (let i = lowerBound(keys, bucket * scale); i < count; i++) {
        const key = keys[i] ?? 0;
        if (Math.floor(key / scale) !== bucket) break;
        offsets.push(start + (key % scale));
      }
      return offsets.filter((offset) => hasSerial(source, offset, end, serialNumber));
    },
    issuerMark(offset) {
      const after = lowerBound(marks, offset + 1);
      return marks[after - 1];
    },
  };
}

function grown(numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

function hasSerial(source: Uint8Array, offset: number, end: number, serialNumber: Uint8Array): boolean {
  const { serialStart, serialEnd } = entryAt(source, offset, end);
  return equalBytes(withoutZeros(source.subarray(serialStart, serialEnd)), withoutZeros(serialNumber));
}

/** A serial number without the zeros that lead it in a spelling that is not minimal; the one that keeps it positive stays (PKITS 4.4.14). */
function withoutZeros(serial: Uint8Array): Uint8Array {
  return serial.subarray(zerosEnd(serial, 0, serial.length));
}

function zerosEnd(source: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end - 1 && source[at] === 0 && (source[at + 1] ?? 0) < 0x80) at++;
  return at;
}

/** Index of the first number that is not below `wanted`, in sorted numbers. */
function lowerBound(sorted: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** FNV-1a over the octets after the needless zeros. */
function hashOf(source: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = zerosEnd(source, start, end); at < end; at++) hash = Math.imul(hash ^ (source[at] ?? 0), 0x01000193);
  return hash >>> 0;
}
