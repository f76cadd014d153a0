import { openPdf } from '@sigillum/containers/pdf';
import type { Budget, ByteSource } from '@sigillum/encoding';
import type { SignedDocument } from '../types.js';
import { readSignatureDictionary } from './dictionary/signature-dictionary.js';
import { documentTimestamp } from './document-timestamp.js';
import { findSignatures } from './field/found-signatures.js';
import { findUnreferenced } from './field/unreferenced-signatures.js';
import { nestingOf } from './dictionary/nesting.js';
import { contextOf, type ReadSignature } from './pdf-context.js';
import { readSignature } from './signature/read-signature.js';
import { coverage } from './timestamp-cover.js';

/** Opens a PDF: every filled signature field becomes a signature or a document time-stamp. Throws `PdfError` and `LimitError`. */
export function openSignedPdf(source: ByteSource, budget: Budget): SignedDocument {
  const document = openPdf(source, budget);
  const inForms = findSignatures(document, budget);
  const read = [...inForms, ...findUnreferenced(document, inForms, budget)].map((found) => ({
    found,
    dictionary: readSignatureDictionary(found.seenIn, found.field.value),
  }));
  const context = contextOf(document, source, budget, read);
  const placed = read.filter(isTimestamp).map((one) => documentTimestamp(context, one));
  const plain = read.filter((one) => !isTimestamp(one));
  const nesting = nestingOf(read, source);
  const signatures = plain.map((one) => readSignature(context, one, placed, nesting));
  const belongs = new Set(signatures.flatMap((one) => one.timestamps.map((timestamp) => timestamp.id)));
  const cover = coverage({ signatures, timestamps: placed, securityStore: context.securityStore });
  return {
    format: 'PDF',
    size: source.size,
    revisions: document.revisions.length,
    signatures: signatures.map((one) => ({ ...one, timestamps: one.timestamps.map((timestamp) => cover(timestamp, one)) })),
    timestamps: placed
      .map((one) => one.timestamp)
      .filter((one) => !belongs.has(one.id))
      .map((one) => cover(one)),
    notes: document.findings.map(({ code, message }) => ({ code, message })),
  };
}

/** By its sub-filter, which says what /Contents holds (ISO 32000-2 12.8.5); one that says otherwise by its type breaks a rule. */
function isTimestamp({ dictionary }: ReadSignature): boolean {
  return dictionary.subFilter === 'ETSI.RFC3161';
}
