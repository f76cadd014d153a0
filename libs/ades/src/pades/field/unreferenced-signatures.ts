import {
  dictionaryOf,
  isDictionary,
  isReference,
  isString,
  type PdfDictionary,
  type PdfDocument,
  PdfError,
  type PdfRevision,
  type PdfValue,
} from '@sigillum/containers/pdf';
import { type Budget, type ByteSource, pieceReader } from '@sigillum/encoding';
import { NO_DICTIONARY } from './fields.js';
import type { FoundSignature } from './found-signatures.js';

const KEY = Buffer.from('/ByteRange', 'latin1');
const CHUNK = 1 << 20;

/** An object of the file, the newest revision first that has it there. */
interface Place {
  readonly offset: number;
  readonly number: number;
  readonly revision: PdfRevision;
}

/**
 * Signature dictionaries that no field of any revision leads to (security cases P21). The bytes are searched for the key `/ByteRange`; what
 * stands in an object that a cross-reference section names is read from there, the rest is looked for by the layout of the file. One
 * in an object stream is not found: its value could not be left out of what it signs.
 */
export function findUnreferenced(document: PdfDocument, known: readonly FoundSignature[], budget: Budget): FoundSignature[] {
  const hits = [...placesOfKey(document.source)];
  if (hits.length === 0) return [];
  const places = placesOf(document);
  const rights = usageRightsOf(document);
  const referenced = new Set([...known.map(({ field }) => field.valueObject), ...rights.map((one) => numberOf(one))]);
  const direct = new Set([...known.map(({ field }) => field.value), ...rights.filter(isDictionary)]);
  const found: FoundSignature[] = [];
  let unexplained = 0;
  for (const [place, count] of countBy(hits, (hit) => placeAt(places, hit))) {
    const value = place && signatureAt(place, direct);
    if (!place || !value) unexplained += count;
    else unexplained += count - 1;
    if (!place || value === undefined || value === 'known' || referenced.has(place.number)) continue;
    referenced.add(place.number);
    budget.spend('signatures');
    found.push(unreferenced(`object ${place.number}`, value, place.number, place.revision));
  }
  const all = unexplained > 0 ? [...found, ...unlistedSignatures(document, budget)] : found;
  return known.length + all.length > 0 ? all : cutOff(document, hits);
}

/** Usage rights (ISO 32000-1 12.8.2.3) are signed by whoever made the software, and no signature of the document. */
function usageRightsOf(document: PdfDocument): PdfValue[] {
  return document.revisions.flatMap((revision) => {
    const permissions = dictionaryOf(revision, revision.catalog.entries.get('Perms'));
    return ['UR', 'UR3'].flatMap((key) => permissions?.entries.get(key) ?? []);
  });
}

function numberOf(value: PdfValue): number | undefined {
  return isReference(value) ? value.number : undefined;
}

/** Offsets of the key in the file. */
function* placesOfKey(source: ByteSource): Generator<number> {
  const longest = Math.min(CHUNK + KEY.length - 1, source.size);
  const read = pieceReader(source, longest);
  for (let start = 0; start < source.size; start += CHUNK) {
    const bytes = read(start, Math.min(longest, source.size - start));
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = chunk.indexOf(KEY); at !== -1; at = chunk.indexOf(KEY, at + 1)) yield start + at;
  }
}

function placesOf(document: PdfDocument): Place[] {
  const places = new Map<number, Place>();
  for (const revision of document.revisions) {
    for (const [number, entry] of revision.changes) {
      if (entry.kind === 'offset') places.set(entry.offset, { offset: entry.offset, number, revision });
    }
  }
  return [...places.values()].sort((a, b) => a.offset - b.offset);
}

/** The object that begins last before an offset. */
function placeAt(places: readonly Place[], offset: number): Place | undefined {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return places[low - 1];
}

function countBy<T>(hits: readonly number[], groupOf: (hit: number) => T): Map<T, number> {
  const counts = new Map<T, number>();
  for (const hit of hits) counts.set(groupOf(hit), (counts.get(groupOf(hit)) ?? 0) + 1);
  return counts;
}

/** The signature dictionary that the object is; `known` where it is, or has, one that a field leads to. */
function signatureAt({ number, revision }: Place, direct: ReadonlySet<PdfDictionary>): PdfDictionary | 'known' | undefined {
  try {
    const value = revision.object(number);
    if (!isDictionary(value)) return undefined;
    if (direct.has(value) || [...value.entries.values()].some((entry) => isDictionary(entry) && direct.has(entry))) return 'known';
    return value.entries.has('ByteRange') && isString(revision.resolve(value.entries.get('Contents'))) ? value : undefined;
  } catch (error) {
    if (error instanceof PdfError) return undefined;
    throw error;
  }
}

/**
 * Signatures among the bytes that no cross-reference section names: entries too, since other readers search for them (P21). What they say is
 * not read, so that nothing in them can count.
 */
function unlistedSignatures(document: PdfDocument, budget: Budget): FoundSignature[] {
  const newest = document.revisions.at(-1);
  const findings = document.layoutFindings().filter((one) => one.code === 'PDF_UNREFERENCED_SIGNATURE');
  return findings.flatMap(({ object, offset, revision }) => {
    const seenIn = revision === undefined ? newest : document.revisions[revision];
    if (!seenIn) return [];
    budget.spend('signatures');
    return [unreferenced(`object ${object ?? 'unknown'} at byte ${offset ?? 'unknown'}`, NO_DICTIONARY, undefined, seenIn)];
  });
}

/** The only signature of a document that was cut off is no whole object any more, and must not vanish with that. */
function cutOff({ revisions }: PdfDocument, hits: readonly number[]): FoundSignature[] {
  const newest = revisions.at(-1);
  const hit = newest && hits.find((one) => one >= newest.end);
  return !newest || hit === undefined ? [] : [unreferenced(`the bytes at ${hit}`, NO_DICTIONARY, undefined, newest)];
}

function unreferenced(name: string, value: PdfDictionary, valueObject: number | undefined, seenIn: PdfRevision): FoundSignature {
  const field = { name, dictionary: NO_DICTIONARY, value, valueObject };
  return { field, seenIn, filledIn: seenIn.index, reach: 'unreferenced', sharedWith: [] };
}
