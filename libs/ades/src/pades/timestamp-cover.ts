import { digest } from '@sigillum/crypto';
import { equalBytes } from '@sigillum/encoding';
import { evidenceIds } from '../evidence-ids.js';
import type { EmbeddedMaterial, EmbeddedObject, EmbeddedTimestamp, Signature, TimestampCover, TimestampKind } from '../types.js';

/** The parts of an opened PDF among which a time-stamp covers some. */
export interface CoveredParts {
  readonly signatures: readonly Signature[];
  readonly timestamps: readonly { readonly timestamp: EmbeddedTimestamp; readonly coveredEnd: number }[];
  readonly securityStore: EmbeddedMaterial;
}

/**
 * Says of each time-stamp what it covers (EN 319 102-1 5.6.2.3): a document time-stamp all that lies in its revision, a signature time-stamp the
 * signature value and with it the certificate that the signed attributes name by digest, an archive time-stamp what its imprint and index reach.
 */
export function coverage(parts: CoveredParts): (timestamp: EmbeddedTimestamp, owner?: Signature) => EmbeddedTimestamp {
  const byId = new Map(parts.timestamps.map((one) => [one.timestamp.id, one]));
  return (timestamp, owner) => {
    const placed = byId.get(timestamp.id);
    if (placed) return { ...timestamp, covers: documentCover(parts, placed) };
    if (timestamp.kind === 'signature-timestamp' && owner) return { ...timestamp, covers: signatureCover(owner) };
    // Those inside the CMS structure know what they cover there, but not the signature's id.
    if (timestamp.covers && owner) return { ...timestamp, covers: { ...timestamp.covers, signatures: [owner.id] } };
    return timestamp;
  };
}

/** Time-stamps that stand in the CMS structure, and so in what is covered with it; what a VRI entry has may be of any later revision. */
const INSIDE_CONTENTS: ReadonlySet<TimestampKind> = new Set(['content-timestamp', 'signature-timestamp', 'archive-timestamp']);

function documentCover(
  { signatures, timestamps, securityStore }: CoveredParts,
  { timestamp, coveredEnd }: CoveredParts['timestamps'][number],
): TimestampCover {
  const inside = signatures.filter((one) => endOf(one) < coveredEnd);
  const older = timestamps.filter((one) => one.coveredEnd < coveredEnd && one.timestamp.id !== timestamp.id);
  const embedded = inside.flatMap((one) => one.timestamps).filter((one) => INSIDE_CONTENTS.has(one.kind));
  const isStoredThen = (one: EmbeddedObject): boolean => one.revision !== undefined && one.revision <= (timestamp.coveredRevision ?? -1);
  const isOwn = (one: EmbeddedObject): boolean => one.revision === undefined;
  return {
    signatures: inside.map((one) => one.id),
    timestamps: [...older.map((one) => one.timestamp.id), ...embedded.map((one) => one.id)],
    material: [
      ...new Set([...evidenceIds(securityStore, isStoredThen), ...inside.flatMap((one) => evidenceIds(one.embedded, isOwn))]),
    ].sort(),
  };
}

function signatureCover(owner: Signature): TimestampCover {
  const isNamed = ({ bytes }: EmbeddedObject): boolean =>
    owner.certificateReferences.some(
      (one) => one.digestAlgorithm !== undefined && equalBytes(digest(one.digestAlgorithm, bytes), one.digest),
    );
  const { certificates } = owner.embedded;
  return { signatures: [owner.id], timestamps: [], material: evidenceIds({ certificates, crls: [], ocsps: [] }, isNamed) };
}

/** Where the bytes end that a signature covers; a signature that does not say is covered by nothing. */
function endOf({ coverage: { byteRange } }: Signature): number {
  const [, , offset, length] = byteRange ?? [];
  return offset === undefined || length === undefined ? Number.POSITIVE_INFINITY : offset + length;
}
