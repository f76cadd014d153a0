import { embeddedTimestamp } from '../cms/timestamps.js';
import { broken } from '../format-finding.js';
import type { FormatFinding } from '../types.js';
import { contentsPadding, contentsToken, lastRevisionWithin, readByteRange } from './dictionary/byte-range.js';
import { contentLength } from './dictionary/content-length.js';
import type { PdfContext, PlacedTimestamp, ReadSignature } from './open-signed-pdf.js';

/** A document time-stamp (EN 319 142-1 5.4.3): a token over the byte ranges, with the rules of the format that it keeps or breaks. */
export function documentTimestamp(context: PdfContext, { found, dictionary }: ReadSignature): PlacedTimestamp {
  const { source, budget } = context;
  const { ranges, findings } = readByteRange(dictionary, source);
  const token = dictionary.contents?.bytes ?? new Uint8Array();
  const length = contentLength(token);
  const format: FormatFinding[] = [...findings];
  if (ranges) format.push(contentsToken(dictionary, ranges, source));
  if (length !== undefined) format.push(contentsPadding(token, length));
  if (dictionary.type !== 'DocTimeStamp' || dictionary.subFilter !== 'ETSI.RFC3161') {
    format.push(
      broken(
        'sub-filter',
        'PDF_TIMESTAMP_TYPE_MIXED',
        `Type ${dictionary.type ?? 'none'} with sub-filter ${dictionary.subFilter ?? 'none'} is neither a time-stamp nor a signature.`,
      ),
    );
  }
  const sound = ranges !== undefined && format.every((one) => one.holds);
  const timestamp = embeddedTimestamp(
    'document-timestamp',
    token.subarray(0, length),
    found.field.name,
    (algorithm) => (sound ? context.digestOver(algorithm, ranges) : undefined),
    budget,
  );
  const covered = ranges && lastRevisionWithin(context.document.revisions, ranges);
  return {
    timestamp: { ...timestamp, format, ...(covered ? { coveredRevision: covered.index } : {}) },
    coveredEnd: ranges ? ranges[1].offset + ranges[1].length : 0,
  };
}
