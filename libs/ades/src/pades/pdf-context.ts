import type { PdfDocument } from '@sigillum/containers/pdf';
import { type ByteRange, digestMany, type DigestAlgorithm } from '@sigillum/crypto';
import type { Budget, ByteSource } from '@sigillum/encoding';
import type { EmbeddedMaterial, EmbeddedTimestamp } from '../types.js';
import { docMdpOf, type SignatureDictionary } from './dictionary/signature-dictionary.js';
import type { FoundSignature } from './field/found-signatures.js';
import { securityStoreOf, securityStoreRevisions } from './security-store.js';
import { type VriTimestamps, vriTimestampsOf } from './vri-timestamps.js';

/** What the signatures of one PDF have in common. */
export interface PdfContext {
  readonly document: PdfDocument;
  readonly source: ByteSource;
  readonly budget: Budget;
  readonly securityStore: EmbeddedMaterial;
  /** The revisions that brought or changed one. */
  readonly securityStores: readonly number[];
  readonly vriTimestamps: VriTimestamps;
  /** The strictest permissions of certification signatures that are filled at this revision (ISO 32000-2 12.8.2.2). */
  docMdpAt(revision: number): 1 | 2 | 3 | undefined;
  /** Digest over ranges of the file; each is computed once. */
  digestOver(algorithm: DigestAlgorithm, ranges: readonly ByteRange[]): Uint8Array;
}

/** A found signature with what its dictionary says. */
export interface ReadSignature {
  readonly found: FoundSignature;
  readonly dictionary: SignatureDictionary;
  /** The field's name, told apart from other fields of that name with the same value. */
  readonly place: string;
}

/** A document time-stamp and the last byte that it covers. */
export interface PlacedTimestamp {
  readonly timestamp: EmbeddedTimestamp;
  readonly coveredEnd: number;
}

/** Reads what the signatures of a document share; digests are computed when they are asked for. */
export function contextOf(document: PdfDocument, source: ByteSource, budget: Budget, read: readonly ReadSignature[]): PdfContext {
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
    vriTimestamps: vriTimestampsOf(document),
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
