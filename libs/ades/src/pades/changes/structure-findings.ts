import type { PdfDocument, PdfFinding, PdfFindingCode, PdfRevision } from '@sigillum/containers/pdf';
import type { FormatFinding } from '../../types.js';
import type { SignedRevision } from '../signed-revision.js';
import { inUse } from './objects/changed-objects.js';

/** Oddities of the file that let something appear behind a signature's back, as findings of that signature. */
export function structureFindings(document: PdfDocument, signed: SignedRevision): FormatFinding[] {
  const isLast = signed.revision === document.revisions.length - 1;
  // The layout costs a look at every object, and a last revision has nothing behind it.
  const findings = isLast ? document.findings : [...document.findings, ...document.layoutFindings()];
  return findings
    .filter((finding) => concerns(document, finding, signed))
    .map((finding) => ({
      rule: 'document-structure',
      holds: false,
      code: finding.code,
      message: finding.message,
    }));
}

/**
 * Bytes that no revision owns, which a reader that repairs files may show; entries of an older revision that later bytes decide about.
 */
const OF_THE_FILE: ReadonlySet<PdfFindingCode> = new Set<PdfFindingCode>(['PDF_TRAILING_BYTES', 'PDF_ENTRY_BEYOND_REVISION']);

/**
 * What lets readers see different things in a later revision: two cross-reference sections of which each reader follows another
 * (ISO 32000-2 7.5.8.4), entries that lead elsewhere, a startxref that names another section, and what makes a reader
 * search the file itself: sections or trailers that it can't read, trailers and catalogs that no section names, stream data that end elsewhere than /Length says.
 */
const OF_A_REVISION: ReadonlySet<PdfFindingCode> = new Set<PdfFindingCode>([
  'PDF_LINEARIZED_CONFLICT',
  'PDF_STARTXREF_WRONG',
  'PDF_XREF_ENTRY_WRONG',
  'PDF_XREF_GARBAGE',
  'PDF_TRAILER_INCOMPLETE',
  'PDF_OBJECTS_OVERLAP',
  'PDF_STRAY_ROOT',
  'PDF_STREAM_LENGTH_WRONG',
]);

/** The cross-reference decides; a reader that does not ask it may show the other object of that number. */
const OF_AN_OBJECT: ReadonlySet<PdfFindingCode> = new Set<PdfFindingCode>(['PDF_DUPLICATE_OBJECT', 'PDF_UNLISTED_OBJECT']);

function concerns(document: PdfDocument, finding: PdfFinding, signed: SignedRevision): boolean {
  if (OF_THE_FILE.has(finding.code)) return true;
  const index = revisionOf(document, finding);
  if (index <= signed.revision) return false;
  if (finding.code === 'PDF_HYBRID_CONFLICT') return isRealConflict(document.revisions[index], finding);
  if (!OF_AN_OBJECT.has(finding.code)) return OF_A_REVISION.has(finding.code);
  const revision = document.revisions[signed.revision];
  return finding.object !== undefined && revision !== undefined && inUse(revision, finding.object);
}

/**
 * An object in an object stream can't be in the table at all: readers that know only tables then see it as an older revision had it,
 * which is no other than the signed state or one that is judged too. Elsewhere two readers see two objects of this revision.
 */
function isRealConflict(revision: PdfRevision | undefined, { object }: PdfFinding): boolean {
  return object === undefined || revision?.changes.get(object)?.kind !== 'compressed';
}

/** The revision that a finding says, or that its place in the file tells; without either it concerns every signature. */
function revisionOf(document: PdfDocument, { revision, offset }: PdfFinding): number {
  if (revision !== undefined) return revision;
  const index = document.revisions.findIndex(({ end }) => offset !== undefined && offset < end);
  return index === -1 ? document.revisions.length : index;
}
