import type { PdfRevision } from '@sigillum/containers/pdf';
import { type Comparison } from '../comparison.js';
import { lookOf, type PageLook } from '../pages/page-look.js';
import { type ChangeFact, present } from '../facts.js';
import { areaOf, covers, intersection, type Rectangle, turned, upright } from '../objects/rectangle.js';
import type { PageIndex } from '../pages/page-index.js';
import { asReference, itemsOf, resolved } from '../objects/values.js';
import type { FieldNode, Widget } from './field-index.js';
import { isVisible, rectangleOf } from './widgets.js';

/**
 * Reports what the painting widgets of a later signature are over: whoever adds one may choose its place and its picture, with any key, and whoever signs
 * a field that was there its picture. Nothing forbids it where nobody certified the document; what was signed is not what is seen all the same.
 */
export function reportCovered(comparison: Comparison, field: FieldNode, paints: (widget: Widget) => boolean): void {
  const visible = field.widgets.filter((widget) => isVisible(comparison.later, widget));
  // Whether it paints costs a look at its picture; most are over nothing.
  if (coveredBy(comparison, field, visible).length === 0) return;
  for (const fact of coveredBy(comparison, field, visible.filter(paints))) comparison.report(fact);
}

/** The part of a page that no signature needs, all its widgets together: on pages of usual size those of the conformance corpus take a tenth at most. */
const LARGE = 1 / 5;

function coveredBy(comparison: Comparison, field: FieldNode, widgets: readonly Widget[]): ChangeFact[] {
  const facts: ChangeFact[] = [];
  const shares = new Map<number, number>();
  for (const widget of widgets) {
    for (const page of pagesOf(comparison, widget)) {
      const look = lookOf(comparison, page);
      const rectangle = look && paintedRectangle(comparison, look, widget);
      if (!rectangle) continue;
      shares.set(page, (shares.get(page) ?? 0) + shareOf(look, rectangle));
      for (const annotation of look.annotations) {
        const own = annotation.object !== undefined && field.widgets.some(({ object }) => object === annotation.object);
        if (own || !covers(rectangle, annotation.rectangle)) continue;
        facts.push(coveredFact(field, 'PDF_SIGNATURE_COVERS_FIELD', annotation.what, page, widget));
      }
    }
  }
  for (const [page, share] of shares) {
    const covered = `${Math.round(Math.min(1, share) * 100)} % of what is seen`;
    if (share >= LARGE) facts.push(coveredFact(field, 'PDF_SIGNATURE_COVERS_PAGE', covered, page, widgets[0]));
  }
  return facts;
}

function coveredFact(field: FieldNode, code: string, covered: string, page: number, widget: Widget | undefined): ChangeFact {
  return {
    class: 'signature',
    permission: 'remarked',
    rule: 'annotation-overlap',
    code,
    message: `The field "${field.name}" is painted over ${covered} on page ${page + 1}.`,
    ...present({ object: widget?.object, page: page + 1, field: field.name }),
  };
}

/** How much of a page a rectangle takes, as far as it lies on it: 0 to 1; 1 where the page does not say how large it is. */
function shareOf({ box }: PageLook, rectangle: Rectangle): number {
  const area = box ? areaOf(box) : 0;
  return box && area > 0 ? areaOf(intersection(rectangle, box)) / area : 1;
}

/** Annotation flag (ISO 32000-2 table 167): the widget stays upright on a turned page. */
const NO_ROTATE = 16;

/** Where a widget is seen: one that does not turn with its page turns about its upper left corner instead (ISO 32000-2 12.5.3). */
function paintedRectangle({ later }: Comparison, { rotation }: PageLook, widget: Widget): Rectangle | undefined {
  const rectangle = upright(rectangleOf(later, widget));
  const flags = resolved(later.revision, widget.dictionary, 'F');
  const staysUpright = typeof flags === 'number' && (flags & NO_ROTATE) !== 0;
  return rectangle && staysUpright ? turned(rectangle, rotation) : rectangle;
}

const known = new WeakMap<PageIndex, ReadonlyMap<number, readonly number[]>>();

/** Indexes of the pages that show the widget; found once for all widgets of a revision. */
function pagesOf({ later: { revision }, pages: { later } }: Comparison, { object }: Widget): readonly number[] {
  const byAnnotation = known.get(later) ?? pagesByAnnotation(revision, later);
  known.set(later, byAnnotation);
  return (object === undefined ? undefined : byAnnotation.get(object)) ?? [];
}

function pagesByAnnotation(revision: PdfRevision, { pages }: PageIndex): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const [index, { dictionary }] of pages.entries()) {
    const items = itemsOf(revision, dictionary.entries.get('Annots'));
    for (const object of new Set(items.flatMap((item) => asReference(item)?.number ?? []))) {
      const before = found.get(object);
      if (before) before.push(index);
      else found.set(object, [index]);
    }
  }
  return found;
}
