import type { PdfDictionary, PdfValue } from '@sigillum/containers/pdf';
import { type Comparison } from '../comparison.js';
import { undefinedChange } from '../facts.js';
import { compareAnnotations } from '../form/annotations.js';
import { asDictionary, asReference, itemsOf, keysOf, textOf } from '../objects/values.js';
import { entriesUnchanged, type Place } from '../document/unchanged-entries.js';

/** What a page may get with a widget: where the tabulator goes and its number in the structure tree. Neither paints. */
const SET_WITH_A_WIDGET = ['Tabs', 'StructParents'];

/**
 * Compares the page trees (ISO 32000-2 7.7.3): the same pages in the same order under the same nodes, with the same attributes,
 * contents and resources; only the annotations of a page have rules of their own.
 */
export function comparePageTrees(comparison: Comparison): void {
  const { earlier, later } = comparison.pages;
  if (later.circular) comparison.report(undefinedChange('PDF_PAGE_TREE_CIRCULAR', 'The page tree contains a node more than once.'));
  if (!samePages(comparison)) return;
  compareNodes(comparison);
  earlier.pages.forEach((page, index) => {
    const number = index + 1;
    const { object } = page;
    if (object !== undefined && !comparison.affected.has(object)) return;
    const after = later.pages[index]?.dictionary;
    if (!after) return;
    comparePage(comparison, page.dictionary, after, { name: `page ${number}`, object, page: number });
  });
}

function samePages(comparison: Comparison): boolean {
  const earlier = comparison.pages.earlier.pages;
  const later = comparison.pages.later.pages;
  const before = earlier.map(({ object }) => object);
  const after = later.map(({ object }) => object);
  const sameLength = before.length === after.length;
  if (sameLength && before.every((object, index) => object === after[index])) return true;
  const first = before.findIndex((object, index) => object !== after[index]);
  const page = first === -1 ? before.length + 1 : first + 1;
  const message = sameLength
    ? `Pages were replaced or put in another order, from page ${page} on.`
    : `The document has ${after.length} pages instead of ${before.length}; the first that differs is page ${page}.`;
  const code = sameLength ? 'PDF_PAGES_REPLACED' : 'PDF_PAGE_COUNT_CHANGED';
  comparison.report({ ...undefinedChange(code, message, { object: after[page - 1], page }), rule: 'page-count' });
  return false;
}

/** The inner nodes: the same below each other; what pages inherit from them is as it was. */
function compareNodes(comparison: Comparison): void {
  const { earlier, later } = comparison;
  const open: [PdfValue, PdfValue][] = [
    [earlier.revision.catalog.entries.get('Pages') ?? null, later.revision.catalog.entries.get('Pages') ?? null],
  ];
  const seen = new Set<number>();
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    comparison.budget.spend('pdfComparisons');
    const object = asReference(pair[0])?.number;
    if (object !== undefined && seen.has(object)) continue;
    if (object !== undefined) seen.add(object);
    const before = asDictionary(earlier.revision.resolve(pair[0]));
    const after = asDictionary(later.revision.resolve(pair[1]));
    if (!before?.entries.has('Kids')) continue;
    const place: Place = { name: 'the page tree', object };
    if (object !== asReference(pair[1])?.number) {
      comparison.report(undefinedChange('PDF_PAGE_TREE_CHANGED', `Node ${object} of the page tree was replaced.`, place));
      continue;
    }
    entriesUnchanged(
      comparison,
      before,
      after,
      place,
      'PDF_PAGE_TREE_CHANGED',
      new Set(['Kids', ...writerMarks(comparison, before, after)]),
    );
    const kids = itemsOf(earlier.revision, before.entries.get('Kids'));
    const newKids = itemsOf(later.revision, after?.entries.get('Kids'));
    kids.forEach((kid, index) => open.push([kid, newKids[index] ?? null]));
  }
}

function comparePage(comparison: Comparison, before: PdfDictionary, after: PdfDictionary, place: Place): void {
  const except = new Set(['Annots', 'LastModified']);
  for (const key of SET_WITH_A_WIDGET) if (!before.entries.has(key)) except.add(key);
  entriesUnchanged(comparison, before, after, place, 'PDF_PAGE_CHANGED', except);
  compareAnnotations(comparison, before, after, place);
}

const NODE_KEYS = new Set(['Type', 'Parent', 'Kids', 'Count', 'Resources', 'MediaBox', 'CropBox', 'Rotate']);

/** Keys of a node that no reader knows and that hold a plain text: writers leave their names there. */
function writerMarks(comparison: Comparison, before: PdfDictionary, after: PdfDictionary | undefined): string[] {
  const isText = (value: PdfValue): boolean => value === null || textOf(value) !== undefined;
  return [...keysOf(before, after)].filter(
    (key) =>
      !NODE_KEYS.has(key) &&
      isText(comparison.earlier.revision.resolve(before.entries.get(key))) &&
      isText(comparison.later.revision.resolve(after?.entries.get(key))),
  );
}
