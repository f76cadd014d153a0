import type { PdfDictionary, PdfRevision } from '@sigillum/containers/pdf';
import { unlessUnreadable } from '../objects/equal-objects.js';
import { referencesIn, type ReferenceGraph } from '../objects/references.js';
import { asDictionary, itemsOf, resolved } from '../objects/values.js';
import type { FieldIndex } from '../form/field-index.js';
import type { PageIndex } from './page-index.js';

/** Entries of pages, page-tree nodes, annotations and the form that lead to what is painted (ISO 32000-2 tables 31, 166, 224). */
const PAINTED = ['Contents', 'Resources', 'AP', 'DR'];

/** What a revision is made of, as far as it is needed to find what is painted. */
export interface DrawnParts {
  readonly revision: PdfRevision;
  readonly graph: ReferenceGraph;
  readonly pages: PageIndex;
  readonly fields: FieldIndex;
  readonly judged: ReadonlySet<number>;
}

/**
 * Objects with a place and rules of their own (pages, fields and the like) that the contents of a page or of an appearance are drawn with
 * all the same, such as a field that is the dictionary of a page's pictures. Their own rules say nothing about what they paint there.
 */
export function readDrawnObjects(parts: DrawnParts): ReadonlySet<number> {
  const { revision, graph, judged } = parts;
  const drawn = new Set<number>();
  const seen = new Set<number>();
  const open = [...paintingDictionaries(parts)].flatMap((dictionary) =>
    PAINTED.flatMap((key) => [...referencesIn(dictionary.entries.get(key) ?? null)]),
  );
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    if (seen.has(number)) continue;
    seen.add(number);
    if (judged.has(number)) drawn.add(number);
    else open.push(...graph.references(revision, number));
  }
  return drawn;
}

function* paintingDictionaries({ revision, pages, fields }: DrawnParts): Generator<PdfDictionary> {
  const form = asDictionary(resolved(revision, revision.catalog, 'AcroForm'));
  if (form) yield form;
  for (const number of pages.nodes) {
    const node = asDictionary(unlessUnreadable(() => revision.object(number)));
    if (node) yield node;
  }
  for (const { dictionary } of pages.pages) {
    yield dictionary;
    for (const item of itemsOf(revision, dictionary.entries.get('Annots'))) {
      const annotation = asDictionary(unlessUnreadable(() => revision.resolve(item)));
      if (annotation) yield annotation;
    }
  }
  for (const { widgets } of fields.fields) for (const { dictionary } of widgets) yield dictionary;
}
