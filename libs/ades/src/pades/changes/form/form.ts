import type { PdfDictionary } from '@sigillum/containers/pdf';
import { type Comparison, inEarlier, inLater } from '../comparison.js';
import { entriesUnchanged, entryUnchanged, type Place } from '../document/unchanged-entries.js';
import { undefinedChange } from '../facts.js';
import { differences } from '../objects/unchanged.js';
import { asDictionary, asReference, keysOf, resolved } from '../objects/values.js';
import { compareFields } from './fields.js';
import { compareViewerDrawn } from '../appearance/viewer-drawn.js';

/** Compares the interactive forms (ISO 32000-2 12.7.3): fields by their rules, resources may grow, all else unchanged. */
export function compareForms(comparison: Comparison): void {
  const { earlier, later } = comparison;
  const before = asDictionary(resolved(earlier.revision, earlier.revision.catalog, 'AcroForm'));
  const after = asDictionary(resolved(later.revision, later.revision.catalog, 'AcroForm'));
  const object = asReference(later.revision.catalog.entries.get('AcroForm'))?.number;
  const place: Place = { name: 'the form', object };
  if (before && !after) {
    comparison.report(undefinedChange('PDF_FORM_REMOVED', 'The interactive form was removed.', place));
    return;
  }
  compareFields(comparison);
  compareResources(comparison, before, after, place);
  compareViewerDrawn(comparison, { before, after }, place);
  entryUnchanged(comparison, before, after, 'XFA', place, 'PDF_XFA_CHANGED');
  const apart = new Set(['Fields', 'SigFlags', 'DR', 'DA', 'Q', 'NeedAppearances', 'XFA']);
  entriesUnchanged(comparison, before, after, place, 'PDF_FORM_CHANGED', apart);
  const flags = resolved(later.revision, after, 'SigFlags');
  if (flags !== null && typeof flags !== 'number') {
    comparison.report(undefinedChange('PDF_FORM_CHANGED', '/SigFlags of the form is no number.', place));
  }
}

/**
 * A default appearance string names fonts, and colour spaces at most (ISO 32000-2 12.7.4.3); older signing libraries keep the picture of
 * the latest signature among the external objects, where no field is drawn from.
 */
const NOT_FOR_TEXT = new Set(['XObject', 'ProcSet']);

/** Default resources: fonts and the like may be added; what is there keeps its meaning for every field that names it. */
function compareResources(comparison: Comparison, before: PdfDictionary | undefined, after: PdfDictionary | undefined, place: Place): void {
  const old = before?.entries.get('DR') ?? null;
  const now = after?.entries.get('DR') ?? null;
  if (old === null || differences(comparison, old, now).length === 0) return;
  const kinds = asDictionary(inEarlier(comparison, old));
  const newKinds = asDictionary(inLater(comparison, now));
  for (const kind of keysOf(kinds)) {
    if (NOT_FOR_TEXT.has(kind)) continue;
    const resources = asDictionary(inEarlier(comparison, kinds?.entries.get(kind)));
    const newResources = asDictionary(inLater(comparison, newKinds?.entries.get(kind)));
    if (!resources) {
      entryUnchanged(comparison, kinds, newKinds, kind, place, 'PDF_FORM_RESOURCE_OVERWRITTEN');
      continue;
    }
    for (const name of keysOf(resources)) {
      const found = differences(comparison, resources.entries.get(name), newResources?.entries.get(name));
      if (found.length === 0) continue;
      const object = found[0]?.object ?? place.object;
      const message = `The resource /${kind}/${name} of the form, which its fields are drawn with, was changed or removed.`;
      comparison.report({ ...undefinedChange('PDF_FORM_RESOURCE_OVERWRITTEN', message, { object }), rule: 'form-changes' });
    }
  }
}
