import { type Budget, type ByteSource, CodedError, equalBytes, LimitError } from '@sigillum/encoding';
import type { PdfArray, PdfDictionary, PdfRevision, PdfStream, PdfValue } from '@sigillum/containers/pdf';
import { keysOf } from './values.js';

/** A revision together with what is needed to look at the data of its streams. */
export interface View {
  readonly revision: PdfRevision;
  readonly source: ByteSource;
  readonly budget: Budget;
}

/**
 * Whether two objects say the same: equal values, references to the same object number and generation, and for streams equal
 * dictionaries (but for the length) and equal data. Nothing is followed.
 */
export function equalObjects(a: View, left: PdfValue, b: View, right: PdfValue): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  switch (left.kind) {
    case 'name':
      return right.kind === 'name' && left.name === right.name;
    case 'string':
      return right.kind === 'string' && equalBytes(left.bytes, right.bytes);
    case 'reference':
      return right.kind === 'reference' && left.number === right.number && left.generation === right.generation;
    case 'array':
      return right.kind === 'array' && equalItems(a, left, b, right);
    case 'dictionary':
      return right.kind === 'dictionary' && equalEntries(a, left, b, right, new Set());
    case 'stream':
      return right.kind === 'stream' && equalStreams(a, left, b, right);
  }
}

/** How a stream is stored, not what it holds; differences there are seen in its data. */
export const STORAGE_KEYS: ReadonlySet<string> = new Set(['Length', 'Filter', 'DecodeParms', 'DL']);

function equalItems(a: View, left: PdfArray, b: View, right: PdfArray): boolean {
  return (
    left.items.length === right.items.length && left.items.every((item, index) => equalObjects(a, item, b, right.items[index] ?? null))
  );
}

function equalStreams(a: View, left: PdfStream, b: View, right: PdfStream): boolean {
  return equalEntries(a, left.dictionary, b, right.dictionary, STORAGE_KEYS) && equalStreamData(a, left, b, right);
}

/** Keys that stand in a dictionary twice where the other has them once: readers differ in which of the two they take. */
export function newDuplicates(left: PdfDictionary | undefined, right: PdfDictionary | undefined): readonly string[] {
  return (right?.duplicates ?? []).filter((key) => !left?.duplicates.includes(key));
}

function equalEntries(a: View, left: PdfDictionary, b: View, right: PdfDictionary, except: ReadonlySet<string>): boolean {
  if (newDuplicates(left, right).length > 0) return false;
  for (const key of keysOf(left, right)) {
    if (except.has(key)) continue;
    if (!equalObjects(a, left.entries.get(key) ?? null, b, right.entries.get(key) ?? null)) return false;
  }
  return (left.overwritten ?? []).every((value, index) => equalObjects(a, value, b, right.overwritten?.[index] ?? null));
}

/** Whether two streams hold the same data: the same raw bytes under the same filters, or the same bytes after them. */
export function equalStreamData(a: View, left: PdfStream, b: View, right: PdfStream): boolean {
  if (left === right) return true;
  const before = compared.get(left)?.get(right);
  if (before !== undefined) return before;
  const result = equalRawData(a, left, b, right) || equalDecodedData(a, left, b, right);
  const known = compared.get(left) ?? new WeakMap<PdfStream, boolean>();
  compared.set(left, known.set(right, result));
  return result;
}

/** Streams are instances of their document; each pair of revisions would decode them again. */
const compared = new WeakMap<PdfStream, WeakMap<PdfStream, boolean>>();

const CHUNK = 1 << 20;

function equalRawData(a: View, left: PdfStream, b: View, right: PdfStream): boolean {
  // The key depends on the object's number too, so the same bytes elsewhere say something else (ISO 32000-2 7.6.3.2).
  if ([a, b].some(({ revision }) => revision.trailer.entries.has('Encrypt'))) return false;
  const length = left.span.end - left.span.start;
  if (length !== right.span.end - right.span.start) return false;
  const sameFilters = ['Filter', 'DecodeParms'].every((key) => {
    const one = a.revision.resolve(left.dictionary.entries.get(key));
    return equalObjects(a, one, b, b.revision.resolve(right.dictionary.entries.get(key)));
  });
  if (!sameFilters) return false;
  for (let at = 0; at < length; at += CHUNK) {
    const size = Math.min(CHUNK, length - at);
    if (!equalBytes(a.source.read(left.span.start + at, size), b.source.read(right.span.start + at, size))) return false;
  }
  return true;
}

function equalDecodedData(a: View, left: PdfStream, b: View, right: PdfStream): boolean {
  const one = decoded(a.revision, left);
  const other = one && decoded(b.revision, right);
  return one !== undefined && other !== undefined && equalBytes(one, other);
}

/** Data of a stream after its filters; undefined where a filter is unknown or the data are broken. */
export function decoded(revision: PdfRevision, stream: PdfStream): Uint8Array | undefined {
  return unlessUnreadable(() => revision.streamData(stream));
}

/** What `read` gives; undefined where the bytes of an object or stream are unreadable. A spent budget is thrown on. */
export function unlessUnreadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodedError && !(error instanceof LimitError)) return undefined;
    throw error;
  }
}
