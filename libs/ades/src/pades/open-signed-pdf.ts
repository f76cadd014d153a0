import { openPdf, type PdfDocument, PdfError } from '@sigillum/containers/pdf';
import type { Budget, ByteSource } from '@sigillum/encoding';
import { placeNamer } from '../identifiers.js';
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
  const read = placed(
    [...inForms, ...findUnreferenced(document, inForms, budget)].map((found) => ({
      found,
      dictionary: readSignatureDictionary(found.seenIn, found.field.value),
    })),
  );
  refuseLostUpdate(document, read);
  const context = contextOf(document, source, budget, read);
  const tokens = read.filter(isTimestamp);
  const stamps = tokens.filter((one) => !isMistyped(one)).map((one) => documentTimestamp(context, one));
  const plain = read.filter((one) => !isTimestamp(one));
  const nesting = nestingOf(read, source);
  const signatures = plain.map((one) => readSignature(context, one, stamps, nesting));
  const belongs = new Set(signatures.flatMap((one) => one.timestamps.map((timestamp) => timestamp.id)));
  const cover = coverage({ signatures, timestamps: stamps, securityStore: context.securityStore });
  return {
    format: 'PDF',
    size: source.size,
    revisions: document.revisions.length,
    signatures: signatures
      .flatMap((one) => [one, ...one.counterSignatures])
      .map((one) => ({ ...one, timestamps: one.timestamps.map((timestamp) => cover(timestamp, one)) })),
    timestamps: stamps
      .map((one) => one.timestamp)
      .filter((one) => !belongs.has(one.id))
      .map((one) => cover(one)),
    notes: [...document.findings.map(({ code, message }) => ({ code, message })), ...tokens.filter(isMistyped).map(mistyped)],
  };
}

/** Names the place of each, which its id is made from; of twins the older first. */
function placed(all: readonly Omit<ReadSignature, 'place'>[]): ReadSignature[] {
  const nameOf = placeNamer();
  const byAge = all.toSorted(
    ({ found: a }, { found: b }) => a.filledIn - b.filledIn || (a.field.valueObject ?? 0) - (b.field.valueObject ?? 0),
  );
  const places = new Map(byAge.map((one) => [one, nameOf(one.found.field.name, one.dictionary.contents?.bytes ?? new Uint8Array())]));
  return all.map((one) => ({ ...one, place: places.get(one) ?? one.found.field.name }));
}

/**
 * Where the last update can't be read and no form that is left reaches a signature, a verdict would speak of another document than the one that was
 * sent. Fails closed.
 */
function refuseLostUpdate(document: PdfDocument, read: readonly ReadSignature[]): void {
  const lost = document.findings.find((one) => one.code === 'PDF_TRAILING_BYTES');
  if (!lost || read.some((one) => one.found.reach !== 'unreferenced')) return;
  throw new PdfError(
    'PDF_UNPARSABLE',
    `The end of the file can not be read, and any signature is lost with it; ask for a fresh copy. ${lost.message}`,
    lost.offset,
  );
}

/** A token in a dictionary that is not of type /DocTimeStamp is no document time-stamp (ISO 32000-2 12.8.5) and no signature: it proves nothing. */
function isMistyped({ dictionary }: ReadSignature): boolean {
  return dictionary.type !== 'DocTimeStamp';
}

function mistyped({ found, dictionary }: ReadSignature): SignedDocument['notes'][number] {
  const message = `The field ${found.field.name} holds a time-stamp in a dictionary of type ${dictionary.type ?? 'none'}, which makes it no document time-stamp: it counts for nothing.`;
  return { code: 'PDF_TIMESTAMP_TYPE_MIXED', message };
}

/** By its sub-filter, which says what /Contents holds (ISO 32000-2 12.8.5). */
function isTimestamp({ dictionary }: ReadSignature): boolean {
  return dictionary.subFilter === 'ETSI.RFC3161';
}
