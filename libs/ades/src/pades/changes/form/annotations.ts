import type { PdfDictionary, PdfValue } from '@sigillum/containers/pdf';
import { type Comparison, inEarlier, inLater } from '../comparison.js';
import type { Place } from '../document/unchanged-entries.js';
import { type ChangeFact, present, undefinedChange } from '../facts.js';
import { inUse } from '../objects/changed-objects.js';
import { differences } from '../objects/unchanged.js';
import { asDictionary, asReference, itemsOf, nameOf, resolved } from '../objects/values.js';
import { rectangleOf } from './widgets.js';

/**
 * The annotations of a page (ISO 32000-2 12.5): those that were there stay, in their order and as they are, but for widgets, which
 * the field rules judge; widgets of signature fields may come. Anything else paints over what was signed.
 */
export function compareAnnotations(comparison: Comparison, before: PdfDictionary, after: PdfDictionary, place: Place): void {
  const old = itemsOf(comparison.earlier.revision, before.entries.get('Annots'));
  const now = itemsOf(comparison.later.revision, after.entries.get('Annots'));
  // By generation too: a number under another one leads to nothing (ISO 32000-2 7.3.10).
  const positions = new Map<string, number>();
  now.forEach((candidate, position) => {
    const key = keyOf(candidate);
    if (key !== undefined && !positions.has(key)) positions.set(key, position);
  });
  const kept = new Set<number>();
  let from = 0;
  for (const annotation of old) {
    const key = keyOf(annotation);
    const position = key === undefined ? positionOfEqual(comparison, annotation, now, kept) : positions.get(key);
    if (position !== undefined) kept.add(position);
    if (position === undefined || position < from) {
      reportLost(comparison, annotation, position !== undefined, place);
      continue;
    }
    from = position;
    compareAnnotation(comparison, annotation, now[position] ?? null, place);
  }
  now.forEach((annotation, position) => {
    if (!kept.has(position)) judgeNewAnnotation(comparison, annotation, place);
  });
}

function keyOf(value: PdfValue): string | undefined {
  const reference = asReference(value);
  return reference && `${reference.number} ${reference.generation}`;
}

/** Where an annotation that is no object of its own stands in the later list. */
function positionOfEqual(
  comparison: Comparison,
  annotation: PdfValue,
  now: readonly PdfValue[],
  taken: ReadonlySet<number>,
): number | undefined {
  const position = now.findIndex(
    (candidate, index) => !taken.has(index) && !asReference(candidate) && differences(comparison, annotation, candidate).length === 0,
  );
  return position === -1 ? undefined : position;
}

function reportLost(comparison: Comparison, annotation: PdfValue, moved: boolean, place: Place): void {
  const dictionary = asDictionary(inEarlier(comparison, annotation));
  if (!dictionary) return;
  const what = subtypeOf(comparison.earlier.revision.resolve(dictionary.entries.get('Subtype')));
  const message = moved ? `${what} was moved to another layer of ${place.name}.` : `${what} was removed from ${place.name}.`;
  comparison.report(
    annotationChange(comparison, dictionary, moved ? 'PDF_ANNOTATION_MOVED' : 'PDF_ANNOTATION_REMOVED', message, annotation, place),
  );
}

function compareAnnotation(comparison: Comparison, before: PdfValue, after: PdfValue, place: Place): void {
  const object = asReference(before)?.number;
  const dictionary = asDictionary(inEarlier(comparison, before));
  const isWidget = dictionary !== undefined && nameOf(resolved(comparison.earlier.revision, dictionary, 'Subtype')) === 'Widget';
  if (isWidget && object !== undefined && comparison.fields.earlier.byObject.has(object)) return;
  // A reference to an object that has another place of its own says nothing yet: here it is an annotation.
  const found = differences(comparison, dictionary, inLater(comparison, after), object ?? place.object);
  for (const { path, object: holder } of found) {
    const what = subtypeOf(dictionary ? resolved(comparison.earlier.revision, dictionary, 'Subtype') : null);
    const message = `${what} on ${place.name} was changed at ${path === '' ? 'its root' : `/${path}`} (object ${holder}).`;
    comparison.report(annotationChange(comparison, dictionary, 'PDF_ANNOTATION_CHANGED', message, before, { ...place, object: holder }));
  }
}

function judgeNewAnnotation(comparison: Comparison, annotation: PdfValue, place: Place): void {
  const dictionary = asDictionary(inLater(comparison, annotation));
  if (!dictionary) return;
  const object = asReference(annotation)?.number;
  const field = object === undefined ? undefined : comparison.fields.later.byObject.get(object);
  // A widget of a signature field that is new, or was signed only now, is judged with its field.
  const signedNow = field?.type === 'Sig' && isValueNew(comparison, field.object);
  const isNew = object !== undefined && !inUse(comparison.earlier.revision, object);
  const subtype = resolved(comparison.later.revision, dictionary, 'Subtype');
  if (field?.type === 'Sig' && nameOf(subtype) === 'Widget' && (isNew || signedNow)) return;
  const what = subtypeOf(subtype);
  const rectangle = rectangleOf(comparison.later, { object, dictionary }).join(' ');
  const message = `${what} was added to ${place.name} at [${rectangle}].`;
  comparison.report(annotationChange(comparison, dictionary, 'PDF_ANNOTATION_ADDED', message, annotation, place));
}

function isValueNew(comparison: Comparison, object: number | undefined): boolean {
  const before = object === undefined ? undefined : comparison.fields.earlier.byObject.get(object);
  return before !== undefined && inEarlier(comparison, before.dictionary.entries.get('V')) === null;
}

/** Widgets are fields, whatever the document permits about comments; all the others a policy may permit where P is 3. */
function annotationChange(
  comparison: Comparison,
  dictionary: PdfDictionary | undefined,
  code: string,
  message: string,
  annotation: PdfValue,
  place: Place,
): ChangeFact {
  const object = asReference(annotation)?.number ?? place.object;
  const where = { object: code === 'PDF_ANNOTATION_CHANGED' ? place.object : object, page: place.page };
  const subtype = nameOf(comparison.later.revision.resolve(dictionary?.entries.get('Subtype')));
  if (dictionary === undefined || subtype === 'Widget') return undefinedChange(code.replace('ANNOTATION', 'WIDGET'), message, where);
  return { class: 'annotation', permission: 'never', rule: 'annotation-changes', code, message, ...present(where) };
}

function subtypeOf(value: PdfValue): string {
  return `An annotation of the kind ${nameOf(value) ?? 'unknown'}`;
}
