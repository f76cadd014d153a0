import type { SignedData, SignerInfo } from '@sigillum/containers/cms';
import { digest, type DigestAlgorithm } from '@sigillum/crypto';
import { concatBytes, context, type DerNode, equalBytes, readDer, writeElement, writeOid } from '@sigillum/encoding';
import { ATTRIBUTE } from '../oids.js';

/** The content that a CMS signature is over, wherever it stands. */
export interface SignedContent {
  digest(algorithm: DigestAlgorithm): Uint8Array | undefined;
  /** undefined where it can't be obtained, or is too long for memory. */
  octets(): Uint8Array | undefined;
}

/** The structure that archive time-stamps stand in. */
export interface ArchivedCms {
  readonly signedData: SignedData;
  readonly signer: SignerInfo;
  readonly content: SignedContent;
}

/**
 * The imprint of an archive time-stamp with a hash index (EN 319 122-1 5.5.3): over the content type, the digest of the content by the imprint's
 * own algorithm, the fields of the SignerInfo but for the unsigned attributes, all as they stand, and the index.
 */
export function imprintWithIndex(
  algorithm: DigestAlgorithm,
  { signedData, signer, content }: ArchivedCms,
  hashIndex: Uint8Array,
): Uint8Array | undefined {
  const contentDigest = content.digest(algorithm);
  if (!contentDigest) return undefined;
  return digest(algorithm, writeOid(signedData.contentType), contentDigest, ...signedFields(signer).map((one) => one.raw), hashIndex);
}

/**
 * The imprint of the older archive time-stamp (TS 101 733 6.4.1): over encapContentInfo and detached content, certificates, crls, and the SignerInfo with the
 * unsigned attributes, of the archive time-stamps among them only the `older` ones.
 */
export function imprintOverAll(
  algorithm: DigestAlgorithm,
  { signedData, signer, content }: ArchivedCms,
  older: readonly Uint8Array[],
): Uint8Array | undefined {
  const octets = signedData.content === undefined ? content.octets() : new Uint8Array();
  if (!octets) return undefined;
  const [, , encapsulated, ...rest] = readDer(signedData.bytes, { rules: 'ber' }).children();
  if (!encapsulated) return undefined;
  const bags = rest.filter((one) => one.tag === context(0) || one.tag === context(1)).map((one) => one.raw);
  const unsigned = unsignedField(signer, older);
  return digest(algorithm, encapsulated.raw, octets, ...bags, ...signedFields(signer).map((one) => one.raw), ...unsigned);
}

function signedFields({ bytes }: SignerInfo): DerNode[] {
  return readDer(bytes, { rules: 'ber' })
    .children()
    .filter((one) => one.tag !== context(1));
}

/** The unsigned attributes as they were: archive time-stamps of whatever kind only where they are among the older ones. */
export function attributesThen(
  attributes: SignerInfo['unsignedAttributes'],
  older: readonly Uint8Array[],
): SignerInfo['unsignedAttributes'] {
  const isOlder = (value: Uint8Array): boolean => older.some((one) => equalBytes(one, value));
  return attributes.filter(({ oid, values }) => !ARCHIVE.has(oid) || values.every(isOlder));
}

const ARCHIVE: ReadonlySet<string> = new Set([ATTRIBUTE.archiveTimestamp, ATTRIBUTE.archiveTimestampV2, ATTRIBUTE.archiveTimestampV3]);

function unsignedField({ bytes, unsignedAttributes }: SignerInfo, older: readonly Uint8Array[]): Uint8Array[] {
  const field = readDer(bytes, { rules: 'ber' })
    .children()
    .find((one) => one.tag === context(1));
  const then = new Set<unknown>(attributesThen(unsignedAttributes, older));
  const kept = (field?.children() ?? []).filter((_, position) => then.has(unsignedAttributes[position]));
  return kept.length === 0 ? [] : [writeElement(context(1), concatBytes(...kept.map((one) => one.raw)))];
}
