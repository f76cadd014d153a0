import type { PdfDictionary, PdfRevision, PdfValue } from '@sigillum/containers/pdf';
import type { Comparison } from '../comparison.js';
import { isVisible, rectangleOf } from '../form/widgets.js';
import { unlessUnreadable } from '../objects/equal-objects.js';
import { asDictionary, asReference, itemsOf, nameOf, resolved } from '../objects/values.js';
import type { PageIndex } from './page-index.js';
import { intersection, type Rectangle, upright } from '../objects/rectangle.js';

/** An annotation that people see on a page. */
export interface SeenAnnotation {
  readonly object: number | undefined;
  readonly rectangle: Rectangle;
  /** What it is, for messages. */
  readonly what: string;
}

/** What a page shows besides its content. */
export interface PageLook {
  /** What is seen of the page; undefined where it does not say how large it is. */
  readonly box: Rectangle | undefined;
  /** Clockwise, 0 to 359. */
  readonly rotation: number;
  readonly annotations: readonly SeenAnnotation[];
}

const known = new WeakMap<PageIndex, Map<number, PageLook>>();

/** The look of a page of the earlier revision, by its index; found once for all signatures that came later. Undefined where there is no such page. */
export function lookOf({ earlier: { revision }, pages, fields }: Comparison, index: number): PageLook | undefined {
  const looks = known.get(pages.earlier) ?? new Map<number, PageLook>();
  known.set(pages.earlier, looks);
  const before = looks.get(index);
  const page = pages.earlier.pages[index]?.dictionary;
  if (before || !page) return before;
  const rotation = inheritedByPage(revision, page, 'Rotate');
  const look = {
    box: boxOf(revision, page),
    rotation: typeof rotation === 'number' ? ((rotation % 360) + 360) % 360 : 0,
    annotations: itemsOf(revision, page.entries.get('Annots')).flatMap((item) => seenAnnotation(revision, item, fields.earlier) ?? []),
  };
  looks.set(index, look);
  return look;
}

/** Annotations that show nothing which could be hidden (ISO 32000-2 12.5.6.5, 12.5.6.14). */
const WITHOUT_LOOKS = new Set(['Link', 'Popup']);

function seenAnnotation(revision: PdfRevision, item: PdfValue, fields: Comparison['fields']['earlier']): SeenAnnotation | undefined {
  const object = asReference(item)?.number;
  const dictionary = asDictionary(unlessUnreadable(() => revision.resolve(item)));
  if (!dictionary || !isVisible({ revision }, { object, dictionary })) return undefined;
  const subtype = nameOf(resolved(revision, dictionary, 'Subtype')) ?? 'unknown';
  const rectangle = upright(rectangleOf({ revision }, { object, dictionary }));
  if (!rectangle || WITHOUT_LOOKS.has(subtype)) return undefined;
  const field = object === undefined ? undefined : fields.byObject.get(object);
  return { object, rectangle, what: field ? `the field "${field.name}"` : `an annotation of the kind ${subtype}` };
}

/** The crop box as far as it lies in the media box (ISO 32000-2 14.11.2.1). */
function boxOf(revision: PdfRevision, page: PdfDictionary): Rectangle | undefined {
  const media = upright(rectangleNumbers(revision, page, 'MediaBox'));
  const crop = upright(rectangleNumbers(revision, page, 'CropBox'));
  return media && crop ? intersection(media, crop) : media;
}

function rectangleNumbers(revision: PdfRevision, page: PdfDictionary, key: string): number[] {
  return itemsOf(revision, inheritedByPage(revision, page, key))
    .map((item) => revision.resolve(item))
    .filter((item) => typeof item === 'number');
}

/** A page may inherit its boxes and its rotation from the nodes above it (ISO 32000-2 7.7.3.4). */
function inheritedByPage(revision: PdfRevision, page: PdfDictionary, key: string): PdfValue {
  let node: PdfDictionary | undefined = page;
  for (let depth = 0; node && depth < DEEPEST_TREE; depth++) {
    const value = resolved(revision, node, key);
    if (value !== null) return value;
    node = asDictionary(resolved(revision, node, 'Parent'));
  }
  return null;
}

const DEEPEST_TREE = 64;
