import { PdfError } from '../errors.js';
import { readObjectBody, readObjectHeader } from '../syntax/indirect-object.js';
import { skipWhite } from '../syntax/scanner.js';
import type { PdfDictionary, PdfFinding, PdfRevision } from '../types.js';
import type { RevisionSections } from '../structure/chain.js';
import type { Lookup, ObjectStore } from './object-store.js';
import { type Reading, scanFile } from '../structure/reading.js';

interface Piece {
  readonly start: number;
  readonly end: number;
}

/**
 * Lays all that the cross-reference sections name side by side and reports what stands in the file besides: objects that no
 * section names (a second object of one number above all), signatures among them, other bytes, and objects that overlap.
 * Parses every object once, so it costs as much as reading the whole document, the data of streams aside.
 */
export function findUnlisted(
  reading: Reading,
  store: ObjectStore,
  sections: readonly RevisionSections[],
  revisions: readonly PdfRevision[],
): PdfFinding[] {
  const findings: PdfFinding[] = [];
  const pieces = [...structurePieces(sections), ...objectPieces(store, sections, revisions)].sort(
    (one, other) => one.start - other.start || one.end - other.end,
  );
  let end = 0;
  let previous: Piece | undefined;
  for (const piece of pieces) {
    if (previous !== undefined && piece.start < end && !(piece.start === previous.start && piece.end === previous.end)) {
      findings.push({
        code: 'PDF_OBJECTS_OVERLAP',
        message: `What begins at ${piece.start} lies inside what begins at ${previous.start}.`,
        offset: piece.start,
      });
    }
    if (piece.start > end) findings.push(...searchGap(reading, end, piece.start, revisions));
    if (piece.end <= end) continue;
    end = piece.end;
    previous = piece;
  }
  if (end < reading.bytes.size) findings.push(...searchGap(reading, end, reading.bytes.size, revisions));
  return findings;
}

function structurePieces(sections: readonly RevisionSections[]): Piece[] {
  return sections.flatMap(({ places, tail }) => [...places, { start: tail.keywordAt, end: tail.markerEnd }]);
}

function objectPieces(store: ObjectStore, sections: readonly RevisionSections[], revisions: readonly PdfRevision[]): Piece[] {
  const pieces = new Map<number, Piece>();
  for (const revision of revisions) {
    const lookup: Lookup = {
      entry: (wanted) => revision.entry(wanted),
      definedIn: () => revision.index,
      resolve: (value) => revision.resolve(value),
    };
    for (const [number, entry] of (sections[revision.index]?.listed ?? []).flatMap((entries) => [...entries])) {
      if (entry.kind !== 'offset' || pieces.has(entry.offset)) continue;
      try {
        const { start, end } = store.locate(number, entry, lookup);
        pieces.set(entry.offset, { start, end });
      } catch (error) {
        // The store has made a finding of it.
        if (!(error instanceof PdfError)) throw error;
      }
    }
  }
  return [...pieces.values()];
}

interface Place {
  readonly revision: PdfRevision | undefined;
  readonly place: { readonly revision?: number };
}

/** The revision that an offset belongs to: the end-of-line behind %%EOF still to the older one, what follows it to the newer; behind the last there is none. */
function placeOf(revisions: readonly PdfRevision[], offset: number): Place {
  const revision = revisions.find(({ end }) => offset < end);
  return { revision, place: revision === undefined ? {} : { revision: revision.index } };
}

function searchGap(reading: Reading, from: number, to: number, revisions: readonly PdfRevision[]): PdfFinding[] {
  const findings: PdfFinding[] = [];
  const scanner = scanFile({ ...reading, findings: [] }, from);
  for (;;) {
    skipWhite(scanner);
    const offset = scanner.position;
    if (offset >= to) return findings;
    const where = placeOf(revisions, offset);
    const object = readGapObject(scanner);
    if (object === undefined || object.end > to) {
      findings.push({
        code: 'PDF_UNLISTED_BYTES',
        message: `The bytes from ${offset} to ${to} belong to nothing that the cross-reference sections name.`,
        offset,
        ...where.place,
      });
      return [...findings, ...searchBytes(reading, offset, to, revisions)];
    }
    scanner.position = object.end;
    findings.push(unlistedObject(object.number, offset, where), ...unlistedRoles(object, offset, where));
  }
}

function unlistedObject(number: number, offset: number, { revision, place }: Place): PdfFinding {
  const listed = revision?.changes.get(number);
  const duplicate = listed !== undefined && listed.kind !== 'free';
  const message = duplicate
    ? `Object ${number} stands twice in one revision; the cross-reference section names the one at ${listed.kind === 'offset' ? listed.offset : `index ${listed.index} of stream ${listed.stream}`}.`
    : `Object ${number} is named by no cross-reference section.`;
  return { code: duplicate ? 'PDF_DUPLICATE_OBJECT' : 'PDF_UNLISTED_OBJECT', message, offset, object: number, ...place };
}

/** Types of what leads to a root or holds one: a catalog itself, a section that names it, a stream of objects that may have it among them. */
const ROOTS = ['Catalog', 'XRef', 'ObjStm'];

/** What an object would be to a reader that searches the file itself: a signature, or the root of another document. */
function unlistedRoles({ number, value }: NonNullable<ReturnType<typeof readGapObject>>, offset: number, { place }: Place): PdfFinding[] {
  const dictionary = typeof value !== 'object' ? undefined : value?.kind === 'stream' ? value.dictionary : value;
  if (dictionary?.kind !== 'dictionary') return [];
  const type = dictionary.entries.get('Type');
  const name = typeof type === 'object' && type?.kind === 'name' ? type.name : undefined;
  if (name !== undefined && ROOTS.includes(name)) return [strayRoot(`Object ${number} of type ${name}`, offset, place)];
  if (!looksLikeSignature(dictionary)) return [];
  const message = `Object ${number} is a signature that no cross-reference section names.`;
  return [{ code: 'PDF_UNREFERENCED_SIGNATURE', message, offset, object: number, ...place }];
}

function strayRoot(what: string, offset: number, place: Place['place']): PdfFinding {
  const message = `${what} is named by no cross-reference section; readers that search the file may begin there.`;
  return { code: 'PDF_STRAY_ROOT', message, offset, ...place };
}

const WINDOW = 64 * 1024;
const HEADER = String.raw`(?<![0-9])([0-9]{1,10})[\0\t\n\f\r ]+[0-9]{1,5}[\0\t\n\f\r ]+obj`;
const MARKS = new RegExp(`(?:${HEADER}|(?<![A-Za-z])trailer|/(?:${ROOTS.map(spelt).join('|')}))(?![A-Za-z])`, 'g');
/** The longest mark with some white space; windows overlap by as much. */
const LONGEST_MARK = 64;

/** Any character of a name may be written as its number (ISO 32000-2 7.3.5). */
function spelt(name: string): string {
  const number = (letter: string): string => Buffer.from(letter, 'latin1').toString('hex');
  return [...name]
    .map((letter) => `(?:${letter}|#${number(letter).replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)})`)
    .join('');
}

/** What readers that search the file itself find in bytes that are no objects in a row: headers of objects, trailers, catalogs. */
function searchBytes({ bytes, budget }: Reading, from: number, to: number, revisions: readonly PdfRevision[]): PdfFinding[] {
  const findings = new Map<string, PdfFinding>();
  for (let start = from; start < to; start += WINDOW) {
    const text = Buffer.from(bytes.slice(start, Math.min(to, start + WINDOW + LONGEST_MARK))).toString('latin1');
    for (const match of text.matchAll(MARKS)) {
      budget.spend('pdfObjects');
      const [mark, number] = match;
      const offset = start + match.index;
      const where = placeOf(revisions, offset);
      const finding =
        number === undefined ? strayRoot(`The word ${mark}`, offset, where.place) : unlistedObject(Number(number), offset, where);
      const key = number ?? mark;
      if (!findings.has(key)) findings.set(key, finding);
    }
  }
  return [...findings.values()];
}

function readGapObject(scanner: ReturnType<typeof scanFile>): ReturnType<typeof readObjectBody> | undefined {
  try {
    const header = readObjectHeader(scanner);
    return header === undefined
      ? undefined
      : readObjectBody(scanner, header, (length) =>
          typeof length === 'number' && Number.isSafeInteger(length) && length >= 0 ? length : undefined,
        );
  } catch (error) {
    if (error instanceof PdfError) return undefined;
    throw error;
  }
}

function looksLikeSignature(dictionary: PdfDictionary): boolean {
  return dictionary.entries.has('ByteRange') && dictionary.entries.has('Contents');
}
