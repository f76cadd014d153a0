import type { PdfDictionary, PdfRevision, PdfValue } from '@sigillum/containers/pdf';
import { type Comparison, inEarlier, inLater } from '../comparison.js';
import type { Place } from '../document/unchanged-entries.js';
import { type ChangeFact, undefinedChange } from '../facts.js';
import { differences } from '../objects/unchanged.js';
import { asDictionary, keysOf, resolved, textOf } from '../objects/values.js';
import { showsItsValue } from './appearance.js';
import { type FieldNode, inherited } from './field-index.js';

/** Two states of the form; absent where a document had none. */
interface Forms {
  readonly before: PdfDictionary | undefined;
  readonly after: PdfDictionary | undefined;
}

/**
 * What viewers draw fields by where they do not show stored appearances: the form's default style and fonts, and the flag that tells them
 * to (ISO 32000-2 12.7.3, 12.7.4.3). With the fields as they are, other defaults show another document.
 */
export function compareViewerDrawn(comparison: Comparison, forms: Forms, place: Place): void {
  const flags = [
    inEarlier(comparison, forms.before?.entries.get('NeedAppearances')),
    inLater(comparison, forms.after?.entries.get('NeedAppearances')),
  ];
  const [old, now] = flags.map((flag) => flag === true);
  if (old !== now) compareFlag(comparison, now === true, place);
  const drawn = comparison.fields.earlier.fields.filter(
    (field) => hasSomethingToShow(comparison, field) && (old || now || isWithoutLook(field)),
  );
  compareDefaults(comparison, forms, drawn);
  compareFonts(comparison, forms, drawn);
}

/** Drawn anew, fields look otherwise than signed; shown as stored, each has to show the value that was drawn until then. */
function compareFlag(comparison: Comparison, now: boolean, place: Place): void {
  const code = 'PDF_NEED_APPEARANCES_CHANGED';
  const other = now ? undefined : comparison.fields.earlier.fields.find((field) => !showsItsValue(comparison, field));
  if (now || other) {
    const message = now
      ? 'Viewers were told to draw all fields anew instead of showing the signed appearances.'
      : `Viewers were told to show the stored appearances, and that of the field "${other?.name}" is not known to show its value.`;
    comparison.report({ ...undefinedChange(code, message, place), rule: 'form-changes' });
  } else comparison.report(defaultsFact(code, 'Viewers were told to show the stored appearances, which show the same values.'));
}

function compareDefaults(comparison: Comparison, { before, after }: Forms, drawn: readonly FieldNode[]): void {
  for (const key of ['DA', 'Q']) {
    const old = before?.entries.get(key) ?? null;
    if (differences(comparison, old, after?.entries.get(key)).length === 0) continue;
    const field = drawn.find((one) => inherited(comparison.earlier.revision, one, key) === null);
    const message = `/${key}, which new appearances of fields are made with, was changed.`;
    if (field) {
      const seen = `/${key} of the form was changed, by which viewers draw the field "${field.name}".`;
      comparison.report({ ...undefinedChange('PDF_FORM_DEFAULTS_CHANGED', seen, { field: field.name }), rule: 'form-changes' });
    } else if (old !== null) comparison.report(defaultsFact('PDF_FORM_DEFAULTS_CHANGED', message));
  }
}

/** A font that a field named and nobody had defined: viewers took another one until then. */
function compareFonts(comparison: Comparison, { before, after }: Forms, drawn: readonly FieldNode[]): void {
  const old = keysOf(fontsOf(comparison.earlier.revision, before));
  const added = [...keysOf(fontsOf(comparison.later.revision, after))].filter((name) => !old.has(name));
  for (const name of added) {
    const field = drawn.find((one) => fontOf(comparison, one, before) === name);
    if (!field) continue;
    const message = `The font /${name} was added to the form, by which viewers draw the field "${field.name}".`;
    comparison.report({ ...undefinedChange('PDF_FORM_RESOURCE_OVERWRITTEN', message, { field: field.name }), rule: 'form-changes' });
  }
}

function fontsOf(revision: PdfRevision, form: PdfDictionary | undefined): PdfDictionary | undefined {
  return asDictionary(resolved(revision, asDictionary(resolved(revision, form, 'DR')), 'Font'));
}

/** The font in the default appearance string that counts for a field. */
function fontOf({ earlier: { revision } }: Comparison, field: FieldNode, form: PdfDictionary | undefined): string | undefined {
  const own = inherited(revision, field, 'DA');
  const style = textOf(own === null ? resolved(revision, form, 'DA') : own) ?? '';
  return /\/([^\s/()<>[\]{}%]+)\s+[-+.\d]+\s+Tf/.exec(style)?.[1];
}

/** Fields of text and choices without a value show nothing, however they are drawn. */
function hasSomethingToShow({ earlier: { revision } }: Comparison, field: FieldNode): boolean {
  if (field.type === 'Sig' || field.widgets.length === 0) return false;
  return field.type === 'Btn' || !isEmpty(inherited(revision, field, 'V'));
}

function isEmpty(value: PdfValue): boolean {
  return value === null || textOf(value) === '';
}

function isWithoutLook({ widgets }: FieldNode): boolean {
  return widgets.some(({ dictionary }) => !dictionary.entries.has('AP'));
}

function defaultsFact(code: string, message: string): ChangeFact {
  return { class: 'form-fill', permission: 'form', rule: 'form-changes', code, message };
}
