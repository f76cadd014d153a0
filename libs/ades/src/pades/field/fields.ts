import {
  arrayOf,
  dictionaryOf,
  getName,
  getString,
  isDictionary,
  isReference,
  type PdfDictionary,
  PdfError,
  type PdfRevision,
  textOf,
} from '@sigillum/containers/pdf';
import type { Budget } from '@sigillum/encoding';

/** A signature field with its value, as one revision sees it. */
export interface SignatureField {
  /** Full name: the partial names joined with dots (ISO 32000-2 12.7.4.2). */
  readonly name: string;
  readonly dictionary: PdfDictionary;
  /** Empty where the object that should be the value is none. */
  readonly value: PdfDictionary;
  /** Why the value can't be read, where it can't. */
  readonly unreadable?: string;
  /** Object number of the value; undefined where it is a direct object. */
  readonly valueObject: number | undefined;
}

/** Stands for a dictionary that can't be read, or that nothing has. */
export const NO_DICTIONARY: PdfDictionary = { kind: 'dictionary', entries: new Map(), duplicates: [] };

/** The filled signature fields of a revision's form, in the order of the form; circular trees end at the second visit. */
export function signatureFieldsOf(revision: PdfRevision, budget: Budget): SignatureField[] {
  const form = dictionaryOf(revision, revision.catalog.entries.get('AcroForm'));
  const fields: SignatureField[] = [];
  const seen = new Set<PdfDictionary>();
  const walk = (value: PdfDictionary, parent: { name: string; type: string | undefined }, depth: number): void => {
    budget.within('pdfDepth', depth);
    if (seen.has(value)) return;
    seen.add(value);
    const partial = getString(revision, value, 'T');
    const name = [parent.name, partial ? textOf(partial) : ''].filter((part) => part !== '').join('.');
    const type = getName(revision, value, 'FT') ?? parent.type;
    const field = type === 'Sig' ? filled(revision, value, name) : undefined;
    if (field) fields.push(field);
    for (const kid of arrayOf(revision, value.entries.get('Kids')) ?? []) {
      const dictionary = dictionaryOf(revision, kid);
      if (dictionary) walk(dictionary, { name, type }, depth + 1);
    }
  };
  for (const item of (form && arrayOf(revision, form.entries.get('Fields'))) ?? []) {
    const dictionary = dictionaryOf(revision, item);
    if (dictionary) walk(dictionary, { name: '', type: undefined }, 1);
  }
  return fields;
}

/** A field is filled where it has a value, whatever that is: one that can't be read is a signature that does not hold, not none. */
function filled(revision: PdfRevision, dictionary: PdfDictionary, name: string): SignatureField | undefined {
  const entry = dictionary.entries.get('V');
  const valueObject = isReference(entry) ? entry.number : undefined;
  const field = { name, dictionary, value: NO_DICTIONARY, valueObject };
  try {
    const value = revision.resolve(entry);
    if (value === null) return undefined;
    return isDictionary(value) ? { ...field, value } : { ...field, unreadable: 'the value of the field is no dictionary' };
  } catch (error) {
    if (error instanceof PdfError) return { ...field, unreadable: error.message };
    throw error;
  }
}
