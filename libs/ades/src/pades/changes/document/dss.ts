import type { PdfDictionary, PdfRevision, PdfValue } from '@sigillum/containers/pdf';
import { type Comparison, inEarlier, inLater } from '../comparison.js';
import { undefinedChange } from '../facts.js';
import { inUse } from '../objects/changed-objects.js';
import { differences } from '../objects/unchanged.js';
import { asArray, asDictionary, asReference, asStream, keysOf, nameOf } from '../objects/values.js';

const STORE_LISTS = ['Certs', 'CRLs', 'OCSPs'];
const ENTRY_LISTS = ['Cert', 'CRL', 'OCSP'];
/** Upper-case hexadecimal SHA-1 of the signature value (ISO 32000-2 12.8.4.4); tools also wrote other hexadecimal forms. */
const ENTRY_KEY = /^[0-9A-Za-z]{40}$/;

/**
 * The document security store (ISO 32000-2 12.8.4.3, EN 319 142-1 5.4.2): certificates, CRLs and OCSP responses may come, go
 * and be sorted anew; nothing else may hide there, the store itself may not go, and a stream of the signed revision keeps its data.
 */
export function compareSecurityStores(comparison: Comparison, before: PdfValue, after: PdfValue): void {
  const found = differences(comparison, before, after);
  if (found.length === 0) return;
  const object = asReference(after)?.number;
  const refuse = (code: string, message: string, where = object): void =>
    comparison.report(undefinedChange(code, message, { object: where }));
  const store = asDictionary(inLater(comparison, after));
  if (!store) return refuse('PDF_DSS_REMOVED', 'The document security store was removed or is no dictionary.');
  const problems = problemsOf(comparison, store);
  for (const problem of problems) refuse('PDF_DSS_MALFORMED', problem);
  const earlier = asDictionary(inEarlier(comparison, before));
  if (earlier?.entries.has('VRI') && !store.entries.has('VRI'))
    refuse('PDF_DSS_REMOVED', 'The list of validation-related information was removed.');
  const overwritten = found.filter((one) => isOverwrittenStream(comparison, one.object));
  for (const { object: stream } of overwritten) {
    refuse('PDF_DSS_STREAM_OVERWRITTEN', `Object ${stream} of the security store was overwritten.`, stream);
  }
  if (problems.length > 0 || overwritten.length > 0) return;
  comparison.report({
    class: 'validation-data',
    permission: 'always',
    rule: 'undefined-changes',
    code: earlier ? 'PDF_DSS_UPDATED' : 'PDF_DSS_ADDED',
    message: earlier ? 'Validation data were added to or changed in the document.' : 'Validation data were added to the document.',
    ...(object === undefined ? {} : { object }),
  });
}

/** What is wrong with a store, read once for each revision: all signatures ask for the same. */
function problemsOf(comparison: Comparison, store: PdfDictionary): readonly string[] {
  const before = problemsFound.get(comparison.later.revision);
  if (before) return before;
  const problems = [...storeProblems(comparison, store)];
  problemsFound.set(comparison.later.revision, problems);
  return problems;
}

const problemsFound = new WeakMap<PdfRevision, readonly string[]>();

function isOverwrittenStream(comparison: Comparison, object: number | undefined): boolean {
  if (object === undefined || !comparison.changed.has(object) || !inUse(comparison.earlier.revision, object)) return false;
  return asStream(comparison.earlier.revision.object(object)) !== undefined;
}

function* storeProblems(comparison: Comparison, store: PdfDictionary): Generator<string> {
  for (const key of keysOf(store)) {
    const value = store.entries.get(key) ?? null;
    if (STORE_LISTS.includes(key)) yield* listProblems(comparison, value, key);
    else if (key === 'VRI') yield* entriesProblems(comparison, value);
    else if (key !== 'Type') yield `the security store has the key /${key}`;
    else if (nameOf(inLater(comparison, value)) !== 'DSS') yield 'the security store says that it is something else';
  }
}

function* listProblems(comparison: Comparison, value: PdfValue, name: string): Generator<string> {
  const list = asArray(inLater(comparison, value));
  if (!list) {
    yield `/${name} of the security store is no array`;
    return;
  }
  for (const item of list.items) {
    if (!asReference(item) || !asStream(inLater(comparison, item))) yield `/${name} of the security store holds what is no stream`;
  }
}

function* entriesProblems(comparison: Comparison, value: PdfValue): Generator<string> {
  const entries = asDictionary(inLater(comparison, value));
  if (!entries) {
    yield '/VRI of the security store is no dictionary';
    return;
  }
  for (const key of keysOf(entries)) {
    if (key === 'Type') continue;
    const entry = asDictionary(inLater(comparison, entries.entries.get(key)));
    if (!ENTRY_KEY.test(key) || !entry) yield `/VRI of the security store has the entry /${key}, which is none`;
    else yield* entryProblems(comparison, entry);
  }
}

function* entryProblems(comparison: Comparison, entry: PdfDictionary, depth = 0): Generator<string> {
  for (const key of keysOf(entry)) {
    const nested = asDictionary(inLater(comparison, entry.entries.get(key)));
    if (nested && depth === 0 && ENTRY_KEY.test(key)) {
      // Entries within entries, as one tool wrote them: validation data all the same.
      yield* entryProblems(comparison, nested, depth + 1);
      continue;
    }
    const value = entry.entries.get(key) ?? null;
    const resolved = inLater(comparison, value);
    if (ENTRY_LISTS.includes(key)) {
      // Some tools give the only stream without an array around it.
      if (!asStream(resolved)) yield* listProblems(comparison, value, `VRI/${key}`);
    } else if (key === 'TS') {
      if (!asStream(resolved)) yield 'a time-stamp in /VRI of the security store is no stream';
    } else if (key !== 'TU' && key !== 'Type') yield `an entry of /VRI in the security store has the key /${key}`;
    else if (typeof resolved === 'object' && resolved?.kind !== 'string' && resolved?.kind !== 'name')
      yield `/${key} in /VRI of the security store is no text`;
  }
}
