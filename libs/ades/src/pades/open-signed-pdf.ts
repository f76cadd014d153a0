import { openPdf, type PdfDocument } from '@sigillum/containers/pdf';
import { type ByteRange, digestMany, type DigestAlgorithm } from '@sigillum/crypto';
import type { Budget, ByteSource } from '@sigillum/encoding';
import type { EmbeddedMaterial, EmbeddedTimestamp, SignedDocument } from '../types.js';
import { docMdpOf, readSignatureDictionary, type SignatureDictionary } from './dictionary/signature-dictionary.js';
import { documentTimestamp } from './document-timestamp.js';
import { findSignatures, type FoundSignature } from './field/found-signatures.js';
import { findUnreferenced } from './field/unreferenced-signatures.js';
import { nestingOf } from './dictionary/nesting.js';
import { securityStoreOf, securityStoreRevisions } from './security-store.js';
import { readSignature } from './signature/read-signature.js';
import { coverage } from './timestamp-cover.js';

/** What the signatures of one PDF have in common. */
export interface PdfContext {
  readonly document: PdfDocument;
  readonly source: ByteSource;
  readonly budget: Budget;
  readonly securityStore: EmbeddedMaterial;
  /** The revisions that brought or changed one. */
  readonly securityStores: readonly number[];
  /** The strictest permissions of certification signatures that are filled at this revision (ISO 32000-2 12.8.2.2). */
  docMdpAt(revision: number): 1 | 2 | 3 | undefined;
  /** Digest over ranges of the file; each is computed once. */
  digestOver(algorithm: DigestAlgorithm, ranges: readonly ByteRange[]): Uint8Array;
}

/** A found signature with what its dictionary says. */
export interface ReadSignature {
  readonly found: FoundSignature;
  readonly dictionary: SignatureDictionary;
}

/** A document time-stamp and the last byte that it covers. */
export interface PlacedTimestamp {
  readonly timestamp: EmbeddedTimestamp;
  readonly coveredEnd: number;
}

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

function contextOf(document: PdfDocument, source: ByteSource, budget: Budget, read: readonly ReadSignature[]): PdfContext {
  const certifications = read.flatMap(({ found }) => {
    if (found.reach === 'unreferenced') return [];
    const p = docMdpOf(found.seenIn, found.field.value);
    return p === undefined ? [] : [{ p, filledIn: found.filledIn }];
  });
  const digests = new Map<string, Uint8Array>();
  return {
    document,
    source,
    budget,
    securityStore: securityStoreOf(document),
    securityStores: securityStoreRevisions(document),
    docMdpAt(revision) {
      const [strictest] = certifications
        .filter((one) => one.filledIn <= revision)
        .map((one) => one.p)
        .sort();
      return strictest;
    },
    digestOver(algorithm, ranges) {
      const key = `${algorithm} ${ranges.map((one) => `${one.offset}+${one.length}`).join(' ')}`;
      const known = digests.get(key) ?? digestMany(source, ranges, [algorithm]).get(algorithm);
      if (!known) throw new TypeError('a digest that was asked for is missing');
      digests.set(key, known);
      return known;
    },
  };
}
