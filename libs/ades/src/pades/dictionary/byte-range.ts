import { isArray, type PdfRevision } from '@sigillum/containers/pdf';
import type { ByteRange } from '@sigillum/crypto';
import { type ByteSource, toHex } from '@sigillum/encoding';
import { broken, holds } from '../../format-finding.js';
import type { FormatFinding } from '../../types.js';
import type { SignatureDictionary } from './signature-dictionary.js';

/** The two ranges that a signature covers, once they are known to be sound. */
export type SignedRanges = readonly [ByteRange, ByteRange];

export interface RangeReading {
  readonly ranges: SignedRanges | undefined;
  readonly findings: readonly FormatFinding[];
}

/**
 * Reads /ByteRange by the rule of ISO 32000-2 12.8.1 and EN 319 142-1 5.3: four integers, from 0, ascending, inside the file. Whether the gap
 * is the very /Contents is another rule, `contentsToken`.
 */
export function readByteRange({ byteRangeValue }: SignatureDictionary, source: ByteSource): RangeReading {
  const fault = (code: string, message: string): RangeReading => ({ ranges: undefined, findings: [broken('byte-range', code, message)] });
  if (byteRangeValue === undefined || byteRangeValue === null)
    return fault('PDF_BYTE_RANGE_ABSENT', 'The signature does not say which bytes it covers (/ByteRange).');
  if (!isArray(byteRangeValue)) return fault('PDF_BYTE_RANGE_NOT_DIRECT', '/ByteRange is not an array in the signature dictionary itself.');
  const numbers = byteRangeValue.items.filter((item) => typeof item === 'number');
  const [start, length, next, rest] = numbers;
  if (numbers.length !== 4 || byteRangeValue.items.length !== 4 || byteRangeValue.integralReals || !numbers.every(Number.isSafeInteger)) {
    return fault('PDF_BYTE_RANGE_NOT_FOUR_INTEGERS', '/ByteRange is not four integers.');
  }
  if (start === undefined || length === undefined || next === undefined || rest === undefined || numbers.some((one) => one < 0)) {
    return fault('PDF_BYTE_RANGE_NEGATIVE', '/ByteRange has a negative number.');
  }
  if (start !== 0) return fault('PDF_BYTE_RANGE_NOT_FROM_START', `The signature covers the file only from byte ${start} on.`);
  if (next < length) return fault('PDF_BYTE_RANGE_OVERLAP', 'The two ranges that the signature covers overlap.');
  if (next + rest > source.size)
    return fault('PDF_BYTE_RANGE_BEYOND_END', 'The signature claims to cover bytes behind the end of the file.');
  const ranges: SignedRanges = [
    { offset: 0, length },
    { offset: next, length: rest },
  ];
  return { ranges, findings: [holds('byte-range')] };
}

/** The gap has to be exactly the hexadecimal token of the /Contents that is checked: same place, same bytes, nothing around it. */
export function contentsToken({ contents, contentsValue }: SignatureDictionary, ranges: SignedRanges, source: ByteSource): FormatFinding {
  const rule = 'contents-token';
  if (!contents?.span) {
    const state =
      contentsValue === undefined || contentsValue === null ? 'is absent' : 'is not a string in the signature dictionary itself';
    return broken(rule, 'PDF_CONTENTS_NOT_DIRECT', `/Contents ${state}.`);
  }
  if (!contents.hex)
    return broken(
      rule,
      'PDF_CONTENTS_NOT_HEXADECIMAL',
      '/Contents is a literal string; only a hexadecimal one can be left out of the signed bytes.',
    );
  const [before, after] = ranges;
  if (contents.span.start !== before.length || contents.span.end !== after.offset) {
    return broken(
      rule,
      'PDF_GAP_NOT_CONTENTS',
      `The bytes left out (${before.length} to ${after.offset}) are not the /Contents of this signature (${contents.span.start} to ${contents.span.end}).`,
    );
  }
  const token = source.read(before.length, after.offset - before.length);
  const digits = Buffer.from(token.subarray(1, -1)).toString('latin1').toLowerCase();
  if (!contents.cleanHex || token[0] !== 0x3c || token[token.length - 1] !== 0x3e || digits !== toHex(contents.bytes)) {
    return broken(rule, 'PDF_CONTENTS_NOT_CLEAN', '/Contents has more in it than pairs of hexadecimal digits.');
  }
  return holds(rule);
}

/** Behind the CMS structure /Contents may have zeros only. */
export function contentsPadding(contents: Uint8Array, length: number): FormatFinding {
  const stray = contents.subarray(length).findIndex((octet) => octet !== 0);
  if (stray === -1) return holds('contents-padding');
  return broken(
    'contents-padding',
    'PDF_CONTENTS_PADDING_NOT_ZERO',
    `Behind the CMS structure /Contents has bytes that are not zero (at byte ${length + stray}).`,
  );
}

/** The revision whose end the second range reaches; signatures end behind `%%EOF` or behind the end-of-line that follows it. */
export function coveredRevision(revisions: readonly PdfRevision[], ranges: SignedRanges): PdfRevision | undefined {
  const end = ranges[1].offset + ranges[1].length;
  return revisions.find((revision) => end >= revision.markerEnd && end <= revision.end);
}

/** The newest revision that lies inside the ranges, for a signature that ends at no revision's end. */
export function lastRevisionWithin(revisions: readonly PdfRevision[], ranges: SignedRanges): PdfRevision | undefined {
  const end = ranges[1].offset + ranges[1].length;
  return revisions.findLast((revision) => revision.markerEnd <= end);
}
