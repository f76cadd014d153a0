import {
  getInteger,
  getName,
  getString,
  isArray,
  isDictionary,
  isString,
  type PdfDictionary,
  type PdfRevision,
  type PdfString,
  type PdfValue,
  textOf,
} from '@sigillum/containers/pdf';
import type { Instant } from '@sigillum/encoding';

/** What a signature dictionary says (ISO 32000-2 12.8.1), as it stands in one revision. */
export interface SignatureDictionary {
  readonly dictionary: PdfDictionary;
  readonly type: string | undefined;
  readonly filter: string | undefined;
  readonly subFilter: string | undefined;
  /** The value as it stands: must be a direct hexadecimal string. */
  readonly contents: PdfString | undefined;
  readonly contentsValue: PdfValue | undefined;
  /** The value as it stands: must be a direct array of integers. */
  readonly byteRangeValue: PdfValue | undefined;
  readonly signingTime: Instant | undefined;
  readonly reason: string | undefined;
  readonly location: string | undefined;
  readonly contactInfo: string | undefined;
}

/** Reads the entries that count; what is of a wrong type is undefined, and the rules of the format say so. */
export function readSignatureDictionary(revision: PdfRevision, dictionary: PdfDictionary): SignatureDictionary {
  const text = (key: string): string | undefined => {
    const value = getString(revision, dictionary, key);
    return value && textOf(value);
  };
  const contentsValue = dictionary.entries.get('Contents');
  return {
    dictionary,
    type: getName(revision, dictionary, 'Type'),
    filter: getName(revision, dictionary, 'Filter'),
    subFilter: getName(revision, dictionary, 'SubFilter'),
    contents: isString(contentsValue) ? contentsValue : undefined,
    contentsValue,
    byteRangeValue: dictionary.entries.get('ByteRange'),
    signingTime: readPdfDate(text('M')),
    reason: text('Reason'),
    location: text('Location'),
    contactInfo: text('ContactInfo'),
  };
}

/** P of a DocMDP transform, and the locks of FieldMDP transforms, in the signature references of a dictionary (ISO 32000-2 12.8.2). */
export function referencesIn(revision: PdfRevision, dictionary: PdfDictionary): PdfDictionary[] {
  const references = revision.resolve(dictionary.entries.get('Reference'));
  return isArray(references) ? references.items.map((one) => revision.resolve(one)).filter(isDictionary) : [];
}

/** The permissions of a certification signature; P is 2 where it is left out (ISO 32000-2 table 257). */
export function docMdpOf(revision: PdfRevision, dictionary: PdfDictionary): 1 | 2 | 3 | undefined {
  const transform = referencesIn(revision, dictionary).find((one) => getName(revision, one, 'TransformMethod') === 'DocMDP');
  if (!transform) return undefined;
  const parameters = revision.resolve(transform.entries.get('TransformParams'));
  const p = isDictionary(parameters) ? (getInteger(revision, parameters, 'P') ?? 2) : 2;
  return p === 1 || p === 3 ? p : 2;
}

const PDF_DATE = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+\-Z])(?:(\d\d)'?(?:(\d\d)'?)?)?)?/;

/** A date string (ISO 32000-2 7.9.4); without a zone it is read as UTC. undefined where it is no date. */
export function readPdfDate(text: string | undefined): Instant | undefined {
  const match = PDF_DATE.exec(text ?? '');
  if (!match) return undefined;
  const number = (index: number, otherwise: number): number => (match[index] === undefined ? otherwise : Number(match[index]));
  const local = Date.UTC(number(1, 0), number(2, 1) - 1, number(3, 1), number(4, 0), number(5, 0), number(6, 0));
  const offset = (number(8, 0) * 60 + number(9, 0)) * 60_000;
  const instant = match[7] === '+' ? local - offset : match[7] === '-' ? local + offset : local;
  return Number.isNaN(instant) ? undefined : instant;
}
