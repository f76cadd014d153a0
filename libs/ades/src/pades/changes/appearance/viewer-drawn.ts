import type { PdfDictionary, PdfRevision, PdfValue } from '@sigillum/containers/pdf';
import { type Comparison, inEarlier, inLater } from '../comparison.js';
import type { Place } from '../document/unchanged-entries.js';
import { type ChangeFact, undefinedChange } from '../facts.js';
import { differences } from '../objects/unchanged.js';
import { asDictionary, asStream, keysOf, resolved, textOf } from '../objects/values.js';
import { showsItsValue } from './appearance.js';
import { type FieldNode, inherited } from '../form/field-index.js';

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
    (field) => hasSomethingToShow(comparison, field) && (old || now || isWithoutLook(comparison, field)),
  );
  compareDefaults(comparison, forms, drawn);
  compareFonts(comparison, forms, drawn);
}

/** Drawn anew, fields look otherwise than signed; shown as stored, each has to show the value that was drawn until then. */
function compareFlag(comparison: Comparison, now: boolean, place: Place): void {
  const code = 'PDF_NEED_APPEARANCES_CHANGED';
  // Pictures of signatures are never drawn anew.
  if (!comparison.fields.earlier.fields.some(({ type, widgets }) => type !== 'Sig' && widgets.length > 0)) {
    return comparison.report(defaultsFact(code, 'Viewers were told another way to draw fields, and there is none that they would draw.'));
  }
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
    const field = drawn.find((one) => stylesOf(comparison.earlier.revision, one, key).includes(null));
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
    const field = drawn.find((one) => fontsNamed(comparison, one, before).has(name));
    if (!field) continue;
    const message = `The font /${name} was added to the form, by which viewers draw the field "${field.name}".`;
    comparison.report({ ...undefinedChange('PDF_FORM_RESOURCE_OVERWRITTEN', message, { field: field.name }), rule: 'form-changes' });
  }
}

function fontsOf(revision: PdfRevision, form: PdfDictionary | undefined): PdfDictionary | undefined {
  return asDictionary(resolved(revision, asDictionary(resolved(revision, form, 'DR')), 'Font'));
}

/** What each widget of a field is drawn by: its own entry, or that of the field; null where it is the form's. */
function stylesOf(revision: PdfRevision, field: FieldNode, key: string): PdfValue[] {
  const fromField = inherited(revision, field, key);
  return field.widgets.map(({ dictionary }) => resolved(revision, dictionary, key) ?? fromField);
}

const FONTS = /\/([^\s\0/()<>[\]{}%]+)[\s\0]+[-+.\d]+[\s\0]+Tf/g;

/** The fonts in the default appearance strings that count for a field; of several in one string readers take one or the other. */
function fontsNamed({ earlier: { revision } }: Comparison, field: FieldNode, form: PdfDictionary | undefined): Set<string> {
  const styles = stylesOf(revision, field, 'DA').map((own) => textOf(own ?? resolved(revision, form, 'DA')) ?? '');
  return new Set(styles.flatMap((style) => [...style.matchAll(FONTS)].map(([, name = '']) => unescaped(name))));
}

/** Any character of a name may be written as its number (ISO 32000-2 7.3.5). */
function unescaped(name: string): string {
  return name.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Fields of text and choices without a value show nothing, however they are drawn. */
function hasSomethingToShow({ earlier: { revision } }: Comparison, field: FieldNode): boolean {
  if (field.type === 'Sig' || field.widgets.length === 0) return false;
  return field.type === 'Btn' || !isEmpty(inherited(revision, field, 'V'));
}

function isEmpty(value: PdfValue): boolean {
  return value === null || textOf(value) === '';
}

/** Whether a widget has no picture to show, be it that its appearance dictionary names none (ISO 32000-2 12.5.5). */
function isWithoutLook({ earlier: { revision } }: Comparison, { widgets }: FieldNode): boolean {
  return widgets.some(({ dictionary }) => {
    const normal = resolved(revision, asDictionary(resolved(revision, dictionary, 'AP')), 'N');
    return asStream(normal) === undefined && asDictionary(normal) === undefined;
  });
}

function defaultsFact(code: string, message: string): ChangeFact {
  return { class: 'form-fill', permission: 'form', rule: 'form-changes', code, message };
}
