import { PdfError } from '@sigillum/containers/pdf';
import type { Budget, ByteSource } from '@sigillum/encoding';
import { OpenError } from './errors.js';
import { identify } from './identifiers.js';
import { notADocument } from './not-a-document.js';
import { openSignedPdf } from './pades/open-signed-pdf.js';
import { holdsTimestamp, openTimestamp } from './tsp/open-timestamp.js';
import type { DetachedDocument, EmbeddedEvidenceRecord, OpenErrorCode, SignedDocument } from './types.js';

/** Octets at the start of a file that tell its format; a PDF header may come later than its first byte (ISO 32000 Annex I). */
const SNIFFED = 1024;

/**
 * Opens a document of any supported format into format-free signatures. `detached` is what may be signed or time-stamped outside the document; a
 * format that needs none ignores it and says so. Throws `OpenError` where it can't be read as a signed document, and `LimitError` when the
 * budget is spent.
 */
export function openDocument(source: ByteSource, budget: Budget, options: OpenOptions = {}): SignedDocument {
  const { detached = [], evidenceRecords = [] } = options;
  const document = openAny(source, budget, detached);
  return evidenceRecords.length === 0 ? document : { ...document, evidenceRecords: evidenceRecords.map(detachedRecord) };
}

function openAny(source: ByteSource, budget: Budget, detached: readonly DetachedDocument[]): SignedDocument {
  if (source.size === 0) throw new OpenError('DOCUMENT_EMPTY', 'The file is empty; send the document again.');
  const head = Buffer.from(source.read(0, Math.min(source.size, SNIFFED)));
  const other = otherFormat(head);
  const timestamp = other === CMS && holdsTimestamp(head) ? openTimestamp(source, budget, detached) : undefined;
  if (timestamp) return timestamp;
  // A CMS structure may hold a whole PDF, whose header then stands in the first bytes too.
  if (other === CMS || !head.includes('%PDF-')) {
    const material = other === ZIP ? undefined : notADocument(source, head, budget);
    if (material) throw material;
    if (other) throw new OpenError('FORMAT_UNSUPPORTED', `This is ${other}; this version reads signed PDF documents and time-stamps only.`);
    throw new OpenError('NOT_A_SIGNED_DOCUMENT', 'This is no format that can hold electronic signatures; send the signed document itself.');
  }
  if (other === ZIP) throw new OpenError('TYPE_AMBIGUOUS', 'The file is a PDF and an archive at once; such a file is not judged.');
  try {
    const document = openSignedPdf(source, budget);
    return detached.length === 0 ? document : { ...document, notes: [...document.notes, DETACHED_UNUSED] };
  } catch (error) {
    throw error instanceof PdfError ? new OpenError(OPEN_CODES[error.code] ?? 'PDF_UNPARSABLE', error.message, { cause: error }) : error;
  }
}

export interface OpenOptions {
  readonly detached?: readonly DetachedDocument[];
  /** Evidence records over the document, each a file of its own; they are named with the document. */
  readonly evidenceRecords?: readonly DetachedDocument[];
}

function detachedRecord({ name, source }: DetachedDocument): EmbeddedEvidenceRecord {
  const bytes = source.read(0, source.size);
  return { id: identify('E', `detached ${name}`, bytes), kind: 'detached', bytes };
}

const DETACHED_UNUSED = {
  code: 'DETACHED_DOCUMENT_UNUSED',
  message: 'What the signatures cover is in the document itself; the detached documents were not looked at.',
};

const OPEN_CODES: Readonly<Record<string, OpenErrorCode>> = {
  NOT_A_PDF: 'NOT_A_SIGNED_DOCUMENT',
  PDF_ENCRYPTED: 'PDF_ENCRYPTED',
  TYPE_AMBIGUOUS: 'TYPE_AMBIGUOUS',
};

const ZIP = 'a ZIP container (ASiC, ODF)';
const CMS = 'a CMS signature, or a time-stamp that is damaged';

/** The other formats that signatures come in, by how they begin. */
function otherFormat(head: Buffer): string | undefined {
  if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return ZIP;
  if (head[0] === 0x30 && (head[1] ?? 0) >= 0x80) return CMS;
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^<(\?xml|[A-Za-z_])/.test(text)) return 'XML';
  if (/^-----BEGIN /.test(text)) return 'a PEM file';
  if (/^\{\s*"/.test(text) || /^eyJ[A-Za-z0-9_-]+(\.|$)/.test(text)) return 'a JSON signature';
  return undefined;
}
