import type { PdfDictionary, PdfValue } from '@sigillum/containers/pdf';
import { type Comparison, inEarlier, inLater } from '../comparison.js';
import { entriesUnchanged, type Place } from '../document/unchanged-entries.js';
import { type Permission, present, undefinedChange } from '../facts.js';
import { inUse } from '../objects/changed-objects.js';
import { unlessUnreadable } from '../objects/equal-objects.js';
import { asArray, asDictionary, asReference, itemsOf, nameOf, resolved } from '../objects/values.js';
import type { FieldNode, Widget } from './field-index.js';
import { reportCovered } from './overlap.js';
import { isBlank } from '../appearance/painting.js';
import { isVisible, pageOf, rectangleText, sameWidgets } from './widgets.js';

/** What signing an empty field may set in the field and its widget; their place, name, lock and actions stay. */
const SET_BY_SIGNING = new Set(['V', 'AP', 'AS', 'F', 'DA', 'Q', 'Ff', 'Type', 'M', 'MK']);
const NOTHING: ReadonlySet<string> = new Set();

/** A signature field that was there: signed, it stays as it is; empty, it may be signed. */
export function compareSignatureField(comparison: Comparison, before: FieldNode, after: FieldNode): void {
  const place: Place = {
    name: `the signature field "${before.name}"`,
    object: before.object,
    field: before.name,
    page: pageOf(comparison, after),
  };
  const value = inEarlier(comparison, before.dictionary.entries.get('V'));
  const newValue = inLater(comparison, after.dictionary.entries.get('V'));
  const isSigned = value === null && newValue !== null;
  const code = value === null ? 'PDF_FIELD_CHANGED' : 'PDF_SIGNED_FIELD_CHANGED';
  const apart = isSigned ? SET_BY_SIGNING : NOTHING;
  entriesUnchanged(comparison, before.dictionary, after.dictionary, place, code, new Set([...apart, 'Kids']));
  if (!sameWidgets(before, after)) {
    comparison.report(undefinedChange('PDF_WIDGET_ADDED', `Widgets of ${place.name} were added or removed.`, place));
  }
  before.widgets.forEach((widget, index) => {
    const now = after.widgets[index];
    if (widget.dictionary === before.dictionary || !now) return;
    entriesUnchanged(comparison, widget.dictionary, now.dictionary, { ...place, object: widget.object }, code, apart);
  });
  if (!isSigned) return;
  const isVisibleNow = after.widgets.some((widget, index) => {
    const shown = before.widgets[index];
    return isVisible(comparison.later, widget) && !(shown && isVisible(comparison.earlier, shown));
  });
  reportSignature(comparison, after, { lockable: true, isVisible: isVisibleNow });
}

/** A signature field that was not there; visible ones may paint over what was certified (ISO 32000-2 12.8.2.2). */
export function judgeNewSignatureField(comparison: Comparison, field: FieldNode): void {
  const where = { object: field.object, field: field.name, page: pageOf(comparison, field) };
  const refuse = (code: string, message: string): void => comparison.report(undefinedChange(code, message, where));
  if (field.object !== undefined && inUse(comparison.earlier.revision, field.object)) {
    return refuse('PDF_FIELD_ADDED', `The signature field "${field.name}" is made of object ${field.object}, which was there before.`);
  }
  const parts: readonly Widget[] = [field, ...field.widgets];
  if (parts.some(({ dictionary }) => dictionary.entries.has('A') || dictionary.entries.has('AA'))) {
    return refuse('PDF_ACTIONS_CHANGED', `The new signature field "${field.name}" brings actions.`);
  }
  if (field.widgets.some(({ object }) => object !== undefined && inUse(comparison.earlier.revision, object))) {
    return refuse('PDF_WIDGET_ADDED', `A widget of the new signature field "${field.name}" is an object that was there before.`);
  }
  const visible = field.widgets.some((widget) => isVisible(comparison.later, widget));
  if (inLater(comparison, field.dictionary.entries.get('V')) !== null) {
    return reportSignature(comparison, field, { lockable: false, isVisible: visible });
  }
  if (isLeftEmpty(comparison, field) && field.widgets.some((widget) => paints(comparison, widget))) {
    return refuse('PDF_FIELD_ADDED', `The new signature field "${field.name}" is empty, but paints over the page.`);
  }
  reportCovered(comparison, field, (widget) => paints(comparison, widget));
  comparison.report({
    class: 'signature',
    permission: visible ? 'uncertified' : 'form',
    rule: 'doc-mdp',
    code: 'PDF_SIGNATURE_FIELD_ADDED',
    message: `An empty signature field "${field.name}" was added${visible ? rectangleText(comparison, field) : ', invisible'}.`,
    ...present(where),
  });
}

function reportSignature(comparison: Comparison, field: FieldNode, how: { lockable: boolean; isVisible: boolean }): void {
  const raw = field.dictionary.entries.get('V') ?? null;
  const where = { object: asReference(raw)?.number ?? field.object, field: field.name, page: pageOf(comparison, field) };
  const problem = problemOf(comparison, raw);
  if (problem)
    return comparison.report(undefinedChange(problem, `The field "${field.name}" was given a value that is no new signature.`, where));
  const signature = asDictionary(inLater(comparison, raw));
  const kind = signature ? kindOf(comparison, signature) : 'signature';
  const isTimestamp = kind === 'timestamp';
  if (isTimestamp && field.widgets.some((widget) => paints(comparison, widget))) {
    const message = `The field "${field.name}" holds a time-stamp, which stands for nobody's signature, and paints over the page.`;
    return comparison.report(undefinedChange('PDF_TIMESTAMP_PAINTS', message, where));
  }
  reportCovered(comparison, field, (widget) => paints(comparison, widget));
  comparison.report({
    class: isTimestamp ? 'document-timestamp' : 'signature',
    permission: permissionFor(kind, how),
    rule: 'doc-mdp',
    code: ADDED[kind].code,
    message: `${ADDED[kind].what} was added in the field "${field.name}"${how.isVisible ? rectangleText(comparison, field) : ''}.`,
    ...present(where),
    lockable: how.lockable,
  });
}

/** Whether a widget shows anything; without a signer's name under it anybody could have put that over the page. */
function paints(comparison: Comparison, widget: Widget): boolean {
  if (!isVisible(comparison.later, widget)) return false;
  return !isBlank(comparison.later, widget.dictionary.entries.get('AP')) || hasBackground(comparison, widget);
}

/** Whether nobody signed the field until the newest revision, so that nobody answers for what it shows. */
function isLeftEmpty({ document }: Comparison, { object }: FieldNode): boolean {
  const newest = document.revisions.at(-1);
  const field = object === undefined ? undefined : asDictionary(unlessUnreadable(() => newest?.object(object)));
  return !newest || unlessUnreadable(() => resolved(newest, field, 'V')) === null;
}

/** Viewers that draw the appearance themselves fill the rectangle with this colour, and write this caption (ISO 32000-2 table 192). */
function hasBackground({ later: { revision } }: Comparison, { dictionary }: Widget): boolean {
  const characteristics = asDictionary(resolved(revision, dictionary, 'MK'));
  return ['BG', 'CA', 'I'].some((key) => resolved(revision, characteristics, key) !== null);
}

type Kind = 'signature' | 'certification' | 'timestamp';

const ADDED: Readonly<Record<Kind, { code: string; what: string }>> = {
  signature: { code: 'PDF_SIGNATURE_ADDED', what: 'A further signature' },
  certification: { code: 'PDF_CERTIFICATION_ADDED', what: 'A signature that certifies the document' },
  timestamp: { code: 'PDF_DOCUMENT_TIMESTAMP_ADDED', what: 'A document time-stamp' },
};

/** A document has one certification (ISO 32000-2 12.8.2.2.1); time-stamps are permitted at every P as long as nothing is painted. */
function permissionFor(kind: Kind, how: { lockable: boolean; isVisible: boolean }): Permission {
  if (how.isVisible || kind === 'certification') return 'uncertified';
  return kind === 'timestamp' && !how.lockable ? 'always' : 'form';
}

function kindOf(comparison: Comparison, signature: PdfDictionary): Kind {
  const { revision } = comparison.later;
  if (nameOf(resolved(revision, signature, 'SubFilter')) === 'ETSI.RFC3161') return 'timestamp';
  const methods = itemsOf(revision, signature.entries.get('Reference')).map((item) =>
    nameOf(resolved(revision, asDictionary(revision.resolve(item)), 'TransformMethod')),
  );
  return methods.includes('DocMDP') ? 'certification' : 'signature';
}

function problemOf(comparison: Comparison, raw: PdfValue): string | undefined {
  const object = asReference(raw)?.number;
  if (object !== undefined && inUse(comparison.earlier.revision, object)) return 'PDF_SIGNATURE_VALUE_REUSED';
  const signature = asDictionary(inLater(comparison, raw));
  const { revision } = comparison.later;
  const contents = resolved(revision, signature, 'Contents');
  const isString = typeof contents === 'object' && contents?.kind === 'string';
  return isString && asArray(resolved(revision, signature, 'ByteRange')) ? undefined : 'PDF_SIGNATURE_VALUE_MALFORMED';
}
