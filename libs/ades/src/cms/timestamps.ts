import { CmsError, parseSignedData, type SignerInfo } from '@sigillum/containers/cms';
import { digest, type DigestAlgorithm, digestAlgorithmOf, readAlgorithmIdentifier } from '@sigillum/crypto';
import { type Budget, DerCursor, EncodingError, readDer, TAG } from '@sigillum/encoding';
import { identify } from '../identifiers.js';
import type { EmbeddedTimestamp, TimestampKind } from '../types.js';
import { valuesOf } from './attribute-values.js';
import { ATTRIBUTE } from './oids.js';

const ID_TST_INFO = '1.2.840.113549.1.9.16.1.4';

/** The digest algorithm of a time-stamp token's imprint (RFC 3161 2.4.2); undefined where the token is unreadable or the algorithm unknown. */
export function imprintAlgorithmOf(token: Uint8Array, budget: Budget): DigestAlgorithm | undefined {
  try {
    const { contentType, content } = parseSignedData(token, budget, { trailing: true });
    if (contentType !== ID_TST_INFO || !content) return undefined;
    const cursor = new DerCursor(readDer(content, { rules: 'ber', budget }), TAG.SEQUENCE, 'TSTInfo');
    cursor.next(TAG.INTEGER, 'version');
    cursor.next(TAG.OID, 'policy');
    const imprint = new DerCursor(cursor.next(TAG.SEQUENCE, 'messageImprint'), TAG.SEQUENCE, 'MessageImprint');
    return digestAlgorithmOf(readAlgorithmIdentifier(imprint.next(TAG.SEQUENCE, 'hashAlgorithm')).oid);
  } catch (error) {
    if (error instanceof CmsError || error instanceof EncodingError) return undefined;
    throw error;
  }
}

/** A token with the digest of what it should cover; `digestOf` gives that digest for the token's own algorithm. */
export function embeddedTimestamp(
  kind: TimestampKind,
  token: Uint8Array,
  place: string,
  digestOf: (algorithm: DigestAlgorithm) => Uint8Array | undefined,
  budget: Budget,
): EmbeddedTimestamp {
  budget.spend('signatures');
  const algorithm = imprintAlgorithmOf(token, budget);
  const imprint = algorithm && digestOf(algorithm);
  return {
    id: identify('T', place, token),
    kind,
    token,
    imprints: new Map(algorithm && imprint ? [[algorithm, imprint]] : []),
    format: [],
  };
}

const REFERENCES = [ATTRIBUTE.escTimestamp, ATTRIBUTE.certCrlTimestamp];

/**
 * The time-stamps in the attributes of a SignerInfo (EN 319 122-1 5.2.8, 5.3, 5.5). A signature time-stamp covers the octets of the signature
 * value; those over referenced data are named without an imprint, and can prove nothing. Archive time-stamps: `archiveTimestampsIn`.
 */
export function timestampsIn(
  signer: SignerInfo,
  place: string,
  contentDigest: (algorithm: DigestAlgorithm) => Uint8Array | undefined,
  budget: Budget,
): EmbeddedTimestamp[] {
  const of = (
    kind: TimestampKind,
    tokens: readonly Uint8Array[],
    digestOf: (algorithm: DigestAlgorithm) => Uint8Array | undefined,
  ): EmbeddedTimestamp[] => tokens.map((token) => embeddedTimestamp(kind, token, `${place} ${kind}`, digestOf, budget));
  const unsigned = (oids: readonly string[]): Uint8Array[] => oids.flatMap((oid) => valuesOf(signer.unsignedAttributes, oid));
  return [
    ...of('content-timestamp', valuesOf(signer.signedAttributes, ATTRIBUTE.contentTimestamp), contentDigest),
    ...of('signature-timestamp', unsigned([ATTRIBUTE.signatureTimestamp]), (algorithm) => digest(algorithm, signer.signature)),
    ...of('validation-data-timestamp', unsigned(REFERENCES), () => undefined),
  ];
}
