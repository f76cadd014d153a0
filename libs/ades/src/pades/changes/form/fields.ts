import { type Comparison } from '../comparison.js';
import { type ChangeFact, undefinedChange } from '../facts.js';
import { inUse } from '../objects/changed-objects.js';
import { asReference } from '../objects/values.js';
import type { FieldNode } from './field-index.js';
import { compareFilledField } from './filled-field.js';
import { compareSignatureField, judgeNewSignatureField } from './signature-field.js';

/** Compares the field trees (ISO 32000-2 12.7.4): every field stays what it is; only signature fields may come. */
export function compareFields(comparison: Comparison): void {
  const { earlier, later } = comparison.fields;
  if (later.circular) comparison.report(undefinedChange('PDF_FIELD_TREE_CIRCULAR', 'The field tree contains a field more than once.'));
  for (const name of later.ambiguous) {
    if (earlier.ambiguous.has(name)) continue;
    const field = later.byName.get(name);
    comparison.report(
      undefinedChange(
        'PDF_FIELD_NAME_AMBIGUOUS',
        `Two fields have the name "${name}", or a part of it contains a full stop.`,
        place(field),
      ),
    );
  }
  const paired = new Set<FieldNode>();
  for (const field of earlier.fields) {
    const counterpart = counterpartOf(comparison, field);
    if (counterpart) {
      paired.add(counterpart);
      compareField(comparison, field, counterpart);
    } else {
      comparison.report(undefinedChange('PDF_FIELD_REMOVED', `The field "${field.name}" was removed, renamed or replaced.`, place(field)));
    }
  }
  for (const field of later.fields) if (!paired.has(field)) judgeNewField(comparison, field);
  for (const fact of sharedValues(comparison)) comparison.report(fact);
}

function counterpartOf(comparison: Comparison, field: FieldNode): FieldNode | undefined {
  const { later } = comparison.fields;
  const other = field.object === undefined ? later.byName.get(field.name) : later.byObject.get(field.object);
  return other && other.name === field.name && other.object === field.object ? other : undefined;
}

function compareField(comparison: Comparison, before: FieldNode, after: FieldNode): void {
  const touched = [before, ...before.widgets, ...after.widgets].some(
    ({ object }) => object === undefined || comparison.affected.has(object),
  );
  if (!touched) return;
  if (before.type !== after.type) {
    const message = `The field "${before.name}" became another kind of field.`;
    comparison.report(undefinedChange('PDF_FIELD_TYPE_CHANGED', message, place(before)));
  } else if (before.type === 'Sig') compareSignatureField(comparison, before, after);
  else compareFilledField(comparison, before, after);
}

function judgeNewField(comparison: Comparison, field: FieldNode): void {
  const isGroup = field.inner && field.widgets.length === 0 && !field.dictionary.entries.has('AA');
  if (isGroup && comparison.fields.later.fields.some((one) => one.parent === field)) return;
  if (field.type !== 'Sig') {
    comparison.report(
      undefinedChange('PDF_FIELD_ADDED', `The field "${field.name}" was added, which is no signature field.`, place(field)),
    );
  } else judgeNewSignatureField(comparison, field);
}

/** One signature, one field: a value that was new in the later revision must not stand in two fields. */
function sharedValues(comparison: Comparison): ChangeFact[] {
  const owners = new Map<number, FieldNode>();
  const facts: ChangeFact[] = [];
  for (const field of comparison.fields.later.fields) {
    const value = field.type === 'Sig' ? asReference(field.dictionary.entries.get('V'))?.number : undefined;
    if (value === undefined || inUse(comparison.earlier.revision, value)) continue;
    const owner = owners.get(value);
    if (owner) {
      const message = `The fields "${owner.name}" and "${field.name}" have the same signature.`;
      facts.push({
        ...undefinedChange('PDF_SIGNATURE_VALUE_SHARED', message, { ...place(field), object: value }),
        rule: 'signature-field',
      });
    } else owners.set(value, field);
  }
  return facts;
}

function place(field: FieldNode | undefined): { object?: number | undefined; field?: string | undefined } {
  return { object: field?.object, field: field?.name };
}
