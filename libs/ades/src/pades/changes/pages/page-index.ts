import type { Budget } from '@sigillum/encoding';
import type { PdfDictionary, PdfRevision, PdfValue } from '@sigillum/containers/pdf';
import { unlessUnreadable } from '../objects/equal-objects.js';
import { asDictionary, asReference, itemsOf } from '../objects/values.js';

/** The pages of a revision, in order. */
export interface PageIndex {
  /** Page objects by page number minus one; undefined for a page that is a direct object or unreadable. */
  readonly pages: readonly { readonly object: number | undefined; readonly dictionary: PdfDictionary }[];
  /** Objects of the tree's inner nodes. */
  readonly nodes: ReadonlySet<number>;
  /** Object number to page number, counted from 1. */
  readonly numbers: ReadonlyMap<number, number>;
  /** A node that contains itself, or is there twice. */
  readonly circular: boolean;
}

/** Reads the page tree (ISO 32000-2 7.7.3). One unit of `pdfComparisons` for each node. */
export function readPages(revision: PdfRevision, budget: Budget): PageIndex {
  const pages: PageIndex['pages'][number][] = [];
  const nodes = new Set<number>();
  const numbers = new Map<number, number>();
  let circular = false;
  const open: PdfValue[] = [revision.catalog.entries.get('Pages') ?? null];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    budget.spend('pdfComparisons');
    const value = next;
    const object = asReference(value)?.number;
    if (object !== undefined && (nodes.has(object) || numbers.has(object))) {
      circular = true;
      continue;
    }
    const dictionary = asDictionary(unlessUnreadable(() => revision.resolve(value)));
    if (!dictionary) continue;
    if (dictionary.entries.has('Kids')) {
      if (object !== undefined) nodes.add(object);
      open.push(...[...itemsOf(revision, dictionary.entries.get('Kids'))].reverse());
    } else {
      pages.push({ object, dictionary });
      if (object !== undefined) numbers.set(object, pages.length);
    }
  }
  return { pages, nodes, numbers, circular };
}
