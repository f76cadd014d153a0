import { dictionaryOf, type PdfDocument, PdfError, streamOf } from '@sigillum/containers/pdf';
import { digest } from '@sigillum/crypto';
import { toHex } from '@sigillum/encoding';
import { contentLength } from './dictionary/content-length.js';

/** Tokens by the key of their VRI entry. */
export type VriTimestamps = ReadonlyMap<string, readonly Uint8Array[]>;

/** Time-stamp tokens in the VRI entries of all security stores, each stream once (EN 319 142-1 5.4.2.3, TS). */
export function vriTimestampsOf(document: PdfDocument): VriTimestamps {
  const tokens = new Map<string, Uint8Array[]>();
  const seen = new Set<object>();
  for (const revision of document.revisions) {
    const store = dictionaryOf(revision, revision.catalog.entries.get('DSS'));
    const all = store && dictionaryOf(revision, store.entries.get('VRI'));
    for (const [key, value] of all?.entries ?? []) {
      try {
        const stream = streamOf(revision, dictionaryOf(revision, value)?.entries.get('TS'));
        if (!stream || seen.has(stream)) continue;
        seen.add(stream);
        tokens.set(key.toUpperCase(), [...(tokens.get(key.toUpperCase()) ?? []), revision.streamData(stream)]);
      } catch (error) {
        if (!(error instanceof PdfError)) throw error;
      }
    }
  }
  return tokens;
}

/** The keys under which a VRI entry may stand: SHA-1 of /Contents, by some with the padding and by some without. */
export function vriKeysOf(contents: Uint8Array): string[] {
  const keys = [contents, contents.subarray(0, contentLength(contents))].map((one) => toHex(digest('SHA-1', one)).toUpperCase());
  return [...new Set(keys)];
}
