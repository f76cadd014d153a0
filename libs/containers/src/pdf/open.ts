import type { Budget, ByteSource } from '@sigillum/encoding';
import { PdfError } from './errors.js';
import { readChain } from './structure/chain.js';
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
  const store = new ObjectStore(reading);
  const revisions: PdfRevision[] = [];
  for (const sections of readChain(reading, end)) revisions.push(makeRevision(store, sections, revisions.length, revisions.at(-1)));
  const last = revisions.at(-1);
  if (last === undefined) throw new PdfError('PDF_UNPARSABLE', 'The file has no revision.');
  if (last.catalog.entries.size === 0) throw new PdfError('PDF_UNPARSABLE', 'The catalog is empty.');
  return { source, version, revisions, findings };
}
