import type { Budget } from '@sigillum/encoding';
import type { PdfDocument, PdfRevision, PdfValue, XrefEntry } from '@sigillum/containers/pdf';
import { unlessUnreadable } from './equal-objects.js';

/** Who refers to whom, in all revisions of a document together. */
export interface ReferenceGraph {
  /** Numbers of the objects that some revision's object `number` is referred to by. */
  parents(number: number): Iterable<number>;
  /** What the object refers to, as the revision sees it. */
  references(revision: PdfRevision, number: number): readonly number[];
}

/**
 * Walks every object that any revision's trailer can reach, each version once. One unit of `pdfComparisons` for each version.
 * Needed because an object that was overwritten has to be cleared for each way that leads to it, and only the referrers know the ways.
 */
export function readReferences(document: PdfDocument, budget: Budget): ReferenceGraph {
  const versions = revisionsOfObjects(document);
  // By the entry itself where that is enough: revisions share it.
  const known = new Map<XrefEntry | string, readonly number[]>();
  const parents = new Map<number, Set<number>>();
  const seen = new Set<number>();
  const queue: number[] = [];
  const reach = (number: number): void => {
    if (seen.has(number)) return;
    seen.add(number);
    queue.push(number);
  };
  const references = (revision: PdfRevision, number: number): readonly number[] => {
    const entry = revision.entry(number);
    if (entry === undefined || entry.kind === 'free') return [];
    const key = entry.kind === 'offset' ? entry : versionKey(revision, number);
    const before = known.get(key);
    if (before) return before;
    budget.spend('pdfComparisons');
    const found = [...referencesIn(unlessUnreadable(() => revision.object(number)) ?? null)];
    known.set(key, found);
    return found;
  };

  for (const revision of document.revisions) for (const number of referencesIn(revision.trailer)) reach(number);
  for (let number = queue.pop(); number !== undefined; number = queue.pop()) {
    for (const revision of versions(number)) {
      for (const child of references(revision, number)) {
        const referrers = parents.get(child);
        if (referrers) referrers.add(number);
        else parents.set(child, new Set([number]));
        reach(child);
      }
    }
  }
  return { references, parents: (number) => parents.get(number) ?? [] };
}

/** Every object number that a value names, in any depth. */
export function referencesIn(value: PdfValue): Set<number> {
  const numbers = new Set<number>();
  const open: PdfValue[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if (next.kind === 'reference') numbers.add(next.number);
    else if (next.kind === 'array') open.push(...next.items);
    else if (next.kind === 'dictionary') open.push(...next.entries.values(), ...(next.overwritten ?? []));
    else if (next.kind === 'stream') open.push(next.dictionary);
  }
  return numbers;
}

/** The revisions in which an object has a version of its own; those whose object streams were replaced count for what is inside. */
function revisionsOfObjects(document: PdfDocument): (number: number) => readonly PdfRevision[] {
  const changedIn = new Map<number, PdfRevision[]>();
  for (const revision of document.revisions) {
    for (const number of revision.changes.keys()) {
      const list = changedIn.get(number);
      if (list) list.push(revision);
      else changedIn.set(number, [revision]);
    }
  }
  return (number) => {
    const own = changedIn.get(number) ?? [];
    const containers = own.flatMap((revision) => {
      const entry = revision.entry(number);
      return entry?.kind === 'compressed' ? (changedIn.get(entry.stream) ?? []).slice(1) : [];
    });
    return containers.length === 0 ? own : [...own, ...containers];
  };
}

/** What tells one version of an object from another: where its bytes stand. */
function versionKey(revision: PdfRevision, number: number): string {
  const entry = revision.entry(number);
  if (entry?.kind !== 'compressed') return `${number} ${place(entry)}`;
  return `${number} ${entry.index} in ${entry.stream} ${place(revision.entry(entry.stream))}`;
}

/** Whether two revisions see the same bytes as the object. */
export function sameVersion(one: PdfRevision, other: PdfRevision, number: number): boolean {
  const entry = one.entry(number);
  const otherEntry = other.entry(number);
  if (entry?.kind === 'compressed' || otherEntry?.kind === 'compressed') return versionKey(one, number) === versionKey(other, number);
  return entry === otherEntry || place(entry) === place(otherEntry);
}

function place(entry: XrefEntry | undefined): string {
  return entry?.kind === 'offset' ? `${entry.offset} ${entry.generation}` : (entry?.kind ?? 'missing');
}
