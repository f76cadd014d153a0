import type { PdfValue } from '@sigillum/containers/pdf';
import { type Comparison, inEarlier, inLater } from '../comparison.js';
import { present } from '../facts.js';
import { differences } from '../objects/unchanged.js';
import { asDictionary, asReference, keysOf } from '../objects/values.js';
import { entryUnchanged, type Place } from './unchanged-entries.js';

/**
 * The name dictionary (ISO 32000-2 7.7.4): scripts, embedded files, destinations and the rest stay. `/AP`, the pictures that comments are
 * drawn with, comes with comments and is judged as they are.
 */
export function compareNames(comparison: Comparison, before: PdfValue, after: PdfValue, catalog: Place): void {
  const earlier = asDictionary(inEarlier(comparison, before));
  const later = asDictionary(inLater(comparison, after));
  const object = asReference(after)?.number ?? catalog.object;
  const place: Place = { name: 'the name dictionary', object };
  for (const key of keysOf(earlier, later)) {
    if (key !== 'AP') entryUnchanged(comparison, earlier, later, key, place, 'PDF_NAMES_CHANGED');
    else if (differences(comparison, earlier?.entries.get(key), later?.entries.get(key)).length > 0) {
      comparison.report({
        class: 'annotation',
        permission: 'never',
        rule: 'annotation-changes',
        code: 'PDF_ANNOTATION_PICTURES_CHANGED',
        message: 'The pictures that comments are drawn with were changed.',
        ...present({ object }),
      });
    }
  }
}
