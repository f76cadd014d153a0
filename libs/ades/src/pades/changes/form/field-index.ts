import type { Budget } from '@sigillum/encoding';
import type { PdfDictionary, PdfRevision, PdfValue } from '@sigillum/containers/pdf';
import { unlessUnreadable } from '../objects/equal-objects.js';
import { asDictionary, asReference, itemsOf, nameOf, resolved, textOf } from '../objects/values.js';

/** A widget annotation of a field (ISO 32000-2 12.5.6.19). */
export interface Widget {
  readonly object: number | undefined;
  readonly dictionary: PdfDictionary;
}

/** A node of the field tree (ISO 32000-2 12.7.4). */
export interface FieldNode {
  /** Full name: the partial names from the root, joined by full stops. */
  readonly name: string;
  readonly object: number | undefined;
  readonly dictionary: PdfDictionary;
  readonly parent: FieldNode | undefined;
  /** Own or inherited type: `Tx`, `Btn`, `Ch`, `Sig`. */
  readonly type: string | undefined;
  /** Whether fields stand below it. */
  readonly inner: boolean;
  /** Its widgets that are objects of their own; where field and widget are one dictionary, that dictionary. */
  readonly widgets: readonly Widget[];
}

export interface FieldIndex {
  readonly fields: readonly FieldNode[];
  /** By full name; of several with one name the first. */
  readonly byName: ReadonlyMap<string, FieldNode>;
  /** Fields and widgets by object number. */
  readonly byObject: ReadonlyMap<number, FieldNode>;
  /** Names that several fields have, or whose parts contain a full stop. */
  readonly ambiguous: ReadonlySet<string>;
  readonly circular: boolean;
}

interface Open {
  readonly value: PdfValue;
  readonly parent: FieldNode | undefined;
}

/** Reads the field tree of a revision. One unit of `pdfComparisons` for each node. */
export function readFields(revision: PdfRevision, budget: Budget): FieldIndex {
  const fields: FieldNode[] = [];
  const byName = new Map<string, FieldNode>();
  const byObject = new Map<number, FieldNode>();
  const ambiguous = new Set<string>();
  let circular = false;
  const form = asDictionary(resolved(revision, revision.catalog, 'AcroForm'));
  const open: Open[] = itemsOf(revision, form?.entries.get('Fields')).map((value) => ({ value, parent: undefined }));
  open.reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    budget.spend('pdfComparisons');
    const object = asReference(next.value)?.number;
    if (object !== undefined && byObject.has(object)) {
      circular = true;
      continue;
    }
    const read = readNode(revision, next);
    if (!read) continue;
    const { node, below } = read;
    fields.push(node);
    for (const part of [node, ...node.widgets]) if (part.object !== undefined) byObject.set(part.object, node);
    if (byName.has(node.name) || (textOf(resolved(revision, node.dictionary, 'T')) ?? '').includes('.')) ambiguous.add(node.name);
    if (!byName.has(node.name)) byName.set(node.name, node);
    open.push(...below.map((value) => ({ value, parent: node })).reverse());
  }
  return { fields, byName, byObject, ambiguous, circular };
}

function readNode(revision: PdfRevision, { value, parent }: Open): { node: FieldNode; below: PdfValue[] } | undefined {
  const dictionary = asDictionary(unlessUnreadable(() => revision.resolve(value)));
  if (!dictionary) return undefined;
  const object = asReference(value)?.number;
  const below: PdfValue[] = [];
  const widgets: Widget[] = [];
  for (const kid of itemsOf(revision, dictionary.entries.get('Kids'))) {
    const kidDictionary = asDictionary(unlessUnreadable(() => revision.resolve(kid)));
    if (!kidDictionary) continue;
    if (kidDictionary.entries.has('T')) below.push(kid);
    else widgets.push({ object: asReference(kid)?.number, dictionary: kidDictionary });
  }
  if (nameOf(resolved(revision, dictionary, 'Subtype')) === 'Widget') widgets.push({ object, dictionary });
  const partial = textOf(resolved(revision, dictionary, 'T'));
  const name = [parent?.name, partial].filter((part) => part !== undefined).join('.');
  const type = nameOf(resolved(revision, dictionary, 'FT')) ?? parent?.type;
  return { node: { name, object, dictionary, parent, type, inner: below.length > 0, widgets }, below };
}

/** A value that fields inherit from those above them (ISO 32000-2 table 226). */
export function inherited(revision: PdfRevision, field: FieldNode, key: string): PdfValue {
  for (let node: FieldNode | undefined = field; node; node = node.parent) {
    const value = resolved(revision, node.dictionary, key);
    if (value !== null) return value;
  }
  return null;
}
