import type { SignedData, SignerInfo } from '@sigillum/containers/cms';
import { parseTimestampToken, type TimestampToken, TspError } from '@sigillum/containers/tsp';
import { type Budget, equalBytes } from '@sigillum/encoding';
import { evidenceIds } from '../../evidence-ids.js';
import { broken, holds } from '../../format-finding.js';
import type { EmbeddedTimestamp, FormatFinding } from '../../types.js';
import { valuesOf } from '../attribute-values.js';
import { embeddedIn } from '../embedded.js';
import { ATTRIBUTE } from '../oids.js';
import { embeddedTimestamp } from '../timestamps.js';
import { type HashIndex, hashIndexOf, type IndexedParts, indexedParts } from './hash-index.js';
import { type ArchivedCms, attributesThen, imprintOverAll, imprintWithIndex } from './imprint.js';

/** A time-stamp, and the parts of the structure that its imprint reaches besides the signature. */
interface Stamp {
  readonly timestamp: EmbeddedTimestamp;
  readonly reached: Pick<IndexedParts, 'signedData' | 'signer'> | undefined;
}

/**
 * The archive time-stamps of a SignerInfo (EN 319 122-1 5.5.3; TS 101 733 6.4.1), each with the imprint over the exact octets that its kind covers and
 * with what it proves: of the third kind only what its hash index names. Those of the first kind are named without an imprint.
 * `others` are the other time-stamps of the same SignerInfo.
 */
export function archiveTimestampsIn(
  cms: ArchivedCms,
  place: string,
  others: readonly EmbeddedTimestamp[],
  budget: Budget,
): EmbeddedTimestamp[] {
  const tokens = (oid: string): { bytes: Uint8Array; token: TimestampToken | undefined }[] =>
    valuesOf(cms.signer.unsignedAttributes, oid).map((bytes) => ({ bytes, token: readToken(bytes, budget) }));
  const second = tokens(ATTRIBUTE.archiveTimestampV2);
  const third = tokens(ATTRIBUTE.archiveTimestampV3);
  const all = [...second, ...third];
  const olderThan = (token: TimestampToken): Uint8Array[] =>
    all.filter((one) => one.token && one.token.info.genTime < token.info.genTime).map((one) => one.bytes);
  const named = (bytes: Uint8Array): Stamp => ({ timestamp: archiveTimestamp(bytes, place, budget), reached: undefined });
  const stamps = [
    ...valuesOf(cms.signer.unsignedAttributes, ATTRIBUTE.archiveTimestamp).map(named),
    ...second.map(({ bytes, token }) => (token ? overAll(cms, bytes, olderThan(token), place, budget) : named(bytes))),
    ...third.map(({ bytes, token }) => (token ? withIndex(cms, bytes, token, place, budget) : named(bytes))),
  ];
  const known = [...others, ...stamps.map((one) => one.timestamp)];
  return stamps.map(({ timestamp, reached }) => (reached ? { ...timestamp, covers: coverOf(timestamp, reached, known) } : timestamp));
}

function readToken(bytes: Uint8Array, budget: Budget): TimestampToken | undefined {
  try {
    return parseTimestampToken(bytes, budget);
  } catch (error) {
    if (error instanceof TspError) return undefined;
    throw error;
  }
}

function archiveTimestamp(
  token: Uint8Array,
  place: string,
  budget: Budget,
  digestOf: Parameters<typeof embeddedTimestamp>[3] = () => undefined,
): EmbeddedTimestamp {
  return embeddedTimestamp('archive-timestamp', token, `${place} archive-timestamp`, digestOf, budget);
}

/** What one costs that is over all of the content, which is hashed anew for each: no document has more than a few. */
const WHOLE_CONTENT = 10;

function overAll(cms: ArchivedCms, bytes: Uint8Array, older: readonly Uint8Array[], place: string, budget: Budget): Stamp {
  const { signedData, signer } = cms;
  budget.spend('signatures', WHOLE_CONTENT - 1);
  const unsignedAttributes = attributesThen(signer.unsignedAttributes, older);
  return {
    timestamp: archiveTimestamp(bytes, place, budget, (algorithm) => imprintOverAll(algorithm, cms, older)),
    reached: { signedData, signer: { ...signer, unsignedAttributes } },
  };
}

function withIndex(cms: ArchivedCms, bytes: Uint8Array, { signer, info }: TimestampToken, place: string, budget: Budget): Stamp {
  const index = signer && hashIndexOf(signer);
  if (!index) {
    const message = 'The archive time-stamp has no readable list of what it covers (ats-hash-index).';
    const format = [broken('archive-hash-index', 'CMS_HASH_INDEX_ABSENT', message)];
    return { timestamp: { ...archiveTimestamp(bytes, place, budget), format }, reached: undefined };
  }
  const timestamp = archiveTimestamp(bytes, place, budget, (algorithm) => imprintWithIndex(algorithm, cms, index.bytes));
  const parts = indexedParts(index, cms.signedData, cms.signer);
  const isSameAlgorithm = index.algorithm !== undefined && index.algorithm === info.imprint.digestAlgorithm;
  const nothing = { signedData: { ...cms.signedData, certificates: [], crls: [], otherRevocationInfo: [] }, signer: bare(cms.signer) };
  return { timestamp: { ...timestamp, format: [indexFinding(index, parts, isSameAlgorithm)] }, reached: isSameAlgorithm ? parts : nothing };
}

function bare(signer: SignerInfo): SignerInfo {
  return { ...signer, unsignedAttributes: [] };
}

/** Every digest of the index names something that is there (EN 319 122-1 5.5.2). */
function indexFinding({ algorithm }: HashIndex, { unmatched }: IndexedParts, isSameAlgorithm: boolean): FormatFinding {
  const rule = 'archive-hash-index';
  if (algorithm !== undefined && unmatched > 0) {
    const message = `${unmatched} of the digests in the list of what the archive time-stamp covers name nothing in the signature.`;
    return broken(rule, 'CMS_HASH_INDEX_UNMATCHED', message);
  }
  if (isSameAlgorithm) return holds(rule);
  return holds(rule, 'Its digests are not by the algorithm of the imprint: the time-stamp proves the signature alone.');
}

/** Certificates and revocation data by what they are known by, time-stamps by their tokens (EN 319 102-1 5.6.2.3.4). */
function coverOf(
  { id }: EmbeddedTimestamp,
  { signedData, signer }: { readonly signedData: SignedData; readonly signer: SignerInfo },
  known: readonly EmbeddedTimestamp[],
): NonNullable<EmbeddedTimestamp['covers']> {
  const values = [...(signer.signedAttributes ?? []), ...signer.unsignedAttributes].flatMap((one) => one.values);
  const isReached = ({ token }: EmbeddedTimestamp): boolean => values.some((value) => equalBytes(value, token));
  return {
    signatures: [],
    timestamps: [...new Set(known.filter((one) => one.id !== id && isReached(one)).map((one) => one.id))],
    material: [...new Set(evidenceIds(embeddedIn(signedData, signer)))].sort(),
  };
}
