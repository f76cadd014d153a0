import { PdfError } from '../errors.js';
import type { PdfDictionary, PdfRevision, PdfValue, XrefEntry } from '../types.js';
import type { RevisionSections } from '../structure/chain.js';
import type { ObjectStore } from './object-store.js';

const LONGEST_REFERENCE_CHAIN = 32;

/** The view of the document that the sections up to `index` give. */
export function makeRevision(store: ObjectStore, revisions: readonly RevisionSections[], index: number): PdfRevision | undefined {
  const sections = revisions[index];
  if (sections === undefined) return undefined;
  const { section, changes, tail } = sections;
  const newestFirst = revisions
    .slice(0, index + 1)
    .map((revision) => revision.changes)
    .reverse();
  // What was looked up before: a document with fifty revisions has fifty layers.
  const known = new Map<number, XrefEntry>();
  const entry = (number: number): XrefEntry | undefined => {
    const before = known.get(number);
    if (before !== undefined) return before;
    for (const layer of newestFirst) {
      const found = layer.get(number);
      if (found === undefined) continue;
      known.set(number, found);
      return found;
    }
    return undefined;
  };
  const resolve = (value: PdfValue | undefined): PdfValue => {
    let current = value ?? null;
    for (let steps = 0; typeof current === 'object' && current?.kind === 'reference'; steps++) {
      if (steps === LONGEST_REFERENCE_CHAIN)
        throw new PdfError('PDF_OBJECT_UNREADABLE', `The reference to object ${current.number} leads in a circle.`);
      current = object(current.number, current.generation);
    }
    return current;
  };
  const definedIn = (number: number): number | undefined => {
    const layer = newestFirst.findIndex((changed) => changed.has(number));
    return layer === -1 ? undefined : index - layer;
  };
  const lookup = { entry, definedIn, resolve };
  const object = (number: number, generation?: number): PdfValue => {
    const found = entry(number);
    if (found === undefined || found.kind === 'free') return null;
    const actual = found.kind === 'offset' ? found.generation : 0;
    if (generation !== undefined && generation !== actual) return null;
    return store.load(number, found, lookup);
  };
  return {
    index,
    end: tail.end,
    markerEnd: tail.markerEnd,
    startxref: section.offset,
    trailer: section.trailer,
    changes,
    entry,
    objectNumbers: () => numbersInUse(newestFirst),
    object,
    resolve,
    streamData: (stream) => store.streamData(stream, resolve),
    get catalog(): PdfDictionary {
      return catalogOf(rootOf(revisions, index), section.offset, resolve);
    },
  };
}

function* numbersInUse(newestFirst: readonly ReadonlyMap<number, XrefEntry>[]): Generator<number> {
  const seen = new Set<number>();
  for (const layer of newestFirst) {
    for (const [number, entry] of layer) {
      if (seen.has(number)) continue;
      seen.add(number);
      if (entry.kind !== 'free') yield number;
    }
  }
}

// 7.5.6: a trailer repeats the entries of the one before; where /Root is forgotten, the older one is meant.
function rootOf(revisions: readonly RevisionSections[], index: number): PdfValue | undefined {
  const trailers = revisions.slice(0, index + 1).map(({ section }) => section.trailer.entries.get('Root'));
  return trailers.findLast((root) => root !== undefined);
}

function catalogOf(root: PdfValue | undefined, offset: number, resolve: (value: PdfValue | undefined) => PdfValue): PdfDictionary {
  try {
    const catalog = resolve(root);
    if (typeof catalog === 'object' && catalog?.kind === 'dictionary') return catalog;
  } catch (cause) {
    if (!(cause instanceof PdfError)) throw cause;
    throw new PdfError('PDF_UNPARSABLE', `The catalog can't be read: ${cause.message}`, offset, { cause });
  }
  throw new PdfError('PDF_UNPARSABLE', 'The /Root of the trailer leads to no catalog', offset);
}
