import {
  arrayOf,
  dictionaryOf,
  getInteger,
  getName,
  isString,
  type PdfDictionary,
  type PdfRevision,
  textOf,
} from '@sigillum/containers/pdf';
import { referencesIn } from '../dictionary/signature-dictionary.js';
import type { FieldLock } from '../signed-revision.js';
import type { SignatureField } from './fields.js';

/** The fields that a signature locks: FieldMDP transforms of its dictionary, and the lock of its field (ISO 32000-2 12.8.2.4, 12.7.5.5). */
export function fieldLocksOf(revision: PdfRevision, field: SignatureField): FieldLock[] {
  const transforms = referencesIn(revision, field.value)
    .filter((one) => getName(revision, one, 'TransformMethod') === 'FieldMDP')
    .map((one) => dictionaryOf(revision, one.entries.get('TransformParams')));
  const lock = dictionaryOf(revision, field.dictionary.entries.get('Lock'));
  return [...transforms, lock].filter((one) => one !== undefined).map((one) => readLock(revision, one));
}

/** A lock whose action is missing or unknown locks everything: the narrower reading would allow what the signer may have forbidden. */
function readLock(revision: PdfRevision, lock: PdfDictionary): FieldLock {
  const action = getName(revision, lock, 'Action');
  const names = (arrayOf(revision, lock.entries.get('Fields')) ?? []).map((one) => revision.resolve(one)).filter(isString);
  const p = getInteger(revision, lock, 'P');
  return {
    action: action === 'Include' || action === 'Exclude' ? action : 'All',
    fields: names.map(textOf),
    ...(p === undefined ? {} : { p }),
  };
}
