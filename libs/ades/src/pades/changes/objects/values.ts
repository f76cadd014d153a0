import {
  isArray,
  isDictionary,
  isName,
  isReference,
  isStream,
  isString,
  type PdfArray,
  type PdfDictionary,
  type PdfReference,
  type PdfRevision,
  type PdfStream,
  type PdfValue,
  textOf as textOfString,
} from '@sigillum/containers/pdf';

/** The value as a dictionary; undefined for every other kind, also for a stream. */
export function asDictionary(value: PdfValue | undefined): PdfDictionary | undefined {
  return isDictionary(value) ? value : undefined;
}

/** The value as a stream; undefined for every other kind. */
export function asStream(value: PdfValue | undefined): PdfStream | undefined {
  return isStream(value) ? value : undefined;
}

/** The value as an array; undefined for every other kind. */
export function asArray(value: PdfValue | undefined): PdfArray | undefined {
  return isArray(value) ? value : undefined;
}

/** The value as a reference; undefined for every other kind. */
export function asReference(value: PdfValue | undefined): PdfReference | undefined {
  return isReference(value) ? value : undefined;
}

/** The name without its slash; undefined for every other kind. */
export function nameOf(value: PdfValue | undefined): string | undefined {
  return isName(value) ? value.name : undefined;
}

/** A text string (ISO 32000-2 7.9.2.2); undefined for every other kind. */
export function textOf(value: PdfValue | undefined): string | undefined {
  return isString(value) ? textOfString(value) : undefined;
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
