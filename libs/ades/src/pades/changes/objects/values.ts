import type { PdfArray, PdfDictionary, PdfReference, PdfRevision, PdfStream, PdfValue } from '@sigillum/containers/pdf';

/** The value as a dictionary; undefined for every other kind, also for a stream. */
export function asDictionary(value: PdfValue | undefined): PdfDictionary | undefined {
  return isKind(value, 'dictionary') ? value : undefined;
}

/** The value as a stream; undefined for every other kind. */
export function asStream(value: PdfValue | undefined): PdfStream | undefined {
  return isKind(value, 'stream') ? value : undefined;
}

/** The value as an array; undefined for every other kind. */
export function asArray(value: PdfValue | undefined): PdfArray | undefined {
  return isKind(value, 'array') ? value : undefined;
}

/** The value as a reference; undefined for every other kind. */
export function asReference(value: PdfValue | undefined): PdfReference | undefined {
  return isKind(value, 'reference') ? value : undefined;
}

/** The name without its slash; undefined for every other kind. */
export function nameOf(value: PdfValue | undefined): string | undefined {
  return isKind(value, 'name') ? value.name : undefined;
}

/** A text string (ISO 32000-2 7.9.2.2): UTF-16BE or UTF-8 by its mark, else byte by byte as Latin-1. */
export function textOf(value: PdfValue | undefined): string | undefined {
  if (!isKind(value, 'string')) return undefined;
  const bytes = Buffer.from(value.bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString('utf16le');
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8');
  return bytes.toString('latin1');
}

/** An entry of a dictionary, its references followed; null where absent. */
export function resolved(revision: PdfRevision, dictionary: PdfDictionary | undefined, key: string): PdfValue {
  return revision.resolve(dictionary?.entries.get(key));
}

/** The items of an array that a value is or refers to; empty for every other kind. */
export function itemsOf(revision: PdfRevision, value: PdfValue | undefined): readonly PdfValue[] {
  return asArray(revision.resolve(value))?.items ?? [];
}

/** The keys of both dictionaries; null values count as absent (ISO 32000-2 7.3.7). */
export function keysOf(...dictionaries: readonly (PdfDictionary | undefined)[]): Set<string> {
  const keys = new Set<string>();
  for (const dictionary of dictionaries) {
    for (const [key, value] of dictionary?.entries ?? []) if (value !== null) keys.add(key);
  }
  return keys;
}

type Kinds = Exclude<PdfValue, null | boolean | number>;

function isKind<K extends Kinds['kind']>(value: PdfValue | undefined, kind: K): value is Extract<Kinds, { kind: K }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}
