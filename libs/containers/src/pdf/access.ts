import type { PdfArray, PdfDictionary, PdfName, PdfReference, PdfRevision, PdfStream, PdfString, PdfValue } from './types.js';

/** A name; with `name` given, that very one. */
export function isName(value: PdfValue | undefined, name?: string): value is PdfName {
  return typeof value === 'object' && value?.kind === 'name' && (name === undefined || value.name === name);
}

export function isString(value: PdfValue | undefined): value is PdfString {
  return typeof value === 'object' && value?.kind === 'string';
}

export function isArray(value: PdfValue | undefined): value is PdfArray {
  return typeof value === 'object' && value?.kind === 'array';
}

export function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return typeof value === 'object' && value?.kind === 'dictionary';
}

export function isStream(value: PdfValue | undefined): value is PdfStream {
  return typeof value === 'object' && value?.kind === 'stream';
}

export function isReference(value: PdfValue | undefined): value is PdfReference {
  return typeof value === 'object' && value?.kind === 'reference';
}

/** What stands under `key`, not resolved; undefined where it is absent or null, which mean the same (ISO 32000 7.3.7). */
export function get(dictionary: PdfDictionary, key: string): PdfValue | undefined {
  return dictionary.entries.get(key) ?? undefined;
}

/** The dictionary that `value` is or refers to; that of a stream does not count. */
export function dictionaryOf(revision: PdfRevision, value: PdfValue | undefined): PdfDictionary | undefined {
  const resolved = revision.resolve(value);
  return isDictionary(resolved) ? resolved : undefined;
}

/** The items of the array that `value` is or refers to; the items are not resolved. */
export function arrayOf(revision: PdfRevision, value: PdfValue | undefined): readonly PdfValue[] | undefined {
  const resolved = revision.resolve(value);
  return isArray(resolved) ? resolved.items : undefined;
}

export function streamOf(revision: PdfRevision, value: PdfValue | undefined): PdfStream | undefined {
  const resolved = revision.resolve(value);
  return isStream(resolved) ? resolved : undefined;
}

/** The name that `value` is or refers to, without its slash. */
export function nameOf(revision: PdfRevision, value: PdfValue | undefined): string | undefined {
  const resolved = revision.resolve(value);
  return isName(resolved) ? resolved.name : undefined;
}

/** The safe integer that `value` is or refers to. */
export function integerOf(revision: PdfRevision, value: PdfValue | undefined): number | undefined {
  const resolved = revision.resolve(value);
  return typeof resolved === 'number' && Number.isSafeInteger(resolved) ? resolved : undefined;
}

export function stringOf(revision: PdfRevision, value: PdfValue | undefined): PdfString | undefined {
  const resolved = revision.resolve(value);
  return isString(resolved) ? resolved : undefined;
}

/** What stands under `key` of a dictionary, resolved in the revision and of the kind wanted. */
export const getDictionary = under(dictionaryOf);
export const getArray = under(arrayOf);
export const getStream = under(streamOf);
export const getName = under(nameOf);
export const getInteger = under(integerOf);
export const getString = under(stringOf);

function under<T>(
  read: (revision: PdfRevision, value: PdfValue | undefined) => T,
): (revision: PdfRevision, dictionary: PdfDictionary, key: string) => T {
  return (revision, dictionary, key) => read(revision, dictionary.entries.get(key));
}
