import { type Comparison } from '../comparison.js';
import { entriesUnchanged, type Place } from '../document/unchanged-entries.js';
import { type ChangeFact, present, undefinedChange } from '../facts.js';
import { differences } from '../objects/unchanged.js';
import { resolved } from '../objects/values.js';
import { judgeAppearance } from '../appearance/appearance.js';
import { type FieldNode, inherited, type Widget } from './field-index.js';
import { pageOf, sameWidgets } from './widgets.js';

/** Where a field has its value, by type (ISO 32000-2 12.7.5); what else a fill may set gives no reason for another appearance. */
const VALUE_KEYS: ReadonlyMap<string | undefined, readonly string[]> = new Map([
  ['Btn', ['V', 'AS']],
  ['Ch', ['V', 'I']],
]);
/** What a value is drawn by (ISO 32000-2 tables 228, 231). */
const STYLE_KEYS = ['DA', 'DS', 'Q', 'RV', 'Ff'];
/** Field flag (ISO 32000-2 table 229): a push-button has no value. */
const PUSH_BUTTON = 1 << 16;
/** What filling in may set in a field, and in a widget besides. */
const SET_IN_FIELD: ReadonlySet<string> = new Set(['V', 'I', 'RV', 'DA', 'DS', 'Q', 'Ff']);
const SET_IN_WIDGET: ReadonlySet<string> = new Set([...SET_IN_FIELD, 'AS', 'AP', 'F', 'Type', 'M']);
/** Invisible, Hidden, Print, NoZoom, NoRotate, NoView, ToggleNoView (ISO 32000-2 table 167): what decides whether a widget is seen, and where. */
const VISIBILITY = 1 | 2 | 4 | 8 | 16 | 32 | 256;

/** A field that is no signature field: it may be filled in, so that what it shows is its new value; all else stays. */
export function compareFilledField(comparison: Comparison, before: FieldNode, after: FieldNode): void {
  const page = pageOf(comparison, after);
  const own = before.widgets.some(({ dictionary }) => dictionary === before.dictionary) ? SET_IN_WIDGET : SET_IN_FIELD;
  const place: Place = { name: `the field "${before.name}"`, object: before.object, field: before.name, page };
  entriesUnchanged(comparison, before.dictionary, after.dictionary, place, 'PDF_FIELD_CHANGED', new Set([...own, 'Kids']));
  if (!sameWidgets(before, after)) {
    comparison.report(undefinedChange('PDF_WIDGET_ADDED', `Widgets of ${place.name} were added or removed.`, place));
  }
  const pairs = before.widgets.map((widget, index) => [widget, after.widgets[index] ?? widget] as const);
  const changed = new Set(changedKeys(comparison, before, after, own));
  for (const [widget, now] of pairs) {
    const at: Place = { ...place, object: widget.object };
    if (widget.dictionary !== before.dictionary)
      entriesUnchanged(comparison, widget.dictionary, now.dictionary, at, 'PDF_FIELD_CHANGED', SET_IN_WIDGET);
    for (const key of changedKeys(comparison, widget, now, SET_IN_WIDGET)) changed.add(key);
    judgeVisibility(comparison, widget, now, at);
  }
  if (changed.size === 0) return;
  const flags = numberOf(inherited(comparison.earlier.revision, before, 'Ff'));
  const hasValue = before.type !== 'Btn' || (flags & PUSH_BUTTON) === 0;
  const isSet = (VALUE_KEYS.get(before.type) ?? ['V']).some((key) => changed.has(key));
  const isStyleNew = STYLE_KEYS.some((key) => changed.has(key));
  const isValueNew = hasValue && (isSet || isInheritedValueNew(comparison, before, after));
  comparison.report(
    formFill('PDF_FIELD_FILLED', `The field "${before.name}" was filled in or changed (/${[...changed].join(', /')}).`, place),
  );
  for (const [widget, now] of pairs) judgeAppearance(comparison, { field: after, flags, widget, now, isValueNew, isStyleNew, place });
}

function changedKeys(comparison: Comparison, before: Widget, after: Widget, keys: ReadonlySet<string>): string[] {
  return [...keys].filter(
    (key) => differences(comparison, before.dictionary.entries.get(key), after.dictionary.entries.get(key)).length > 0,
  );
}

function isInheritedValueNew(comparison: Comparison, before: FieldNode, after: FieldNode): boolean {
  for (let one = before.parent, other = after.parent; one && other; one = one.parent, other = other.parent) {
    if (differences(comparison, one.dictionary.entries.get('V'), other.dictionary.entries.get('V')).length > 0) return true;
  }
  return false;
}

function judgeVisibility(comparison: Comparison, before: Widget, after: Widget, place: Place): void {
  const old = numberOf(resolved(comparison.earlier.revision, before.dictionary, 'F')) & VISIBILITY;
  const now = numberOf(resolved(comparison.later.revision, after.dictionary, 'F')) & VISIBILITY;
  if (old === now) return;
  const message = `A widget of ${place.name} was hidden, shown or moved (flags ${old} became ${now}).`;
  comparison.report({ ...undefinedChange('PDF_FIELD_VISIBILITY_CHANGED', message, place), rule: 'form-changes' });
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function formFill(code: string, message: string, place: Place): ChangeFact {
  return { class: 'form-fill', permission: 'form', rule: 'form-changes', code, message, ...present(place), lockable: true };
}
