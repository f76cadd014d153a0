import type { Budget, ByteSource } from '@sigillum/encoding';
import { arrayOf, dictionaryOf, stringOf } from './access.js';
import { openEncryption } from './encryption/standard-handler.js';
import { PdfError } from './errors.js';
import { readChain, type RevisionSections } from './structure/chain.js';
import { readHeader, refuseArchive } from './structure/header.js';
import { findUnlisted } from './objects/layout.js';
import { ObjectStore } from './objects/object-store.js';
import type { Reading } from './structure/reading.js';
import { makeRevision } from './objects/revision.js';
import { PagedBytes } from './syntax/paged-bytes.js';
import type { PdfDocument, PdfFinding, PdfRevision } from './types.js';

/**
 * Opens a PDF: header, cross-reference chain and one view for each revision (ISO 32000 7.5); objects are loaded when they are
 * asked for, by range, through the chain alone. Throws `PdfError` NOT_A_PDF, TYPE_AMBIGUOUS, PDF_UNPARSABLE, PDF_ENCRYPTED, and
 * `LimitError`. Nothing is repaired: what departs from the rules and can still be read in one way only is a finding.
 */
export function openPdf(source: ByteSource, budget: Budget): PdfDocument {
  const findings: PdfFinding[] = [];
  const reading: Reading = { bytes: new PagedBytes(source), budget, findings, names: new Map() };
  const { version, end } = readHeader(reading);
  refuseArchive(reading);
  const { store, sections, revisions } = readChain(reading, end, (chain) => viewsOf(reading, chain));
  let layout: readonly PdfFinding[] | undefined;
  return { source, version, revisions, findings, layoutFindings: () => (layout ??= findUnlisted(reading, store, sections, revisions)) };
}

interface Views {
  readonly store: ObjectStore;
  readonly sections: readonly RevisionSections[];
  readonly revisions: readonly PdfRevision[];
}

function viewsOf(reading: Reading, sections: readonly RevisionSections[]): Views {
  const store = new ObjectStore(reading);
  const revisions = sections.map((_, index) => makeRevision(store, sections, index)).filter((revision) => revision !== undefined);
  const last = revisions.at(-1);
  if (last === undefined) throw new PdfError('PDF_UNPARSABLE', 'The file has no revision.');
  for (const { section } of sections) {
    if (section.trailer.entries.has('Root')) continue;
    reading.findings.push({
      code: 'PDF_TRAILER_INCOMPLETE',
      message: 'The trailer has no /Root; the older one counts.',
      offset: section.offset,
    });
  }
  decryptIfNeeded(reading, store, revisions, last);
  if (last.catalog.entries.size === 0) throw new PdfError('PDF_UNPARSABLE', 'The catalog is empty.');
  return { store, sections, revisions };
}

function decryptIfNeeded(reading: Reading, store: ObjectStore, revisions: readonly PdfRevision[], last: PdfRevision): void {
  const states = revisions.map((revision) => revision.resolve(revision.trailer.entries.get('Encrypt')) !== null);
  if (states.every((isEncrypted) => !isEncrypted)) return;
  const encrypt = dictionaryOf(last, last.trailer.entries.get('Encrypt'));
  if (encrypt === undefined || states.includes(false)) {
    throw new PdfError('PDF_ENCRYPTED', 'Some revisions of the document are encrypted and others are not; a decrypted copy is needed.');
  }
  const id = arrayOf(last, last.trailer.entries.get('ID'))?.[0];
  store.decryption = openEncryption(
    encrypt,
    stringOf(last, id)?.bytes ?? new Uint8Array(0),
    (value) => last.resolve(value),
    reading.budget,
  );
  reading.findings.push({ code: 'PDF_ENCRYPTED_EMPTY_PASSWORD', message: 'The document is encrypted, but opens without a password.' });
}
