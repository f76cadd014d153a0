import type { Instant } from '@sigillum/encoding';

import { visibleAppearance } from './appearance.js';
import type { RevisionEditor } from './revision.js';
import { dictionary, pdfDate, type PdfDictionary, pdfString, pdfText, type PdfValue, referenced } from './value.js';

export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude';
  readonly fields?: readonly string[];
  /** The /P of ISO 32000-2: what stays allowed after this signature. */
  readonly permission?: 1 | 2 | 3;
}

export interface FieldOptions {
  /** An empty signature field of that name is filled, else a new one is made. */
  readonly fieldName?: string;
  readonly type?: string;
  readonly subFilter?: string;
  readonly filter?: string;
  readonly name?: string;
  readonly reason?: string;
  readonly location?: string;
  readonly contactInfo?: string;
  readonly signingTime?: Instant;
  /** Where the widget stands; invisible without. */
  readonly rectangle?: readonly [number, number, number, number];
  /** Lines of the visible signature. */
  readonly appearance?: readonly string[];
  readonly page?: number;
  /** Certification with this DocMDP permission. */
  readonly certify?: 1 | 2 | 3;
  readonly lock?: FieldLock;
  /** Put the token or the byte range in an object of its own. */
  readonly contentsIndirect?: boolean;
  readonly byteRangeIndirect?: boolean;
  /** Further or other entries of the signature dictionary. */
  readonly entries?: Readonly<Record<string, PdfValue>>;
  /** Raw text at the end of the signature dictionary: duplicate keys. */
  readonly rawEntries?: string;
  /** Leave the field out of AcroForm. */
  readonly unreachable?: boolean;
  /** Changes of the objects before they are appended. */
  readonly edit?: (editor: RevisionEditor, signature: { readonly value: string; readonly field: string }) => void;
}

export interface Placeholders {
  readonly byteRange: string;
  readonly contents: string;
}

function references(options: FieldOptions, root: string): PdfValue | undefined {
  const found: PdfValue[] = [];
  const reference = (method: string, parameters: PdfDictionary) =>
    dictionary({
      Type: '/SigRef',
      TransformMethod: `/${method}`,
      TransformParams: parameters,
      Data: method === 'FieldMDP' ? root : undefined,
    });
  if (options.certify) {
    found.push(reference('DocMDP', dictionary({ Type: '/TransformParams', P: String(options.certify), V: '/1.2' })));
  }
  if (options.lock) {
    const { action, fields } = options.lock;
    const parameters = dictionary({ Type: '/TransformParams', Action: `/${action}`, Fields: fields?.map(pdfString), V: '/1.2' });
    found.push(reference('FieldMDP', parameters));
  }
  return found.length > 0 ? found : undefined;
}

function signatureDictionary(editor: RevisionEditor, options: FieldOptions, placeholders: Placeholders): PdfDictionary {
  const text = (value: string | undefined) => (value === undefined ? undefined : pdfString(value));
  const entries: Record<string, PdfValue | undefined> = {
    Type: `/${options.type ?? 'Sig'}`,
    Filter: `/${options.filter ?? 'Adobe.PPKLite'}`,
    SubFilter: `/${options.subFilter ?? 'ETSI.CAdES.detached'}`,
    ByteRange: options.byteRangeIndirect ? editor.add(placeholders.byteRange) : placeholders.byteRange,
    Contents: options.contentsIndirect ? editor.add(placeholders.contents) : placeholders.contents,
    M: options.signingTime === undefined ? undefined : pdfDate(options.signingTime),
    Name: text(options.name),
    Reason: text(options.reason),
    Location: text(options.location),
    ContactInfo: text(options.contactInfo),
    Reference: references(options, `${editor.root} 0 R`),
  };
  return dictionary({ ...entries, ...options.entries });
}

function resolve(editor: RevisionEditor, value: PdfValue | undefined): PdfValue | undefined {
  const number = referenced(value);
  return number === undefined ? value : editor.get(number).value;
}

/** Appends to an array that may stand in the dictionary itself or in an object of its own. */
function append(editor: RevisionEditor, owner: PdfDictionary, key: string, item: string): void {
  const current = owner.get(key);
  const items = resolve(editor, current);
  const longer = [...(Array.isArray(items) ? items : []), item];
  const number = referenced(current);
  if (number === undefined) owner.set(key, longer);
  else editor.set(number, longer);
}

/** The object number of the AcroForm, made where the catalog has none or has it inline. */
function formNumber(editor: RevisionEditor): number {
  const current = editor.dictionary(editor.root).get('AcroForm');
  const known = referenced(current);
  if (known !== undefined) return known;
  const made = editor.add(current ?? dictionary({ Fields: [] }));
  editor.update(editor.root, (catalog) => catalog.set('AcroForm', made));
  return referenced(made) ?? 0;
}

function emptyField(editor: RevisionEditor, form: number, name: string): number | undefined {
  const fields = resolve(editor, editor.dictionary(form).get('Fields'));
  if (!Array.isArray(fields)) return undefined;
  return fields.map(referenced).find((number) => number !== undefined && editor.dictionary(number).get('T') === pdfString(name));
}

function newField(editor: RevisionEditor, options: FieldOptions, value: string, form: number): string {
  const page = editor.page(options.page ?? 0);
  const rectangle = options.rectangle ?? [0, 0, 0, 0];
  const field = dictionary({
    Type: '/Annot',
    Subtype: '/Widget',
    FT: '/Sig',
    T: pdfString(options.fieldName ?? 'Signature1'),
    V: value,
    F: '132',
    Rect: rectangle.map(String),
    P: `${page} 0 R`,
    AP: options.appearance ? dictionary({ N: visibleAppearance(editor, rectangle, options.appearance) }) : undefined,
  });
  const reference = editor.add(field);
  editor.update(page, (entries) => append(editor, entries, 'Annots', reference));
  if (!options.unreachable) editor.update(form, (entries) => append(editor, entries, 'Fields', reference));
  return reference;
}

function lockDictionary({ action, fields, permission }: FieldLock): PdfDictionary {
  const names = action === 'All' ? undefined : (fields ?? []).map(pdfString);
  return dictionary({
    Type: '/SigFieldLock',
    Action: `/${action}`,
    Fields: names,
    P: permission === undefined ? undefined : String(permission),
  });
}

/** Adds signature dictionary, field and widget, and what the catalog needs for them, to a revision in the making. */
export function placeSignature(editor: RevisionEditor, options: FieldOptions, placeholders: Placeholders): void {
  const signature = signatureDictionary(editor, options, placeholders);
  const value = editor.add(signature);
  const form = formNumber(editor);
  const empty = emptyField(editor, form, options.fieldName ?? 'Signature1');
  if (empty !== undefined) editor.update(empty, (field) => field.set('V', value));
  const field = empty === undefined ? newField(editor, options, value, form) : `${empty} 0 R`;
  editor.update(form, (entries) => entries.set('SigFlags', '3'));
  if (options.lock) {
    const lock = editor.add(lockDictionary(options.lock));
    editor.update(referenced(field) ?? 0, (entries) => entries.set('Lock', lock));
  }
  if (options.certify) {
    editor.update(editor.root, (catalog) => catalog.set('Perms', dictionary({ DocMDP: value })));
  }
  if (options.rawEntries !== undefined) rewriteRaw(editor, value, options.rawEntries);
  options.edit?.(editor, { value, field });
}

function rewriteRaw(editor: RevisionEditor, reference: string, tail: string): void {
  const number = referenced(reference) ?? 0;
  const entries = editor.dictionary(number);
  editor.set(number, entries, undefined, pdfText(entries).replace(/>>$/, `${tail} >>`));
}
