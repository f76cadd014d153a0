import type { PdfStream, PdfValue } from '@sigillum/containers/pdf';
import { type Comparison } from '../comparison.js';
import type { Place } from '../document/unchanged-entries.js';
import { undefinedChange } from '../facts.js';
import { decoded, type View } from '../objects/equal-objects.js';
import { differences } from '../objects/unchanged.js';
import { asDictionary, asStream, itemsOf, resolved, textOf } from '../objects/values.js';
import { type FieldNode, inherited, type Widget } from '../form/field-index.js';
import { isBlank } from './painting.js';
import { looks, shownText } from './shown-text.js';

export interface Filling {
  readonly field: FieldNode;
  /** The field's flags as they were signed; a later revision may not excuse itself by others. */
  readonly flags: number;
  readonly widget: Widget;
  readonly now: Widget;
  /** Whether the field's value, or its state, was changed too. */
  readonly isValueNew: boolean;
  /** Whether something was changed that viewers draw the value by where there is no appearance to show. */
  readonly isStyleNew: boolean;
  readonly place: Place;
}

/** Field flags (ISO 32000-2 table 231). */
const PASSWORD = 1 << 13;
const PUSH_BUTTON = 1 << 16;

/**
 * What a widget shows after it was filled in: an appearance that changes while the value stays, or that shows other text than
 * the value, makes a viewer and a machine read different documents.
 */
export function judgeAppearance(comparison: Comparison, filling: Filling): void {
  const { field, flags, widget, now, isValueNew, isStyleNew, place } = filling;
  const before = widget.dictionary.entries.get('AP') ?? null;
  const after = now.dictionary.entries.get('AP') ?? null;
  const isAppearanceNew = differences(comparison, before, after).length > 0;
  const odd = (code: string, message: string): void =>
    comparison.report({ ...undefinedChange(code, message, { ...place, object: now.object ?? place.object }), rule: 'form-changes' });
  if (!isValueNew && isStyleNew && (after === null || needsAppearances(comparison))) {
    return odd('PDF_APPEARANCE_WITHOUT_VALUE', `${capital(place.name)} is drawn otherwise by viewers, but its value was not changed.`);
  }
  if (!isAppearanceNew && !isValueNew) return;
  if (isAppearanceNew && !isValueNew && !isDrawnAnew(comparison, field, before, after)) {
    return odd('PDF_APPEARANCE_WITHOUT_VALUE', `${capital(place.name)} shows something else, but its value was not changed.`);
  }
  if (field.type === 'Tx' && isPlainText(comparison, field, flags)) {
    const value = textOf(inherited(comparison.later.revision, field, 'V'));
    const shown = paintedText(comparison.later, after);
    if (value !== undefined && shown !== undefined && !agrees(value, shown)) {
      odd('PDF_VALUE_DIFFERS_FROM_APPEARANCE', `${capital(place.name)} shows another text than its value.`);
    }
  }
}

/** Whether the stored appearance of a field in the earlier revision is known to show its value, so that drawing it anew made no difference. */
export function showsItsValue(comparison: Comparison, field: FieldNode): boolean {
  const { earlier } = comparison;
  if (field.type === 'Sig' || field.widgets.length === 0) return true;
  const flags = inherited(earlier.revision, field, 'Ff');
  if (field.type === 'Btn') return typeof flags !== 'number' || (flags & PUSH_BUTTON) === 0;
  const value = inherited(earlier.revision, field, 'V');
  const text = value === null ? '' : textOf(value);
  return field.widgets.every(({ dictionary }) => {
    const appearance = dictionary.entries.get('AP') ?? null;
    const shown = appearance === null ? '' : paintedText(earlier, appearance);
    return text !== undefined && shown !== undefined && squeezed(text) === squeezed(shown);
  });
}

/** Whether viewers draw all fields themselves (ISO 32000-2 table 224). */
function needsAppearances({ later: { revision } }: Comparison): boolean {
  return resolved(revision, asDictionary(resolved(revision, revision.catalog, 'AcroForm')), 'NeedAppearances') === true;
}

/** Whether another program drew the same: what was shown before or, where nothing was, the text that is the value. */
function isDrawnAnew(comparison: Comparison, field: FieldNode, before: PdfValue, after: PdfValue): boolean {
  if (before !== null) return showsTheSame(comparison, before, after);
  return field.type === 'Btn' ? isBlank(comparison.later, after) : normalText(comparison.later, after) !== undefined;
}

/** Appearances drawn anew by another program: one stream each, the same text, from the same fonts, and no curves that could be letters. */
function showsTheSame(comparison: Comparison, before: PdfValue, after: PdfValue): boolean {
  const old = normalAppearance(comparison.earlier, before);
  const now = normalAppearance(comparison.later, after);
  const resources = (stream: PdfStream | undefined): PdfValue => stream?.dictionary.entries.get('Resources') ?? null;
  if (!old || !now || differences(comparison, resources(old), resources(now)).length > 0) return false;
  if (!hasSameFrame(comparison, old, now)) return false;
  const text = normalText(comparison.earlier, before);
  const newText = normalText(comparison.later, after);
  if (text === undefined || newText === undefined || squeezed(text) !== squeezed(newText)) return false;
  const [looks, newLooks] = [looksOf(comparison.earlier, old), looksOf(comparison.later, now)];
  return looks !== undefined && newLooks !== undefined && [...newLooks].every((look) => looks.has(look));
}

/** The same part of the stream is shown, in the same way, but for what rounding makes of the box. */
function hasSameFrame(comparison: Comparison, before: PdfStream, after: PdfStream): boolean {
  const box = ({ revision }: View, { dictionary }: PdfStream): PdfValue[] =>
    itemsOf(revision, dictionary.entries.get('BBox')).map((item) => revision.resolve(item));
  const now = box(comparison.later, after);
  const isNear = (one: PdfValue, other: PdfValue | undefined): boolean =>
    typeof one === 'number' && typeof other === 'number' && Math.abs(one - other) <= 1;
  const matrices = [before, after].map(({ dictionary }) => dictionary.entries.get('Matrix'));
  return (
    box(comparison.earlier, before).every((one, index) => isNear(one, now[index])) &&
    differences(comparison, matrices[0], matrices[1]).length === 0
  );
}

/** Colours, and whether glyphs are drawn at all: the text of a stream may be there and not be seen. */
function looksOf({ revision }: View, stream: PdfStream): ReadonlySet<string> | undefined {
  const content = decoded(revision, stream);
  return content && looks(content);
}

/** The stream of the normal appearance where there is no other one. */
function normalAppearance({ revision }: View, appearance: PdfValue): PdfStream | undefined {
  const dictionary = asDictionary(revision.resolve(appearance));
  const others = ['D', 'R'].some((key) => resolved(revision, dictionary, key) !== null);
  return others ? undefined : asStream(resolved(revision, dictionary, 'N'));
}

/** The text of the normal appearance where it is a single stream with nothing but text and rectangles; undefined elsewhere. */
function normalText(view: View, appearance: PdfValue): string | undefined {
  const { revision } = view;
  const stream = asStream(resolved(revision, asDictionary(revision.resolve(appearance)), 'N'));
  const content = stream && decoded(revision, stream);
  return content && shownText(content);
}

/** The text beside which lines and pictures may stand, such as borders; a text field has no other states to show (ISO 32000-2 12.5.5). */
function paintedText({ revision }: View, appearance: PdfValue): string | undefined {
  const normal = resolved(revision, asDictionary(revision.resolve(appearance)), 'N');
  const stream = asStream(normal);
  if (!stream) return normal === null ? undefined : '';
  const content = decoded(revision, stream);
  return content && shownText(content, { beside: 'anything' });
}

/** A password is shown as stars, a formatted value is shown as its script says: there text and value differ rightly. */
function isPlainText(comparison: Comparison, field: FieldNode, flags: number): boolean {
  const { revision } = comparison.later;
  const isScripted = inherited(revision, field, 'AA') !== null || field.widgets.some(({ dictionary }) => dictionary.entries.has('AA'));
  return !isScripted && (flags & PASSWORD) === 0;
}

/** Only texts of ASCII are compared: what the codes of others mean depends on the font. */
function agrees(value: string, shown: string): boolean {
  const wanted = squeezed(value);
  const seen = squeezed(shown);
  if (!/^[\x21-\x7e]*$/.test(wanted) || !/^[\x21-\x7e]*$/.test(seen)) return true;
  // A field that is too small shows the beginning of its value.
  return seen === wanted || (seen !== '' && wanted.startsWith(seen));
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
