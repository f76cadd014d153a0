import type { Budget, ByteSource } from '@sigillum/encoding';
import { PdfError } from './errors.js';
import { readChain, type RevisionSections } from './structure/chain.js';
import { readHeader, refuseArchive } from './structure/header.js';
import { ObjectStore } from './structure/object-store.js';
import type { Reading } from './structure/reading.js';
import { makeRevision } from './structure/revision.js';
import { PagedBytes } from './syntax/paged-bytes.js';
import type { PdfDocument, PdfFinding, PdfRevision } from './types.js';

/**
 * Opens a PDF: header, cross-reference chain and one view for each revision (ISO 32000 7.5); objects are loaded when they are
 * asked for, by range, through the chain alone. Throws `PdfError` NOT_A_PDF, TYPE_AMBIGUOUS, PDF_UNPARSABLE, PDF_ENCRYPTED, and
 * `LimitError`. Nothing is repaired: what departs from the rules and can still be read in one way only is a finding.
 */
export function openPdf(source: ByteSource, budget: Budget): PdfDocument {
  const findings: PdfFinding[] = [];
  const reading: Reading = { bytes: new PagedBytes(source), budget, findings };
  const { version, end } = readHeader(reading);
  refuseArchive(reading);
  const revisions = readChain(reading, end, (sections) => viewsOf(new ObjectStore(reading), sections));
  return { source, version, revisions, findings };
}

function viewsOf(store: ObjectStore, sections: readonly RevisionSections[]): PdfRevision[] {
  const revisions = sections.map((_, index) => makeRevision(store, sections, index)).filter((revision) => revision !== undefined);
  if (revisions.at(-1)?.catalog === undefined) throw new PdfError('PDF_UNPARSABLE', 'The file has no revision.');
  return revisions;
}
