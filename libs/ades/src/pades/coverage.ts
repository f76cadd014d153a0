import type { PdfDocument, PdfRevision } from '@sigillum/containers/pdf';
import { broken, holds } from '../format-finding.js';
import type { DocumentChange, FormatFinding, Signature } from '../types.js';
import { coveredRevision, lastRevisionWithin, type SignedRanges } from './dictionary/byte-range.js';
import { compareRevisions } from './changes/index.js';
import { fieldLocksOf } from './field/permissions.js';
import type { PdfContext, ReadSignature } from './pdf-context.js';

/** What the byte ranges cover of the document as it is now, and whether they end where a revision ends. */
export function coverageOf(
  document: PdfDocument,
  ranges: SignedRanges | undefined,
): { coverage: Signature['coverage']; findings: FormatFinding[] } {
  if (!ranges) return { coverage: { wholeDocument: false, text: 'nothing that can be told' }, findings: [] };
  const [before, after] = ranges;
  const end = after.offset + after.length;
  const revision = coveredRevision(document.revisions, ranges);
  const total = document.revisions.length;
  const bytes = `bytes 0 to ${before.length} and ${after.offset} to ${end} of ${document.source.size}`;
  const wholeDocument = revision !== undefined && revision.index === total - 1 && document.source.size <= revision.end;
  const text = revision
    ? `${wholeDocument ? 'the whole document' : `revision ${revision.index + 1} of ${total}`}, ${bytes}`
    : `${bytes}, which is no whole revision`;
  const coverage = {
    wholeDocument,
    text,
    byteRange: [before.offset, before.length, after.offset, after.length],
    ...(revision ? { revision: revision.index } : {}),
  };
  const finding = revision
    ? holds('covers-revision')
    : broken(
        'covers-revision',
        'PDF_SIGNED_BYTES_NOT_A_REVISION',
        'The signed bytes end in the middle of a revision, so part of what was signed is not covered.',
      );
  return { coverage, findings: [finding] };
}

/** What later revisions changed, as far as the signature says what it covers. */
export function changesAfter(
  context: PdfContext,
  read: ReadSignature,
  ranges: SignedRanges | undefined,
): { changes: readonly DocumentChange[]; findings: readonly FormatFinding[] } {
  const { document, budget } = context;
  const signed = ranges && (coveredRevision(document.revisions, ranges) ?? lastRevisionWithin(document.revisions, ranges));
  if (!signed) return { changes: [], findings: [] };
  const docMdp = context.docMdpAt(signed.index);
  const { field } = read.found;
  const fieldLocks = fieldLocksOf(viewOf(signed, read), field);
  return compareRevisions(
    document,
    {
      revision: signed.index,
      fieldName: field.name,
      fieldLocks,
      signatureObject: field.valueObject,
      ...(docMdp === undefined ? {} : { docMdp }),
    },
    budget,
  );
}

/** Locks are read as they were signed, where the signed revision has the signature; a later one could have loosened them. */
function viewOf(signed: PdfRevision, { found }: ReadSignature): PdfRevision {
  return found.filledIn <= signed.index ? signed : found.seenIn;
}
