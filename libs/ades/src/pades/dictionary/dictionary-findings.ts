import { isDictionary, type PdfDictionary, PdfError, type PdfRevision } from '@sigillum/containers/pdf';
import { broken, holds } from '../../format-finding.js';
import type { FormatFinding } from '../../types.js';
import { duplicateKeys } from './duplicate-keys.js';
import type { PdfContext, ReadSignature } from '../pdf-context.js';

const ACCEPTED = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached']);
/** Formats that sign a SHA-1 digest and nothing else (ISO 32000-1 12.8.3.2, 12.8.3.3). */
const SHA_1_FORMATS = new Set(['adbe.pkcs7.sha1', 'adbe.x509.rsa_sha1']);

/** The rules about the signature dictionary and its field. */
export function dictionaryFindings(context: PdfContext, read: ReadSignature): FormatFinding[] {
  const [own, twice] = [dictionary(context, read), duplicateKeys(revisionsOf(context, read), read.found.field)];
  return [subFilter(read), accepted(read), own, field(read), reachable(read), ...twice];
}

/** The revision that has the signature first, and the newest: what was signed, and what is shown. */
function revisionsOf({ document }: PdfContext, { found }: ReadSignature): PdfRevision[] {
  return [document.revisions[found.filledIn], document.revisions.at(-1)].filter((one) => one !== undefined);
}

function subFilter({ dictionary: { type, subFilter: name } }: ReadSignature): FormatFinding {
  if (type !== undefined && type !== 'Sig')
    return broken('sub-filter', 'PDF_SIGNATURE_TYPE_UNKNOWN', `The signature dictionary is of type ${type}.`);
  if (name === undefined) return broken('sub-filter', 'PDF_SUB_FILTER_ABSENT', 'The signature does not say its format (/SubFilter).');
  if (ACCEPTED.has(name) || SHA_1_FORMATS.has(name)) return holds('sub-filter');
  return broken('sub-filter', 'PDF_SUB_FILTER_UNKNOWN', `The signature format ${name} is not known.`);
}

function accepted({ dictionary: { subFilter: name } }: ReadSignature): FormatFinding {
  if (name === undefined || !SHA_1_FORMATS.has(name)) return holds('format-accepted');
  return broken('format-accepted', 'PDF_FORMAT_SHA_1', `The signature format ${name} rests on SHA-1 and is not accepted.`);
}

/** Duplicate keys let two readers see two values; a dictionary that differs in a later revision was replaced after signing. */
function dictionary({ document }: PdfContext, { found }: ReadSignature): FormatFinding {
  const { value, unreadable } = found.field;
  if (unreadable !== undefined)
    return broken('signature-dictionary', 'PDF_SIGNATURE_UNREADABLE', `The signature dictionary can't be read: ${unreadable}.`);
  const [twice] = value.duplicates;
  if (twice !== undefined)
    return broken('signature-dictionary', 'PDF_DUPLICATE_KEY', `The signature dictionary has the key ${twice} more than once.`);
  const first = document.revisions[found.filledIn];
  const before = first && found.field.valueObject !== undefined ? objectIn(first, found.field.valueObject) : value;
  if (before === value) return holds('signature-dictionary');
  return broken(
    'signature-dictionary',
    'PDF_SIGNATURE_DICTIONARY_REPLACED',
    'A later revision has another signature dictionary under the same number.',
  );
}

function objectIn(revision: PdfRevision, number: number): PdfDictionary | undefined {
  try {
    const value = revision.object(number);
    return isDictionary(value) ? value : undefined;
  } catch (error) {
    if (error instanceof PdfError) return undefined;
    throw error;
  }
}

function field({ found }: ReadSignature): FormatFinding {
  if (found.sharedWith.length === 0) return holds('signature-field');
  return broken(
    'signature-field',
    'PDF_SIGNATURE_VALUE_SHARED',
    `The same signature stands in more than one field: ${[found.field.name, ...found.sharedWith].join(', ')}.`,
  );
}

/** ISO 32000-2 12.7.5.5: a signature is the value of a field of the form. */
export function reachable({ found }: ReadSignature): FormatFinding {
  if (found.reach === 'current') return holds('signature-reachable');
  return found.reach === 'hidden'
    ? broken('signature-reachable', 'PDF_SIGNATURE_HIDDEN', 'A later revision no longer shows this signature in its form.')
    : broken('signature-reachable', 'PDF_SIGNATURE_UNREFERENCED', 'No form of the document has this signature.');
}
