import { digestAlgorithmOf, readAlgorithmIdentifier } from '@sigillum/crypto';
import {
  type Budget,
  context,
  DerCursor,
  type DerNode,
  EncodingError,
  readBoolean,
  readDer,
  readOctetString,
  readOid,
  readSmallInteger,
  readTime,
  TAG,
} from '@sigillum/encoding';
import { CmsError, parseSignedData, type SignedData } from '../cms/index.js';
import { TspError } from './errors.js';
import type { TimestampToken, TstInfo } from './types.js';

const ID_TST_INFO = '1.2.840.113549.1.9.16.1.4';

/**
 * Reads a time-stamp token (RFC 3161 2.4.2). Bytes may follow it, as padding does in a PDF. Throws `TspError` TIMESTAMP_UNREADABLE, and
 * `LimitError` when the budget is spent.
 */
export function parseTimestampToken(bytes: Uint8Array, budget: Budget): TimestampToken {
  return readable(() => {
    const signedData = parseSignedData(bytes, budget, { trailing: true });
    return {
      info: readContent(signedData, budget),
      signedData,
      signer: onlySigner(signedData),
      bytes: bytes.subarray(0, signedData.length),
    };
  });
}

/** Reads a TimeStampResp (RFC 3161 2.4.2) and gives its token; TIMESTAMP_REFUSED where the TSA granted none. */
export function parseTimestampResponse(bytes: Uint8Array, budget: Budget): TimestampToken {
  return readable(() => {
    const cursor = new DerCursor(readDer(bytes, { rules: 'ber', budget }), TAG.SEQUENCE, 'TimeStampResp');
    const status = new DerCursor(cursor.next(TAG.SEQUENCE, 'status'), TAG.SEQUENCE, 'PKIStatusInfo');
    const granted = readSmallInteger(status.next(TAG.INTEGER, 'status'));
    const token = cursor.optional(TAG.SEQUENCE);
    if (granted > 1 || !token) throw new TspError('TIMESTAMP_REFUSED', `The authority gave no time-stamp (status ${granted}).`);
    return parseTimestampToken(token.raw, budget);
  });
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof EncodingError) && !(cause instanceof CmsError)) throw cause;
    throw new TspError('TIMESTAMP_UNREADABLE', `This is no readable time-stamp: ${cause.message}`, { cause });
  }
}

function onlySigner({ signerInfos }: SignedData): TimestampToken['signer'] {
  return signerInfos.length === 1 ? signerInfos[0] : undefined;
}

function readContent({ contentType, content }: SignedData, budget: Budget): TstInfo {
  if (contentType !== ID_TST_INFO || !content) throw new TspError('TIMESTAMP_UNREADABLE', 'The CMS structure holds no TSTInfo.');
  return readTstInfo(readDer(content, { rules: 'ber', budget }));
}

function readTstInfo(node: DerNode): TstInfo {
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'TSTInfo');
  const version = readSmallInteger(cursor.next(TAG.INTEGER, 'version'));
  const policy = readOid(cursor.next(TAG.OID, 'policy'));
  const imprint = readImprint(cursor.next(TAG.SEQUENCE, 'messageImprint'));
  const serialNumber = cursor.next(TAG.INTEGER, 'serialNumber').content;
  const genTime = readTime(cursor.next(TAG.GENERALIZED_TIME, 'genTime'));
  const accuracy = cursor.optional(TAG.SEQUENCE);
  const ordering = cursor.optional(TAG.BOOLEAN);
  const nonce = cursor.optional(TAG.INTEGER)?.content;
  const tsa = cursor.optional(context(0))?.content;
  const extensions = cursor.optional(context(1))?.children() ?? [];
  cursor.end();
  return {
    version,
    policy,
    imprint,
    serialNumber,
    genTime,
    accuracy: accuracy && readAccuracy(accuracy),
    ordering: ordering ? readBoolean(ordering) : false,
    nonce,
    tsa,
    extensions: extensions.map(readExtension),
    bytes: node.raw,
  };
}

function readImprint(node: DerNode): TstInfo['imprint'] {
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'MessageImprint');
  const algorithm = readAlgorithmIdentifier(cursor.next(TAG.SEQUENCE, 'hashAlgorithm'));
  const digest = readOctetString(cursor.next(TAG.OCTET_STRING, 'hashedMessage'));
  cursor.end();
  return { algorithm, digestAlgorithm: digestAlgorithmOf(algorithm.oid), digest };
}

/** Accuracy: seconds, milliseconds in [0], microseconds in [1]; rounded up to whole milliseconds, never to more precision. */
function readAccuracy(node: DerNode): number {
  const part = (tag: number): bigint => {
    const child = node.children().find((one) => one.tag === tag);
    return child ? BigInt(`0x${Buffer.from(child.content).toString('hex') || '0'}`) : 0n;
  };
  const micros = part(TAG.INTEGER) * 1_000_000n + part(context(0, false)) * 1_000n + part(context(1, false));
  return Number((micros + 999n) / 1_000n);
}

function readExtension(node: DerNode): { oid: string; critical: boolean } {
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'Extension');
  const oid = readOid(cursor.next(TAG.OID, 'extnID'));
  const critical = cursor.optional(TAG.BOOLEAN);
  return { oid, critical: critical ? readBoolean(critical) : false };
}
