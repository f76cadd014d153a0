import { embeddedTimestamp, imprintAlgorithmOf } from '../cms/timestamps.js';
import { broken } from '../format-finding.js';
import type { FormatFinding } from '../types.js';
import { contentsPadding, contentsToken, lastRevisionWithin, readByteRange } from './dictionary/byte-range.js';
import { contentLength } from './dictionary/content-length.js';
import { reachable } from './dictionary/dictionary-findings.js';
import type { PdfContext, PlacedTimestamp, ReadSignature } from './pdf-context.js';

/** A document time-stamp (EN 319 142-1 5.4.3): a token over the byte ranges, with the rules of the format that it keeps or breaks. */
export function documentTimestamp(context: PdfContext, read: ReadSignature): PlacedTimestamp {
  const { found, dictionary, place } = read;
  const { source, budget } = context;
  const { ranges, findings } = readByteRange(dictionary, source);
  const token = dictionary.contents?.bytes ?? new Uint8Array();
  const length = contentLength(token);
  const format: FormatFinding[] = [...findings];
  if (ranges) format.push(contentsToken(dictionary, ranges, source));
  if (length !== undefined) format.push(contentsPadding(token, length));
  if (imprintAlgorithmOf(token, budget) === undefined)
    format.push(broken('cms-readable', 'CMS_NOT_A_TIMESTAMP', '/Contents holds no time-stamp token with a known digest algorithm.'));
  if (found.reach === 'unreferenced') format.push(reachable(read));
  const sound = ranges !== undefined && format.every((one) => one.holds);
  const timestamp = embeddedTimestamp(
    'document-timestamp',
    token.subarray(0, length),
    place,
    (algorithm) => (sound ? context.digestOver(algorithm, ranges) : undefined),
    budget,
  );
  const covered = ranges && lastRevisionWithin(context.document.revisions, ranges);
  return {
    timestamp: { ...timestamp, format, ...(covered ? { coveredRevision: covered.index } : {}) },
    coveredEnd: ranges ? ranges[1].offset + ranges[1].length : 0,
  };
}
