import { LimitError } from '@sigillum/encoding';
import { PdfError } from '../errors.js';
import { readObjectBody, readObjectHeader } from '../syntax/indirect-object.js';
import type { XrefEntry } from '../types.js';
import { type Reading, scanFile } from './reading.js';
import { noteHybridConflicts, sameEntry, withHybrid } from './hybrid.js';
import { readSection, type XrefSection } from './section.js';
import { findTail, lastTails, readTail, type Tail } from './tail.js';

const BLANK_MOST = 1024 * 1024;

/** The sections that one revision consists of: one, or the two of a linearized file. */
export interface RevisionSections {
  /** The section that startxref names; its trailer is the revision's. */
  readonly section: XrefSection;
  readonly changes: ReadonlyMap<number, XrefEntry>;
  readonly tail: Tail;
  /** The entries of each section by itself, those too that another one hides. */
  readonly listed: readonly ReadonlyMap<number, XrefEntry>[];
  /** Where the sections themselves stand. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
}

/**
 * Follows startxref and /Prev through the file (ISO 32000 7.5.5, 7.5.6) and gives the revisions, oldest first. Where the last
 * startxref leads to no complete chain, an earlier one is taken and all that follows its %%EOF is a PDF_TRAILING_BYTES
 * finding: the document is then read as it was before those bytes came, never put together from pieces. `accept` makes the
 * document of the chain, and throws where it has no catalog. Throws `PdfError`.
 */
export function readChain<T>(reading: Reading, headerEnd: number, accept: (revisions: RevisionSections[]) => T): T {
  let failure: PdfError | undefined;
  for (const tail of lastTails(reading)) {
    const found = reading.findings.length;
    try {
      const chain = followPrev(reading, tail.startxref);
      noteHybridConflicts(reading, chain);
      const revisions = groupSections(reading, chain, tail, headerEnd);
      const accepted = accept(revisions);
      noteTail(reading, revisions.at(-1)?.tail ?? tail, failure);
      return accepted;
    } catch (error) {
      // A document that is readable with a password is not damaged: no earlier state is shown in its place.
      if (!(error instanceof PdfError) || error.code === 'PDF_ENCRYPTED') throw error;
      reading.findings.length = found;
      failure ??= error;
    }
  }
  if (failure === undefined) throw new PdfError('PDF_UNPARSABLE', 'The end of the file has no startxref; the file may be cut off.');
  if (failure.code === 'PDF_UNPARSABLE') throw failure;
  throw new PdfError('PDF_UNPARSABLE', `The document can't be read: ${failure.message}`, undefined, { cause: failure });
}

function followPrev(reading: Reading, start: number): XrefSection[] {
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  for (let offset: number | undefined = start; offset !== undefined;) {
    if (seen.has(offset)) throw new PdfError('PDF_UNPARSABLE', 'The /Prev chain of the cross-reference sections runs in a circle', offset);
    seen.add(offset);
    // The two sections of a linearized file are one revision.
    if (seen.size > reading.budget.limits.pdfRevisions + 1) throw new LimitError('pdfRevisions', reading.budget.limits.pdfRevisions);
    const section: XrefSection = readSection(reading, offset);
    sections.push(section);
    offset = section.prev;
  }
  return sections;
}

function groupSections(reading: Reading, sections: readonly XrefSection[], last: Tail, headerEnd: number): RevisionSections[] {
  const revisions: RevisionSections[] = [];
  let newerAt = last.keywordAt;
  for (let i = 0; i < sections.length; i++) {
    const section = sections[i];
    if (section === undefined) break;
    const older = sections[i + 1];
    const linearized = older !== undefined && older.offset > section.offset;
    if (linearized) checkLinearized(reading, sections, i + 1, headerEnd);
    const closing = linearized ? older : section;
    if (closing.offset >= newerAt) throw new PdfError('PDF_UNPARSABLE', 'A /Prev leads forward in the file', closing.offset);
    const tail = i === 0 ? newestTail(reading, closing, section.offset, last) : tailOf(reading, closing, section.offset, newerAt);
    const places = linearized ? [...section.places, ...older.places, ...firstPageTail(reading, section)] : section.places;
    const changes = changesOf(reading, section, linearized ? older : undefined);
    noteEntriesBeyond(reading, changes, tail.end, section.offset);
    const listed = (linearized ? [section, older] : [section]).flatMap(({ entries, hybrid }) =>
      hybrid === undefined ? [entries] : [entries, hybrid],
    );
    revisions.push({ section, tail, places, listed, changes });
    newerAt = section.offset;
    if (linearized) break;
  }
  return revisions.reverse();
}

// Annex F.3.4: the first-page section has a startxref of its own, whose value means nothing.
function firstPageTail(reading: Reading, section: XrefSection): { start: number; end: number }[] {
  const tail = readTail(reading, section.end);
  return tail === undefined ? [] : [{ start: tail.keywordAt, end: tail.markerEnd }];
}

// A second startxref that names the same section adds nothing: the revision ends at the first one, and the rest is trailing bytes.
function newestTail(reading: Reading, closing: XrefSection, section: number, last: Tail): Tail {
  const tail = findTail(reading, closing.end, last.keywordAt, section);
  return tail !== undefined && tail.startxref === section && tail.keywordAt < last.keywordAt ? tail : last;
}

function tailOf(reading: Reading, closing: XrefSection, section: number, newerAt: number): Tail {
  const tail = findTail(reading, closing.end, newerAt, section);
  if (tail !== undefined && tail.startxref === section && tail.end <= newerAt) {
    if (!tail.hasMarker) reading.findings.push({ code: 'PDF_EOF_MISSING', message: 'A revision has no %%EOF.', offset: tail.markerEnd });
    return tail;
  }
  const message = `The revision with the cross-reference section at ${section} does not end in a startxref that names it.`;
  reading.findings.push({ code: 'PDF_STARTXREF_WRONG', message, offset: section });
  const usable = tail !== undefined && tail.end <= newerAt ? tail : undefined;
  return usable ?? { keywordAt: closing.end, startxref: section, markerEnd: closing.end, end: closing.end, hasMarker: false };
}

function checkLinearized(reading: Reading, sections: readonly XrefSection[], main: number, headerEnd: number): void {
  const isLast = main === sections.length - 1;
  if (!isLast || !startsLinearized(reading, headerEnd)) {
    throw new PdfError('PDF_UNPARSABLE', 'A /Prev leads forward in a file that is not linearized', sections[main - 1]?.offset);
  }
  reading.findings.push({
    code: 'PDF_LINEARIZED',
    message: 'The file is linearized: its first revision has two cross-reference sections.',
    revision: 0,
  });
}

// Annex F.3.3: the linearization parameter dictionary is the first object of the file.
function startsLinearized(reading: Reading, headerEnd: number): boolean {
  const scanner = scanFile(reading, headerEnd);
  const header = readObjectHeader(scanner);
  if (header === undefined) return false;
  const { value } = readObjectBody(scanner, header, () => undefined);
  return typeof value === 'object' && value?.kind === 'dictionary' && value.entries.has('Linearized');
}

function changesOf(reading: Reading, section: XrefSection, main: XrefSection | undefined): ReadonlyMap<number, XrefEntry> {
  const changes = new Map(main === undefined ? [] : withHybrid(main));
  for (const [number, entry] of withHybrid(section)) {
    const other = changes.get(number);
    if (other !== undefined && other.kind !== 'free' && entry.kind !== 'free' && !sameEntry(other, entry)) {
      const message = `The two cross-reference sections of the linearized file give different places for object ${number}.`;
      reading.findings.push({ code: 'PDF_LINEARIZED_CONFLICT', message, object: number, offset: section.offset, revision: 0 });
    }
    if (other === undefined || entry.kind !== 'free') changes.set(number, entry);
  }
  return changes;
}

function noteEntriesBeyond(reading: Reading, changes: ReadonlyMap<number, XrefEntry>, end: number, section: number): void {
  for (const [object, entry] of changes) {
    if (entry.kind !== 'offset' || entry.offset < end) continue;
    const message = `The entry of object ${object} leads to ${entry.offset}, behind the end of its revision at ${end}.`;
    reading.findings.push({ code: 'PDF_ENTRY_BEYOND_REVISION', message, object, offset: section });
    return;
  }
}

function noteTail(reading: Reading, tail: Tail, failure: PdfError | undefined): void {
  const { size } = reading.bytes;
  if (!tail.hasMarker)
    reading.findings.push({ code: 'PDF_EOF_MISSING', message: 'The last revision has no %%EOF.', offset: tail.markerEnd });
  if (tail.end === size) return;
  const length = size - tail.end;
  const start = reading.bytes.slice(tail.end, tail.end + BLANK_MOST);
  if (length === start.length && start.every((byte) => byte === 0 || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))) {
    const message = `${length} bytes of white space or NUL follow the last revision.`;
    reading.findings.push({ code: 'PDF_TRAILING_WHITE_SPACE', message, offset: tail.end });
    return;
  }
  const why = failure === undefined ? 'no startxref leads to a cross-reference section among them.' : failure.message;
  const message = `${length} bytes follow the last revision and are no revision themselves: ${why}`;
  reading.findings.push({ code: 'PDF_TRAILING_BYTES', message, offset: tail.end });
}
