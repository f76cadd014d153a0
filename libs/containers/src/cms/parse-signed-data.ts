import { type AlgorithmIdentifier, readAlgorithmIdentifier } from '@sigillum/crypto';
import { type Budget, context, DerCursor, type DerNode, EncodingError, readDer, readOid, readSmallInteger, TAG } from '@sigillum/encoding';
import { CmsError } from './errors.js';
import { notesOf } from './notes.js';
import { readOctets, readSignerInfo } from './signer-info.js';
import type { SignedData, SignerInfo } from './types.js';

const ID_SIGNED_DATA = '1.2.840.113549.1.7.2';
const OTHER_REVOCATION_INFO = context(1);

export interface ParseOptions {
  /** Bytes may follow the ContentInfo (the padding in a PDF); `length` says where it ends. */
  readonly trailing?: boolean;
}

/**
 * Reads a ContentInfo with SignedData (RFC 5652 3, 5.1). The outer layers may be BER, as real signatures are; what departs from DER is in
 * `notes`. Throws `CmsError`, and `LimitError` when the budget is spent.
 */
export function parseSignedData(bytes: Uint8Array, budget: Budget, options: ParseOptions = {}): SignedData {
  try {
    return readContentInfo(readDer(bytes, { rules: 'ber', trailing: options.trailing ?? false, budget }), budget);
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause;
    throw new CmsError('CMS_UNREADABLE', `The signature is no readable CMS structure: ${cause.message}.`, { cause });
  }
}

/** Reads a SignerInfo that stands alone, as a counter-signature does (RFC 5652 11.4). Throws `CmsError`, and `LimitError` when the budget is spent. */
export function parseSignerInfo(bytes: Uint8Array, budget: Budget): SignerInfo {
  try {
    return readSignerInfo(readDer(bytes, { rules: 'ber', budget }), budget);
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause;
    throw new CmsError('CMS_UNREADABLE', `The counter-signature is no readable SignerInfo: ${cause.message}.`, { cause });
  }
}

function readContentInfo(node: DerNode, budget: Budget): SignedData {
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'ContentInfo');
  const contentType = readOid(cursor.next(TAG.OID, 'contentType'));
  if (contentType !== ID_SIGNED_DATA)
    throw new CmsError('CMS_NOT_SIGNED_DATA', `The CMS structure is of type ${contentType}; signatures are SignedData.`);
  const [content, ...more] = cursor.next(context(0), 'content').children();
  cursor.end();
  if (!content || more.length > 0) throw new CmsError('CMS_UNREADABLE', 'The ContentInfo holds not exactly one content.');
  return readSignedData(content, node, budget);
}

function readSignedData(node: DerNode, whole: DerNode, budget: Budget): SignedData {
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'SignedData');
  const version = readSmallInteger(cursor.next(TAG.INTEGER, 'version'));
  const digestAlgorithms = readAlgorithms(cursor.next(TAG.SET, 'digestAlgorithms'));
  const { contentType, content } = readContent(cursor.next(TAG.SEQUENCE, 'encapContentInfo'));
  const certificates = cursor.optional(context(0))?.children() ?? [];
  const crls = cursor.optional(context(1))?.children() ?? [];
  const signerInfos = cursor
    .next(TAG.SET, 'signerInfos')
    .children()
    .map((info) => readSignerInfo(info, budget));
  cursor.end();
  return {
    version,
    digestAlgorithms,
    contentType,
    content,
    certificates: certificates.filter((one) => one.tag === TAG.SEQUENCE).map((one) => one.raw),
    otherCertificates: certificates.filter((one) => one.tag !== TAG.SEQUENCE).map((one) => ({ choice: one.number, bytes: one.raw })),
    crls: crls.filter((one) => one.tag === TAG.SEQUENCE).map((one) => one.raw),
    otherRevocationInfo: crls.filter((one) => one.tag !== TAG.SEQUENCE).map(readOtherRevocationInfo),
    signerInfos,
    bytes: node.raw,
    length: whole.end,
    notes: notesOf(whole),
  };
}

function readAlgorithms(node: DerNode): AlgorithmIdentifier[] {
  return node.children().map(readAlgorithmIdentifier);
}

function readContent(node: DerNode): { contentType: string; content: Uint8Array | undefined } {
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'EncapsulatedContentInfo');
  const contentType = readOid(cursor.next(TAG.OID, 'eContentType'));
  const explicit = cursor.optional(context(0));
  cursor.end();
  if (!explicit) return { contentType, content: undefined };
  const [content, ...more] = explicit.children();
  if (!content || more.length > 0) throw new EncodingError('DER_UNEXPECTED', 'eContent: exactly one element expected', explicit.start);
  return { contentType, content: readOctets(content, 'eContent') };
}

/**
 * RevocationInfoChoice.other (RFC 5652 10.2.1, RFC 5940). What is malformed harms no signature: it is kept under no format, as the bytes
 * that stood there.
 */
function readOtherRevocationInfo(node: DerNode): { format: string; bytes: Uint8Array } {
  try {
    const [format, info, ...more] = node.tag === OTHER_REVOCATION_INFO ? node.children() : [];
    if (format && info && more.length === 0) return { format: readOid(format), bytes: info.raw };
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
  }
  return { format: '', bytes: node.raw };
}
