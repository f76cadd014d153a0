import { readAlgorithmIdentifier } from '@sigillum/crypto';
import {
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
import type { CmsAttribute, SignerInfo } from './types.js';

/** SignerInfo (RFC 5652 5.3); throws `EncodingError`. */
export function readSignerInfo(node: DerNode): SignerInfo {
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'SignerInfo');
  const version = readSmallInteger(cursor.next(TAG.INTEGER, 'version'));
  const sid = readSid(cursor.next(undefined, 'sid'));
  const digestAlgorithm = readAlgorithmIdentifier(cursor.next(TAG.SEQUENCE, 'digestAlgorithm'));
  const signed = cursor.optional(context(0));
  const signatureAlgorithm = readAlgorithmIdentifier(cursor.next(TAG.SEQUENCE, 'signatureAlgorithm'));
  const signature = readOctetString(cursor.next(undefined, 'signature'));
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
    signedAttributesProblem: signed && problemOf(signed),
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

/** Why the signed attributes are not DER (RFC 5652 5.4 demands it); undefined where they are. */
function problemOf(signed: DerNode): string | undefined {
  if (signed.indefinite) return 'DER_LENGTH';
  try {
    const set = readDer(writeElement(TAG.SET, signed.content));
    checkSetOrder(set);
    set.children().forEach(walk);
    return undefined;
  } catch (error) {
    if (error instanceof EncodingError) return error.code;
    throw error;
  }
}

function walk(node: DerNode): void {
  if (node.constructed) node.children().forEach(walk);
}
