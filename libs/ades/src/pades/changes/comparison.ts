import type { Budget } from '@sigillum/encoding';
import type { PdfDocument, PdfRevision, PdfValue } from '@sigillum/containers/pdf';
import type { ChangeFact } from './facts.js';
import type { FieldIndex } from './form/field-index.js';
import type { PageIndex } from './pages/page-index.js';
import type { ReferenceGraph } from './objects/references.js';
import { unlessUnreadable, type View } from './objects/equal-objects.js';
import { asArray } from './objects/values.js';

/** An earlier and a later revision, and all that the rules need to know of them. */
export interface Comparison {
  readonly document: PdfDocument;
  readonly budget: Budget;
  readonly earlier: View;
  readonly later: View;
  /** Objects that differ between the two. */
  readonly changed: ReadonlySet<number>;
  /** Objects of the earlier revision from which a changed one can be reached without passing a judged one. */
  readonly affected: ReadonlySet<number>;
  /**
   * Objects that are judged in their own place (catalog, pages, fields with their widgets, structure elements): who refers to them
   * from elsewhere means the object, whatever it says.
   */
  readonly judged: ReadonlySet<number>;
  /** Structure elements of the earlier revision; empty where none of them was changed. */
  readonly structure: ReadonlySet<number>;
  readonly graph: ReferenceGraph;
  readonly pages: { readonly earlier: PageIndex; readonly later: PageIndex };
  readonly fields: { readonly earlier: FieldIndex; readonly later: FieldIndex };
  /** Pairs of values that were found to be the same all the way down. */
  readonly equalPairs: Set<string>;
  report(fact: ChangeFact): void;
}

/** The value as the earlier revision sees it. */
export function inEarlier(comparison: Comparison, value: PdfValue | undefined): PdfValue {
  return comparison.earlier.revision.resolve(value);
}

/** The value as the later revision sees it. */
export function inLater(comparison: Comparison, value: PdfValue | undefined): PdfValue {
  return comparison.later.revision.resolve(value);
}

/** The objects that refer to one in `revision`; each answer is found once, however many later revisions ask. */
export function parentsIn(graph: ReferenceGraph, revision: PdfRevision): (number: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  return (number) => {
    const before = known.get(number);
    if (before) return before;
    const parents = [...graph.parents(number)].filter((parent) => graph.references(revision, parent).includes(number));
    known.set(number, parents);
    return parents;
  };
}

/**
 * The objects of `revision` from which one of `changed` can be reached; the walk upwards stops at judged objects, since
 * nothing looks through them. Pages that hold a changed object as an annotation count too, whatever else the object is.
 */
export function affectedObjects(
  parentsOf: (number: number) => readonly number[],
  revision: PdfRevision,
  changed: ReadonlySet<number>,
  judged: ReadonlySet<number>,
  pages: PageIndex,
): Set<number> {
  const affected = new Set<number>(changed);
  const open = [...changed].filter((number) => !judged.has(number));
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    for (const parent of parentsOf(number)) {
      if (affected.has(parent)) continue;
      affected.add(parent);
      if (!judged.has(parent)) open.push(parent);
    }
  }
  for (const number of changed) {
    if (!judged.has(number)) continue;
    for (const parent of parentsOf(number)) {
      if (pages.numbers.has(parent)) affected.add(parent);
      else if (asArray(unlessUnreadable(() => revision.object(parent)))) {
        for (const page of parentsOf(parent)) if (pages.numbers.has(page)) affected.add(page);
      }
    }
  }
  return affected;
}
