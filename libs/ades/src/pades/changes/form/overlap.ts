import type { PdfDictionary, PdfRevision } from '@sigillum/containers/pdf';
import { type Comparison } from '../comparison.js';
import { present } from '../facts.js';
import { unlessUnreadable } from '../objects/equal-objects.js';
import { asDictionary, asReference, itemsOf, nameOf, resolved } from '../objects/values.js';
import type { FieldNode, Widget } from './field-index.js';
import { isVisible, rectangleOf } from './widgets.js';

/** Left, bottom, right, top, in user space. */
export type Rectangle = readonly [number, number, number, number];

/** Annotations that show nothing which could be hidden (ISO 32000-2 12.5.6.5, 12.5.6.14). */
const WITHOUT_LOOKS = new Set(['Link', 'Popup']);

/**
 * Reports what a widget that came later is painted over: whoever adds a signature may choose its place and its picture, with any key.
 * Nothing forbids it where nobody certified the document; what was signed is not what is seen all the same.
 */
export function reportCovered(comparison: Comparison, field: FieldNode): void {
  for (const widget of field.widgets) {
    const page = pageIndexOf(comparison, widget);
    const before = comparison.pages.earlier.pages[page]?.dictionary;
    const rectangle = upright(rectangleOf(comparison.later, widget));
    if (!before || !rectangle || !isVisible(comparison.later, widget)) continue;
    const report = (code: string, covered: string): void =>
      comparison.report({
        class: 'signature',
        permission: 'remarked',
        rule: 'annotation-overlap',
        code,
        message: `The field "${field.name}" is painted over ${covered} on page ${page + 1}.`,
        ...present({ object: widget.object, page: page + 1, field: field.name }),
      });
    const share = shareOf(comparison, before, rectangle);
    if (share >= LARGE) report('PDF_SIGNATURE_COVERS_PAGE', `${Math.round(share * 100)} % of what is seen`);
    for (const item of itemsOf(comparison.earlier.revision, before.entries.get('Annots'))) {
      const covered = coveredKind(comparison, { object: asReference(item)?.number, item }, field, rectangle);
      if (covered !== undefined) report('PDF_SIGNATURE_COVERS_FIELD', covered);
    }
  }
}

/** The part of a page that no signature needs: those of the conformance corpus take a tenth at most. */
const LARGE = 1 / 5;

/** How much of a page a rectangle takes, as far as it lies on it: 0 to 1; 1 where the page does not say how large it is. */
function shareOf({ earlier: { revision } }: Comparison, page: PdfDictionary, rectangle: Rectangle): number {
  const box = upright(rectangleNumbers(revision, page, 'CropBox')) ?? upright(rectangleNumbers(revision, page, 'MediaBox'));
  if (!box) return 1;
  const sides = [0, 1].map((side) =>
    Math.max(0, Math.min(rectangle[side + 2] ?? 0, box[side + 2] ?? 0) - Math.max(rectangle[side] ?? 0, box[side] ?? 0)),
  );
  const area = (box[2] - box[0]) * (box[3] - box[1]);
  return area === 0 ? 1 : ((sides[0] ?? 0) * (sides[1] ?? 0)) / area;
}

/** A page may inherit its boxes from the nodes above it (ISO 32000-2 7.7.3.4). */
function rectangleNumbers(revision: PdfRevision, page: PdfDictionary, key: string): number[] {
  let node: PdfDictionary | undefined = page;
  for (let depth = 0; node && depth < DEEPEST_TREE; depth++) {
    const items = itemsOf(revision, node.entries.get(key)).map((item) => revision.resolve(item));
    if (items.length > 0) return items.filter((item) => typeof item === 'number');
    node = asDictionary(resolved(revision, node, 'Parent'));
  }
  return [];
}

const DEEPEST_TREE = 64;

/** What stands there for people, where the rectangle reaches over an annotation that was shown. */
function coveredKind(
  { earlier, fields }: Comparison,
  { object, item }: { object: number | undefined; item: Parameters<typeof earlier.revision.resolve>[0] },
  field: FieldNode,
  rectangle: Rectangle,
): string | undefined {
  const dictionary = asDictionary(unlessUnreadable(() => earlier.revision.resolve(item)));
  const own = object !== undefined && field.widgets.some((widget) => widget.object === object);
  if (!dictionary || own || !isVisible(earlier, { object, dictionary })) return undefined;
  const subtype = nameOf(resolved(earlier.revision, dictionary, 'Subtype')) ?? 'unknown';
  const other = upright(rectangleOf(earlier, { object, dictionary }));
  if (WITHOUT_LOOKS.has(subtype) || !other || !overlap(rectangle, other)) return undefined;
  const covered = object === undefined ? undefined : fields.earlier.byObject.get(object);
  return covered ? `the field "${covered.name}"` : `an annotation of the kind ${subtype}`;
}

/** Index of the page that shows the widget; -1 where none does. */
function pageIndexOf({ later: { revision }, pages }: Comparison, { object }: Widget): number {
  return pages.later.pages.findIndex(({ dictionary }) =>
    itemsOf(revision, dictionary.entries.get('Annots')).some((item) => object !== undefined && asReference(item)?.number === object),
  );
}

function upright([a, b, c, d]: readonly number[]): Rectangle | undefined {
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** Neighbours may share a border, and what rounding makes of it. */
const BORDER = 1;

function overlap(one: Rectangle, other: Rectangle): boolean {
  const width = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
  const height = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
  return width > BORDER && height > BORDER;
}
