import { parseTimestampResponse, parseTimestampToken, type TimestampToken, TspError } from '@sigillum/containers/tsp';
import { type DigestAlgorithm, digestRanges } from '@sigillum/crypto';
import { type Budget, type ByteSource, equalBytes, writeOid } from '@sigillum/encoding';
import { identify } from '../identifiers.js';
import type { DetachedDocument, EmbeddedTimestamp, SignedDocument } from '../types.js';

const ID_TST_INFO = Buffer.from(writeOid('1.2.840.113549.1.9.16.1.4'));

/** Whether a CMS structure holds a TSTInfo, or is a response that does: its content type stands in the first bytes. */
export function holdsTimestamp(head: Buffer): boolean {
  return head.includes(ID_TST_INFO);
}

/**
 * Opens a bare time-stamp (RFC 3161): a token or the response of an authority, over one of the detached documents. Where several are given the one
 * counts that the imprint is of. Undefined where it is neither.
 */
export function openTimestamp(source: ByteSource, budget: Budget, detached: readonly DetachedDocument[]): SignedDocument | undefined {
  const bytes = source.read(0, source.size);
  const token = tokenOf(() => parseTimestampToken(bytes, budget)) ?? tokenOf(() => parseTimestampResponse(bytes, budget));
  if (!token) return undefined;
  budget.spend('signatures');
  const { digestAlgorithm, digest } = token.info.imprint;
  const imprint = digestAlgorithm && imprintOf(digestAlgorithm, digest, detached);
  const timestamp: EmbeddedTimestamp = {
    id: identify('T', 'detached', token.bytes),
    kind: 'content-timestamp',
    token: token.bytes,
    imprints: new Map(digestAlgorithm && imprint ? [[digestAlgorithm, imprint]] : []),
    format: [],
  };
  return { format: 'CMS', size: source.size, signatures: [], timestamps: [timestamp], notes: [] };
}

/** The digest that the imprint states, where a document has it; else that of the first, so that the difference shows. */
function imprintOf(algorithm: DigestAlgorithm, stated: Uint8Array, detached: readonly DetachedDocument[]): Uint8Array | undefined {
  let first: Uint8Array | undefined;
  for (const { source } of detached) {
    const actual = digestRanges(algorithm, source, [{ offset: 0, length: source.size }]);
    if (equalBytes(actual, stated)) return actual;
    first ??= actual;
  }
  return first;
}

function tokenOf(read: () => TimestampToken): TimestampToken | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof TspError) return undefined;
    throw error;
  }
}
