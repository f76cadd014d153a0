import { type AlgorithmIdentifier, readAlgorithmIdentifier } from '@sigillum/crypto';
import {
  type Budget,
  context,
  DerCursor,
  type DerNode,
  EncodingError,
  type Instant,
  readBitString,
  readDer,
  readSmallInteger,
  readTime,
  TAG,
} from '@sigillum/encoding';
import { onlyChild } from '../certificate/fields.js';
import { readExtensions } from '../extensions/read-extensions.js';
import { parseName } from '../name/parse-name.js';
import type { DistinguishedName, Extension } from '../types.js';

/** What a certificate list says outside its extensions and entries; the entries are between two offsets of `bytes`. */
export interface CrlFields {
  readonly bytes: Uint8Array;
  readonly tbs: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly tbsSignatureAlgorithm: AlgorithmIdentifier;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Instant;
  readonly nextUpdate: Instant | undefined;
  readonly entriesStart: number;
  readonly entriesEnd: number;
  readonly extensions: readonly Extension[];
}

/** Reads a CertificateList (RFC 5280 5.1) of version 1 or 2. Throws `EncodingError`, `X509Error` NAME_UNREADABLE. */
export function readCrlFields(bytes: Uint8Array, budget: Budget | undefined): CrlFields {
  const list = new DerCursor(readDer(bytes, { rules: 'ber', ...(budget && { budget }) }), TAG.SEQUENCE, 'CertificateList');
  const tbs = list.next(TAG.SEQUENCE, 'tbsCertList');
  const signatureAlgorithm = readAlgorithmIdentifier(list.next(TAG.SEQUENCE, 'signatureAlgorithm'));
  const signature = readBitString(list.next(TAG.BIT_STRING, 'signatureValue')).bytes;
  list.end();
  return { bytes, tbs: tbs.raw, signatureAlgorithm, signature, ...readTbs(tbs) };
}

function readTbs(node: DerNode): Omit<CrlFields, 'bytes' | 'tbs' | 'signatureAlgorithm' | 'signature'> {
  const tbs = new DerCursor(node, TAG.SEQUENCE, 'TBSCertList');
  const version = tbs.optional(TAG.INTEGER);
  if (version && ![0, 1].includes(readSmallInteger(version))) {
    throw new EncodingError('DER_VALUE', 'a version of certificate lists that is not known', version.start);
  }
  const tbsSignatureAlgorithm = readAlgorithmIdentifier(tbs.next(TAG.SEQUENCE, 'signature'));
  const issuer = parseName(tbs.next(TAG.SEQUENCE, 'issuer'));
  const thisUpdate = readTime(tbs.next(undefined, 'thisUpdate'));
  const nextUpdate = tbs.optional(TAG.UTC_TIME, TAG.GENERALIZED_TIME);
  const entries = tbs.optional(TAG.SEQUENCE);
  const extensions = tbs.optional(context(0));
  tbs.end();
  return {
    tbsSignatureAlgorithm,
    issuer,
    thisUpdate,
    nextUpdate: nextUpdate && readTime(nextUpdate),
    entriesStart: entries?.contentStart ?? 0,
    entriesEnd: entries?.contentEnd ?? 0,
    extensions: extensions ? readExtensions(onlyChild(extensions)) : [],
  };
}
