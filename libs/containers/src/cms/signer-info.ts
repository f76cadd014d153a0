import { readAlgorithmIdentifier } from '@sigillum/crypto';
import {
  type Budget,
  checkSetOrder,
  context,
  DerCursor,
  type DerNode,
  EncodingError,
  integerOctets,
  readDer,
  readOctetString,
  readOid,
  readSmallInteger,
  TAG,
  writeElement,
} from '@sigillum/encoding';
import { hasShortestLength } from './notes.js';
import type { CmsAttribute, SignerInfo } from './types.js';

/** SignerInfo (RFC 5652 5.3); throws `EncodingError`. */
export function readSignerInfo(node: DerNode, budget: Budget): SignerInfo {
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'SignerInfo');
  const version = readSmallInteger(cursor.next(TAG.INTEGER, 'version'));
  const sid = readSid(cursor.next(undefined, 'sid'));
  const digestAlgorithm = readAlgorithmIdentifier(cursor.next(TAG.SEQUENCE, 'digestAlgorithm'));
  const signed = cursor.optional(context(0));
  const signatureAlgorithm = readAlgorithmIdentifier(cursor.next(TAG.SEQUENCE, 'signatureAlgorithm'));
  const signature = readOctets(cursor.next(undefined, 'signature'), 'SignerInfo.signature');
  const unsigned = cursor.optional(context(1));
  cursor.end();
  return {
    version,
    sid,
    digestAlgorithm,
    signatureAlgorithm,
    signature,
    signedAttributes: signed && readAttributes(signed),
    signedAttributesDer: signed && writeElement(TAG.SET, signed.content),
    signedAttributesProblem: signed && problemOf(signed, budget),
    unsignedAttributes: unsigned ? readAttributes(unsigned) : [],
    bytes: node.raw,
  };
}

function readSid(node: DerNode): SignerInfo['sid'] {
  if (node.tag === context(0, false)) return { kind: 'subjectKeyIdentifier', keyIdentifier: node.content };
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'IssuerAndSerialNumber');
  const issuer = cursor.next(TAG.SEQUENCE, 'issuer').raw;
  const serialNumber = serialOctets(cursor.next(TAG.INTEGER, 'serialNumber'));
  cursor.end();
  return { kind: 'issuerAndSerial', issuer, serialNumber };
}

/** Serial numbers that are not minimal exist; they are compared as they stand. */
function serialOctets(node: DerNode): Uint8Array {
  try {
    return integerOctets(node);
  } catch (error) {
    if (error instanceof EncodingError) return node.content;
    throw error;
  }
}

/** Attributes (RFC 5652 5.3) of a SET OF, under whatever tag it stands. */
export function readAttributes(node: DerNode): CmsAttribute[] {
  return node.children().map((child) => {
    const cursor = new DerCursor(child, TAG.SEQUENCE, 'Attribute');
    const oid = readOid(cursor.next(TAG.OID, 'attrType'));
    const values = cursor.next(TAG.SET, 'attrValues').children();
    cursor.end();
    return { oid, values: values.map((value) => value.raw) };
  });
}

/** An OCTET STRING, in pieces too (X.690 8.7); nothing else that could be taken for one. */
export function readOctets(node: DerNode, name: string): Uint8Array {
  if ((node.tag & ~0x20) !== TAG.OCTET_STRING) throw new EncodingError('DER_UNEXPECTED', `${name}: an OCTET STRING expected`, node.start);
  return readOctetString(node);
}

/** Why the signed attributes are not DER (RFC 5652 5.4 demands it); undefined where they are. */
function problemOf(signed: DerNode, budget: Budget): string | undefined {
  if (!hasShortestLength(signed)) return 'DER_LENGTH';
  try {
    const set = readDer(writeElement(TAG.SET, signed.content), { budget });
    checkSetOrder(set);
    for (const attribute of set.children()) attribute.children().filter(isSet).forEach(checkSetOrder);
    set.children().forEach(visitAll);
    return undefined;
  } catch (error) {
    if (error instanceof EncodingError) return error.code;
    throw error;
  }
}

function isSet(node: DerNode): boolean {
  return node.tag === TAG.SET;
}

function visitAll(node: DerNode): void {
  if (node.constructed) node.children().forEach(visitAll);
}
