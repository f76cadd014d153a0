import type { PdfDictionary, PdfValue } from '@sigillum/containers/pdf';
import type { Comparison } from '../comparison.js';
import { undefinedChange } from '../facts.js';
import { differences } from '../objects/unchanged.js';
import { asReference, asStream, itemsOf } from '../objects/values.js';
import { compareCatalogs } from './catalog.js';
import { compareInformation } from './metadata.js';
import { entriesUnchanged } from './unchanged-entries.js';

/**
 * Entries that say how the file is written and nothing about what it shows (ISO 32000-2 7.5.5, 7.5.8.2); `DocChecksum` is
 * LibreOffice's own and read by nobody.
 */
const FILE_STRUCTURE = ['Size', 'Prev', 'XRefStm', 'ID', 'Type', 'Index', 'W', 'Length', 'Filter', 'DecodeParms', 'DocChecksum'];

/** Compares two revisions from their trailers on (ISO 32000-2 7.5.5): the catalog and the information dictionary by their rules, all else unchanged. */
export function compareTrailers(comparison: Comparison): void {
  const earlier = comparison.earlier.revision.trailer;
  const later = comparison.later.revision.trailer;
  const root = asReference(earlier.entries.get('Root'));
  // A catalog may be written under another number: what it says is compared, and that is all a reader sees of it.
  compareCatalogs(comparison, root?.number);
  compareInformation(comparison, earlier, later);
  const place = { name: 'the trailer', object: undefined };
  const apart = new Set([...FILE_STRUCTURE, 'Root', 'Info']);
  if (leadsToNoStream(comparison, later.entries.get('AdditionalStreams'))) apart.add('AdditionalStreams');
  entriesUnchanged(comparison, earlier, later, place, 'PDF_TRAILER_CHANGED', apart);
  const cut = cutOff(comparison, earlier, later);
  if (cut !== undefined) {
    const message = `By the /Size of the trailer object ${cut} is missing for some readers, and was not before, or the other way round.`;
    comparison.report(undefinedChange('PDF_TRAILER_CHANGED', message, { object: cut }));
  }
  if (earlier.entries.has('Encrypt') && !hasSameKey(comparison, earlier, later)) {
    comparison.report(undefinedChange('PDF_TRAILER_CHANGED', 'The /ID, which an encrypted document is decrypted with, was changed.'));
  }
}

/** The first object that only one of the two sizes leaves out: what is not below /Size is taken for missing (ISO 32000-2 table 15). */
function cutOff({ earlier: { revision } }: Comparison, earlier: PdfDictionary, later: PdfDictionary): number | undefined {
  const [before, after] = [earlier, later].map(({ entries }) => entries.get('Size'));
  if (typeof before !== 'number' || typeof after !== 'number' || before === after) return undefined;
  for (const number of revision.objectNumbers()) if (number >= before !== number >= after) return number;
  return undefined;
}

/** The key of an encrypted document is made from the first part of /ID (ISO 32000-2 7.6.4.3.2). */
function hasSameKey(comparison: Comparison, earlier: PdfDictionary, later: PdfDictionary): boolean {
  const [before] = itemsOf(comparison.earlier.revision, earlier.entries.get('ID'));
  const [after] = itemsOf(comparison.later.revision, later.entries.get('ID'));
  return differences(comparison, before, after).length === 0;
}

/** LibreOffice names the editable source of a document here; writers that do not know it keep numbers that lead nowhere or to something else. */
function leadsToNoStream(comparison: Comparison, value: PdfValue | undefined): boolean {
  const { revision } = comparison.later;
  return itemsOf(revision, value).every((item) => asStream(revision.resolve(item)) === undefined);
}
