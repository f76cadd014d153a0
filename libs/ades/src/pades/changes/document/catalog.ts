import type { PdfDictionary } from '@sigillum/containers/pdf';
import { type Comparison, inEarlier, inLater } from '../comparison.js';
import { compareForms } from '../form/form.js';
import { asDictionary, asReference, keysOf } from '../objects/values.js';
import { compareSecurityStores } from './dss.js';
import { compareNames } from './names.js';
import { compareExtensions, compareMarkInfo, compareVersions, compareXmp } from './metadata.js';
import { comparePageTrees } from '../pages/pages.js';
import { compareStructureTrees } from './structure-tree.js';
import { entryUnchanged, noNewDuplicates, type Place } from './unchanged-entries.js';

/** Entries of the catalog that bring something to run, to show or to fetch; a change of one gets its own code. */
const ACTIVE: ReadonlyMap<string, string> = new Map([
  ['OpenAction', 'PDF_OPEN_ACTION_CHANGED'],
  ['AA', 'PDF_ACTIONS_CHANGED'],
  ['AF', 'PDF_EMBEDDED_FILES_CHANGED'],
  ['OCProperties', 'PDF_LAYERS_CHANGED'],
  ['Perms', 'PDF_PERMISSIONS_CHANGED'],
]);

/** Compares the catalogs entry by entry (ISO 32000-2 7.7.2); an entry without a rule of its own must not change. */
export function compareCatalogs(comparison: Comparison, object: number | undefined): void {
  const earlier = comparison.earlier.revision.catalog;
  const later = comparison.later.revision.catalog;
  comparePageTrees(comparison);
  compareForms(comparison);
  const place: Place = { name: 'the catalog', object };
  noNewDuplicates(comparison, earlier, later, place);
  for (const key of keysOf(earlier, later)) {
    const before = earlier.entries.get(key) ?? null;
    const after = later.entries.get(key) ?? null;
    switch (key) {
      case 'Pages':
      case 'AcroForm':
        break;
      case 'DSS':
        compareSecurityStores(comparison, before, after);
        break;
      case 'Metadata':
        compareXmp(comparison, before, after);
        break;
      case 'Extensions':
        compareExtensions(comparison, before, after);
        break;
      case 'Version':
        compareVersions(comparison, before, after);
        break;
      case 'MarkInfo':
        compareMarkInfo(comparison, before, after);
        break;
      case 'StructTreeRoot':
        compareStructureTrees(comparison, before, after);
        break;
      case 'Names':
        compareNames(comparison, before, after, place);
        break;
      case 'Perms':
        if (!isNewCertification(comparison, earlier, later)) entryUnchanged(comparison, earlier, later, key, place, ACTIVE.get(key) ?? '');
        break;
      default:
        entryUnchanged(comparison, earlier, later, key, place, ACTIVE.get(key) ?? 'PDF_CATALOG_CHANGED');
    }
  }
}

/** Whether /Perms says no more than that a signature made later certifies the document (ISO 32000-2 12.8.6). */
function isNewCertification(comparison: Comparison, earlier: PdfDictionary, later: PdfDictionary): boolean {
  const before = asDictionary(inEarlier(comparison, earlier.entries.get('Perms')));
  const after = asDictionary(inLater(comparison, later.entries.get('Perms')));
  if (!after || keysOf(before).size > 0) return false;
  const signature = asReference(after.entries.get('DocMDP'))?.number;
  if (signature === undefined || [...keysOf(after)].some((key) => key !== 'DocMDP')) return false;
  return comparison.fields.later.fields.some(
    (field) => field.type === 'Sig' && asReference(field.dictionary.entries.get('V'))?.number === signature,
  );
}
