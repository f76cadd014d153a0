import type { PdfDictionary, PdfRevision, PdfValue } from '@sigillum/containers/pdf';
import { type Comparison } from '../comparison.js';
import { type ChangeFact, present } from '../facts.js';
import { unlessUnreadable } from '../objects/equal-objects.js';
import { asDictionary, asReference, itemsOf, nameOf, resolved } from '../objects/values.js';
import type { FieldNode, Widget } from './field-index.js';
import { isVisible, rectangleOf } from './widgets.js';

/** Left, bottom, right, top, in user space. */
export type Rectangle = readonly [number, number, number, number];

/** Annotations that show nothing which could be hidden (ISO 32000-2 12.5.6.5, 12.5.6.14). */
const WITHOUT_LOOKS = new Set(['Link', 'Popup']);

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

function coveredBy(comparison: Comparison, field: FieldNode, widgets: readonly Widget[]): ChangeFact[] {
  const facts: ChangeFact[] = [];
  const shares = new Map<number, number>();
  for (const widget of widgets) {
    for (const page of pagesOf(comparison, widget)) {
      const before = comparison.pages.earlier.pages[page]?.dictionary;
      const rectangle = before && paintedRectangle(comparison, before, widget);
      if (!rectangle) continue;
      const share = (shares.get(page) ?? 0) + shareOf(comparison, before, rectangle);
      shares.set(page, share);
      for (const item of itemsOf(comparison.earlier.revision, before.entries.get('Annots'))) {
        const covered = coveredKind(comparison, item, field, rectangle);
        if (covered !== undefined) facts.push(coveredFact(field, 'PDF_SIGNATURE_COVERS_FIELD', covered, page, widget));
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

/** The part of a page that no signature needs, all its widgets together: those of the conformance corpus take a tenth at most. */
const LARGE = 1 / 5;

/** How much of a page a rectangle takes, as far as it lies on it: 0 to 1; 1 where the page does not say how large it is. */
function shareOf({ earlier: { revision } }: Comparison, page: PdfDictionary, rectangle: Rectangle): number {
  const seen = boxOf(revision, page);
  if (!seen) return 1;
  const area = areaOf(seen);
  return area === 0 ? 1 : areaOf(intersection(rectangle, seen)) / area;
}

/** What is shown of a page: the crop box as far as it lies in the media box (ISO 32000-2 14.11.2.1). */
function boxOf(revision: PdfRevision, page: PdfDictionary): Rectangle | undefined {
  const media = upright(rectangleNumbers(revision, page, 'MediaBox'));
  const crop = upright(rectangleNumbers(revision, page, 'CropBox'));
  return media && crop ? intersection(media, crop) : media;
}

function intersection(one: Rectangle, other: Rectangle): Rectangle {
  return [Math.max(one[0], other[0]), Math.max(one[1], other[1]), Math.min(one[2], other[2]), Math.min(one[3], other[3])];
}

function areaOf([left, bottom, right, top]: Rectangle): number {
  return Math.max(0, right - left) * Math.max(0, top - bottom);
}

function rectangleNumbers(revision: PdfRevision, page: PdfDictionary, key: string): number[] {
  return itemsOf(revision, inheritedByPage(revision, page, key))
    .map((item) => revision.resolve(item))
    .filter((item) => typeof item === 'number');
}

/** A page may inherit its boxes and its rotation from the nodes above it (ISO 32000-2 7.7.3.4). */
function inheritedByPage(revision: PdfRevision, page: PdfDictionary, key: string): PdfValue {
  let node: PdfDictionary | undefined = page;
  for (let depth = 0; node && depth < DEEPEST_TREE; depth++) {
    const value = resolved(revision, node, key);
    if (value !== null) return value;
    node = asDictionary(resolved(revision, node, 'Parent'));
  }
  return null;
}

const DEEPEST_TREE = 64;

/** Annotation flag (ISO 32000-2 table 167): the widget stays upright on a turned page. */
const NO_ROTATE = 16;

/** Where a widget is seen: one that does not turn with its page turns about its upper left corner instead (ISO 32000-2 12.5.3). */
function paintedRectangle({ earlier, later }: Comparison, page: PdfDictionary, widget: Widget): Rectangle | undefined {
  const rectangle = upright(rectangleOf(later, widget));
  const flags = resolved(later.revision, widget.dictionary, 'F');
  if (!rectangle || typeof flags !== 'number' || (flags & NO_ROTATE) === 0) return rectangle;
  const rotation = inheritedByPage(earlier.revision, page, 'Rotate');
  const [left, bottom, right, top] = rectangle;
  const [width, height] = [right - left, top - bottom];
  switch (typeof rotation === 'number' ? ((rotation % 360) + 360) % 360 : 0) {
    case 90:
      return [left, top, left + height, top + width];
    case 180:
      return [left - width, top, left, top + height];
    case 270:
      return [left - height, top - width, left, top];
    default:
      return rectangle;
  }
}

/** What stands there for people, where the rectangle reaches over an annotation that was shown. */
function coveredKind({ earlier, fields }: Comparison, item: PdfValue, field: FieldNode, rectangle: Rectangle): string | undefined {
  const object = asReference(item)?.number;
  const dictionary = asDictionary(unlessUnreadable(() => earlier.revision.resolve(item)));
  const own = object !== undefined && field.widgets.some((widget) => widget.object === object);
  if (!dictionary || own) return undefined;
  const other = upright(rectangleOf(earlier, { object, dictionary }));
  if (!other || !overlap(rectangle, other) || !isVisible(earlier, { object, dictionary })) return undefined;
  const subtype = nameOf(resolved(earlier.revision, dictionary, 'Subtype')) ?? 'unknown';
  if (WITHOUT_LOOKS.has(subtype)) return undefined;
  const covered = object === undefined ? undefined : fields.earlier.byObject.get(object);
  return covered ? `the field "${covered.name}"` : `an annotation of the kind ${subtype}`;
}

/** Indexes of the pages that show the widget. */
function pagesOf({ later: { revision }, pages }: Comparison, { object }: Widget): number[] {
  if (object === undefined) return [];
  return pages.later.pages.flatMap(({ dictionary }, index) =>
    itemsOf(revision, dictionary.entries.get('Annots')).some((item) => asReference(item)?.number === object) ? [index] : [],
  );
}

function upright([a, b, c, d]: readonly number[]): Rectangle | undefined {
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** Neighbours may share a border, and what rounding makes of it. */
const BORDER = 1;

function overlap(one: Rectangle, other: Rectangle): boolean {
  const [left, bottom, right, top] = intersection(one, other);
  return right - left > BORDER && top - bottom > BORDER;
}
