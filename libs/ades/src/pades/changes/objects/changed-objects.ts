import type { Budget } from '@sigillum/encoding';
import type { PdfDocument, PdfRevision, PdfValue } from '@sigillum/containers/pdf';
import { equalObjects, unlessUnreadable, type View } from './equal-objects.js';
import { asStream, nameOf } from './values.js';
import { referencesIn, sameVersion } from './references.js';

export interface ChangedObjects {
  /** Objects that the later revision sees otherwise than the earlier one; what did not exist counts as null. */
  readonly changed: ReadonlySet<number>;
  /** Objects that were written again and say the same. */
  readonly rewritten: ReadonlySet<number>;
}

/**
 * The objects whose value differs between two revisions. With `before`, the answer for the same earlier revision and the one just
 * before the later, only what the later one writes is looked at. One unit of `pdfComparisons` for each object that is.
 */
export function changedObjects(
  document: PdfDocument,
  earlier: PdfRevision,
  later: PdfRevision,
  budget: Budget,
  before?: ChangedObjects,
): ChangedObjects {
  const changed = new Set(before?.changed);
  const rewritten = new Set(before?.rewritten);
  const a: View = { revision: earlier, source: document.source, budget };
  const b: View = { revision: later, source: document.source, budget };
  const first = before ? later.index : earlier.index + 1;
  for (const number of candidates(earlier, document.revisions.slice(first, later.index + 1))) {
    budget.spend('pdfComparisons');
    changed.delete(number);
    rewritten.delete(number);
    if (sameVersion(earlier, later, number)) continue;
    if (sameGeneration(earlier, later, number) && sameObject(a, b, number)) {
      if (inUse(earlier, number)) rewritten.add(number);
    } else changed.add(number);
  }
  return { changed, rewritten };
}

/** Whether the number has an object in the revision. */
export function inUse(revision: PdfRevision, number: number): boolean {
  const entry = revision.entry(number);
  return entry !== undefined && entry.kind !== 'free';
}

function candidates(earlier: PdfRevision, writers: readonly PdfRevision[]): Set<number> {
  const numbers = new Set<number>();
  for (const revision of writers) for (const number of revision.changes.keys()) numbers.add(number);
  const containers = new Set([...numbers].filter((number) => isObjectStream(earlier, number)));
  if (containers.size === 0) return numbers;
  for (const number of earlier.objectNumbers()) {
    const entry = earlier.entry(number);
    if (entry?.kind === 'compressed' && containers.has(entry.stream)) numbers.add(number);
  }
  return numbers;
}

/** The objects that say how an object stream is to be read (ISO 32000-2 7.5.7), by the stream's number; streams that say all themselves are left out. */
export function objectStreamSettings(revision: PdfRevision): ReadonlyMap<number, ReadonlySet<number>> {
  const streams = new Map<number, ReadonlySet<number>>();
  const seen = new Set<number>();
  for (const number of revision.objectNumbers()) {
    const entry = revision.entry(number);
    if (entry?.kind !== 'compressed' || seen.has(entry.stream)) continue;
    seen.add(entry.stream);
    const stream = asStream(unlessUnreadable(() => revision.object(entry.stream)));
    const settings = new Set(SETTINGS.flatMap((key) => [...referencesIn(stream?.dictionary.entries.get(key) ?? null)]));
    if (settings.size > 0) streams.set(entry.stream, settings);
  }
  return streams;
}

const SETTINGS = ['Type', 'N', 'First', 'Length', 'Filter', 'DecodeParms'];

function isObjectStream(revision: PdfRevision, number: number): boolean {
  if (revision.entry(number)?.kind !== 'offset') return false;
  const stream = asStream(unlessUnreadable(() => revision.object(number)));
  return nameOf(revision.resolve(stream?.dictionary.entries.get('Type'))) === 'ObjStm';
}

/** A reference names a generation too: the same object under another generation is another object (ISO 32000-2 7.3.10). */
function sameGeneration(earlier: PdfRevision, later: PdfRevision, number: number): boolean {
  if (!inUse(earlier, number) || !inUse(later, number)) return true;
  const generation = (revision: PdfRevision): number => {
    const entry = revision.entry(number);
    return entry?.kind === 'offset' ? entry.generation : 0;
  };
  return generation(earlier) === generation(later);
}

function sameObject(a: View, b: View, number: number): boolean {
  const read = (view: View): PdfValue | undefined => unlessUnreadable(() => view.revision.object(number));
  const one = read(a);
  const other = read(b);
  return one !== undefined && other !== undefined && equalObjects(a, one, b, other);
}
