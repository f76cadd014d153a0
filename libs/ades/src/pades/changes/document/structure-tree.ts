import type { PdfDictionary, PdfReference, PdfValue } from '@sigillum/containers/pdf';
import type { Budget } from '@sigillum/encoding';
import type { PdfRevision } from '@sigillum/containers/pdf';
import { type Comparison, inEarlier, inLater } from '../comparison.js';
import { undefinedChange } from '../facts.js';
import { inUse } from '../objects/changed-objects.js';
import { unlessUnreadable } from '../objects/equal-objects.js';
import { differences } from '../objects/unchanged.js';
import { asArray, asDictionary, asReference, keysOf, nameOf } from '../objects/values.js';
import { entriesUnchanged, type Place } from './unchanged-entries.js';

/** What an element that stands for a new widget may say of itself; nothing of it replaces text (ISO 32000-2 14.7.2). */
const ELEMENT_KEYS = new Set(['Type', 'S', 'P', 'Pg', 'K', 'T', 'ID', 'Lang', 'Alt', 'A', 'C', 'R', 'NS']);

/** Objects of the structure tree's root and elements (ISO 32000-2 14.7.2). One unit of `pdfComparisons` for each. */
export function readStructureElements(revision: PdfRevision, budget: Budget): ReadonlySet<number> {
  const elements = new Set<number>();
  const root = asDictionary(unlessUnreadable(() => revision.resolve(revision.catalog.entries.get('StructTreeRoot'))));
  const rootObject = asReference(revision.catalog.entries.get('StructTreeRoot'))?.number;
  if (rootObject !== undefined) elements.add(rootObject);
  const open: PdfValue[] = root ? [root.entries.get('K') ?? null] : [];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    budget.spend('pdfComparisons');
    const reference = asReference(value);
    if (reference && elements.has(reference.number)) continue;
    const resolved = unlessUnreadable(() => revision.resolve(value)) ?? null;
    const list = asArray(resolved);
    if (list) open.push(...list.items);
    const element = asDictionary(resolved);
    if (!element || !element.entries.has('S')) continue;
    if (reference) elements.add(reference.number);
    open.push(element.entries.get('K') ?? null);
  }
  return elements;
}

/**
 * The structure tree (ISO 32000-2 14.7): a tool that adds a signature's widget to a tagged document has to add an element for it.
 * Nothing else may be added, and what was there stays.
 */
export function compareStructureTrees(comparison: Comparison, before: PdfValue, after: PdfValue): void {
  const earlier = asDictionary(inEarlier(comparison, before));
  const later = asDictionary(inLater(comparison, after));
  const object = asReference(after)?.number;
  const place: Place = { name: 'the structure tree', object };
  if (!later) return comparison.report(undefinedChange('PDF_STRUCTURE_CHANGED', 'The structure tree was removed.', place));
  compareKids(comparison, earlier, later, place);
  const apart = new Set(['Type', 'K', 'ParentTree', 'ParentTreeNextKey']);
  for (const key of ['RoleMap', 'ClassMap']) {
    if (isEmpty(inEarlier(comparison, earlier?.entries.get(key))) && isEmpty(inLater(comparison, later.entries.get(key)))) apart.add(key);
  }
  entriesUnchanged(comparison, earlier, later, place, 'PDF_STRUCTURE_CHANGED', apart);
  compareParentTrees(comparison, earlier?.entries.get('ParentTree'), later.entries.get('ParentTree'), place);
  for (const number of comparison.changed) {
    if (comparison.structure.has(number)) compareElement(comparison, number);
  }
}

function compareElement(comparison: Comparison, object: number): void {
  const before = asDictionary(unlessUnreadable(() => comparison.earlier.revision.object(object)));
  const after = asDictionary(unlessUnreadable(() => comparison.later.revision.object(object)));
  // The root is compared where the catalog names it.
  if (!before?.entries.has('S')) return;
  const place: Place = { name: 'a structure element', object };
  entriesUnchanged(comparison, before, after, place, 'PDF_STRUCTURE_CHANGED', new Set(['K']));
  if (after) compareKids(comparison, before, after, place);
}

/** The children that were there, in their order; between them only elements for new widgets. */
function compareKids(comparison: Comparison, before: PdfDictionary | undefined, after: PdfDictionary, place: Place): void {
  const old = kidsOf(inEarlier(comparison, before?.entries.get('K')), before?.entries.get('K'));
  const now = kidsOf(inLater(comparison, after.entries.get('K')), after.entries.get('K'));
  let next = 0;
  for (const kid of now) {
    if (next < old.length && differences(comparison, old[next], kid, place.object).length === 0) next += 1;
    else if (!isWidgetElement(comparison, kid)) {
      const object = asReference(kid)?.number ?? place.object;
      comparison.report(undefinedChange('PDF_STRUCTURE_CHANGED', `Something was added to ${place.name} that is no field.`, { object }));
    }
  }
  if (next < old.length) comparison.report(undefinedChange('PDF_STRUCTURE_CHANGED', `Something was removed from ${place.name}.`, place));
}

function kidsOf(value: PdfValue, raw: PdfValue | undefined): readonly PdfValue[] {
  const list = asArray(value);
  if (list) return list.items;
  return value === null ? [] : [raw ?? null];
}

/** Whether an element, and all below it, is new and stands for widgets that are new or belong to signature fields. */
function isWidgetElement(comparison: Comparison, value: PdfValue): boolean {
  const open: PdfValue[] = [value];
  const seen = new Set<number>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    comparison.budget.spend('pdfComparisons');
    const reference = asReference(next);
    if (reference && inUse(comparison.earlier.revision, reference.number)) return false;
    if (reference && seen.has(reference.number)) continue;
    if (reference) seen.add(reference.number);
    const resolved = inLater(comparison, next);
    const element = asDictionary(resolved);
    if (asArray(resolved)) open.push(...(asArray(resolved)?.items ?? []));
    else if (element && nameOf(element.entries.get('Type')) === 'OBJR') {
      if (!isSignatureWidget(comparison, asReference(element.entries.get('Obj')))) return false;
    } else if (element?.entries.has('S')) {
      if ([...keysOf(element)].some((key) => !ELEMENT_KEYS.has(key))) return false;
      open.push(element.entries.get('K') ?? null);
    } else if (resolved !== null) return false;
  }
  return true;
}

function isSignatureWidget(comparison: Comparison, reference: PdfReference | undefined): boolean {
  return reference !== undefined && comparison.fields.later.byObject.get(reference.number)?.type === 'Sig';
}

/** The number tree from structure parents to elements: what was there stays, further keys may come. */
function compareParentTrees(comparison: Comparison, before: PdfValue | undefined, after: PdfValue | undefined, place: Place): void {
  if (differences(comparison, before, after, place.object).length === 0) return;
  const old = numberTree(comparison.earlier.revision, before, comparison.budget);
  const now = numberTree(comparison.later.revision, after, comparison.budget);
  for (const [key, value] of old) {
    for (const { object } of differences(comparison, value, now.get(key), place.object)) {
      comparison.report(undefinedChange('PDF_STRUCTURE_CHANGED', `Entry ${key} of the parent tree was changed.`, { object }));
    }
  }
}

/** A number tree (ISO 32000-2 7.9.7) as a map. */
function numberTree(revision: PdfRevision, root: PdfValue | undefined, budget: Budget): Map<number, PdfValue> {
  const entries = new Map<number, PdfValue>();
  const seen = new Set<number>();
  const open: PdfValue[] = [root ?? null];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    budget.spend('pdfComparisons');
    const reference = asReference(next);
    if (reference && seen.has(reference.number)) continue;
    if (reference) seen.add(reference.number);
    const node = asDictionary(revision.resolve(next));
    const numbers = asArray(revision.resolve(node?.entries.get('Nums')))?.items ?? [];
    for (let index = 0; index + 1 < numbers.length; index += 2) {
      const key = revision.resolve(numbers[index]);
      if (typeof key === 'number') entries.set(key, numbers[index + 1] ?? null);
    }
    open.push(...(asArray(revision.resolve(node?.entries.get('Kids')))?.items ?? []));
  }
  return entries;
}

function isEmpty(value: PdfValue): boolean {
  return value === null || keysOf(asDictionary(value)).size === 0;
}
