import type { PdfDictionary } from '@sigillum/containers/pdf';
import type { Comparison } from '../comparison.js';
import { undefinedChange } from '../facts.js';
import { newDuplicates } from '../objects/equal-objects.js';
import { differences } from '../objects/unchanged.js';
import { keysOf } from '../objects/values.js';

/** Where a dictionary stands, for messages and for the fields of a change. */
export interface Place {
  /** For people: `the catalog`, `page 3`, `the field "total"`. */
  readonly name: string;
  readonly object: number | undefined;
  readonly page?: number | undefined;
  readonly field?: string | undefined;
}

/** Reports every entry, but for those in `except`, that the later revision holds otherwise. */
export function entriesUnchanged(
  comparison: Comparison,
  earlier: PdfDictionary | undefined,
  later: PdfDictionary | undefined,
  place: Place,
  code: string,
  except: ReadonlySet<string>,
): void {
  noNewDuplicates(comparison, earlier, later, place);
  for (const key of keysOf(earlier, later)) if (!except.has(key)) entryUnchanged(comparison, earlier, later, key, place, code);
  earlier?.overwritten?.forEach((value, index) => {
    if (differences(comparison, value, later?.overwritten?.[index]).length === 0) return;
    const message = `The first of several /${earlier.duplicates[index]} of ${place.name} was changed.`;
    comparison.report(undefinedChange(code, message, place));
  });
}

/** Entries whose names tell a reader nothing, in words (ISO 32000-2 table 31). */
const IN_WORDS: Readonly<Record<string, string>> = { 'PDF_PAGE_CHANGED /Contents': 'What is drawn' };

/** Reports the entry where the later revision holds something else; gives whether it is the same. */
export function entryUnchanged(
  comparison: Comparison,
  earlier: PdfDictionary | undefined,
  later: PdfDictionary | undefined,
  key: string,
  place: Place,
  code: string,
): boolean {
  const found = differences(comparison, earlier?.entries.get(key), later?.entries.get(key), place.object);
  for (const { path, object } of found) {
    const where = path === '' ? `/${key}` : `/${key}/${path}`;
    const holder = object === undefined || object === place.object ? '' : `object ${object}`;
    const words = IN_WORDS[`${code} /${key}`];
    const message =
      words === undefined
        ? `${where} of ${place.name}${holder && ` (${holder})`} was changed.`
        : `${words} on ${place.name} was changed (${where}${holder && `, ${holder}`}).`;
    comparison.report(undefinedChange(code, message, { ...place, object: object ?? place.object }));
  }
  return found.length === 0;
}

/** Reports keys that the later revision writes twice. */
export function noNewDuplicates(
  comparison: Comparison,
  earlier: PdfDictionary | undefined,
  later: PdfDictionary | undefined,
  place: Place,
): void {
  const keys = newDuplicates(earlier, later);
  if (keys.length === 0) return;
  comparison.report(
    undefinedChange('PDF_DUPLICATE_KEY', `The dictionary of ${place.name} has /${keys.join(', /')} more than once.`, place),
  );
}
