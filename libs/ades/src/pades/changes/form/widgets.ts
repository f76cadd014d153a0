import { type Comparison } from '../comparison.js';
import type { View } from '../objects/equal-objects.js';
import { asReference, itemsOf, resolved } from '../objects/values.js';
import type { FieldNode, Widget } from './field-index.js';

/** Annotation flags (ISO 32000-2 table 167). */
const HIDDEN = 2;
const PRINT = 4;
const NO_VIEW = 32;
const TOGGLE_NO_VIEW = 256;

/** Whether a viewer shows or prints the widget: a rectangle with an area, not hidden (ISO 32000-2 12.5.3). */
export function isVisible({ revision }: Pick<View, 'revision'>, widget: Widget): boolean {
  const flags = resolved(revision, widget.dictionary, 'F');
  if (typeof flags === 'number' && isHidden(flags)) return false;
  const [left = 0, bottom = 0, right = 0, top = 0] = rectangleOf({ revision }, widget);
  return left !== right && bottom !== top;
}

function isHidden(flags: number): boolean {
  return (flags & HIDDEN) !== 0 || (flags & (NO_VIEW | PRINT | TOGGLE_NO_VIEW)) === NO_VIEW;
}

/** For messages: where a field is painted. */
export function rectangleText(comparison: Comparison, field: FieldNode): string {
  const page = pageOf(comparison, field);
  const widget = field.widgets.find((one) => isVisible(comparison.later, one));
  return `, visible on page ${page ?? '?'} at [${widget ? rectangleOf(comparison.later, widget).join(' ') : ''}]`;
}

/** The rectangle of an annotation, as it stands in the revision. */
export function rectangleOf({ revision }: Pick<View, 'revision'>, widget: Widget): readonly number[] {
  const items = itemsOf(revision, widget.dictionary.entries.get('Rect'));
  return items.map((item) => revision.resolve(item)).filter((item) => typeof item === 'number');
}

/** Number of the page that a field's widget says it is on. */
export function pageOf(comparison: Comparison, field: FieldNode): number | undefined {
  for (const { dictionary } of field.widgets) {
    const page = asReference(dictionary.entries.get('P'))?.number;
    if (page !== undefined) return comparison.pages.later.numbers.get(page);
  }
  return undefined;
}

/** Whether a field has the same widgets in the same order in both revisions. */
export function sameWidgets(before: FieldNode, after: FieldNode): boolean {
  return (
    before.widgets.length === after.widgets.length && before.widgets.every(({ object }, index) => object === after.widgets[index]?.object)
  );
}
