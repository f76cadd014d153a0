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
import { readExtensions } from '../extensions/read-extensions.js';
import { parseName } from '../name/parse-name.js';
import type { DistinguishedName, Extension } from '../types.js';

/** What a certificate says outside its extensions. */
export interface CertificateFields {
  readonly bytes: Uint8Array;
  readonly tbs: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly version: 1 | 2 | 3;
  readonly serialNumber: Uint8Array;
  readonly tbsSignatureAlgorithm: AlgorithmIdentifier;
  readonly issuer: DistinguishedName;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly subject: DistinguishedName;
  readonly publicKeyInfo: Uint8Array;
  readonly publicKeyBits: Uint8Array;
  readonly extensions: readonly Extension[];
  /** The elements of Validity, whose spelling is a matter of the profile. */
  readonly validity: readonly DerNode[];
}

/**
 * Reads a Certificate (RFC 5280 4.1). Lengths are read by BER rules: where a real certificate departs from DER its
 * meaning is still one, and the signature is checked over these very bytes. Throws `EncodingError`, `X509Error` NAME_UNREADABLE.
 */
export function readCertificateFields(bytes: Uint8Array, budget: Budget | undefined): CertificateFields {
  const certificate = new DerCursor(readDer(bytes, { rules: 'ber', ...(budget && { budget }) }), TAG.SEQUENCE, 'Certificate');
  const tbs = certificate.next(TAG.SEQUENCE, 'tbsCertificate');
  const signatureAlgorithm = readAlgorithmIdentifier(certificate.next(TAG.SEQUENCE, 'signatureAlgorithm'));
  const signature = readBitString(certificate.next(TAG.BIT_STRING, 'signatureValue')).bytes;
  certificate.end();
  return { bytes, tbs: tbs.raw, signatureAlgorithm, signature, ...readTbs(tbs) };
}

type TbsFields = Omit<CertificateFields, 'bytes' | 'tbs' | 'signatureAlgorithm' | 'signature'>;

function readTbs(node: DerNode): TbsFields {
  const tbs = new DerCursor(node, TAG.SEQUENCE, 'TBSCertificate');
  const version = readVersion(tbs.optional(context(0)));
  const serialNumber = tbs.next(TAG.INTEGER, 'serialNumber');
  if (serialNumber.content.length === 0) throw new EncodingError('DER_VALUE', 'a serial number without content', serialNumber.start);
  const tbsSignatureAlgorithm = readAlgorithmIdentifier(tbs.next(TAG.SEQUENCE, 'signature'));
  const issuer = parseName(tbs.next(TAG.SEQUENCE, 'issuer'));
  const validity = new DerCursor(tbs.next(TAG.SEQUENCE, 'validity'), TAG.SEQUENCE, 'Validity');
  const notBefore = validity.next(undefined, 'notBefore');
  const notAfter = validity.next(undefined, 'notAfter');
  validity.end();
  const subject = parseName(tbs.next(TAG.SEQUENCE, 'subject'));
  const publicKeyInfo = tbs.next(TAG.SEQUENCE, 'subjectPublicKeyInfo');
  tbs.optional(context(1, false), context(1));
  tbs.optional(context(2, false), context(2));
  const extensions = tbs.optional(context(3));
  tbs.end();
  return {
    version,
    serialNumber: serialNumber.content,
    tbsSignatureAlgorithm,
    issuer,
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    subject,
    publicKeyInfo: publicKeyInfo.raw,
    publicKeyBits: readKeyBits(publicKeyInfo),
    extensions: extensions ? readExtensions(onlyChild(extensions)) : [],
    validity: [notBefore, notAfter],
  };
}

function readVersion(node: DerNode | undefined): 1 | 2 | 3 {
  const version = node ? readSmallInteger(onlyChild(node)) + 1 : 1;
  if (version === 1 || version === 2 || version === 3) return version;
  throw new EncodingError('DER_VALUE', `version ${version} of X.509 is not known`, node?.start ?? 0);
}

function readKeyBits(publicKeyInfo: DerNode): Uint8Array {
  const fields = new DerCursor(publicKeyInfo, TAG.SEQUENCE, 'SubjectPublicKeyInfo');
  fields.next(TAG.SEQUENCE, 'algorithm');
  const bits = readBitString(fields.next(TAG.BIT_STRING, 'subjectPublicKey')).bytes;
  fields.end();
  return bits;
}

/** The one element inside an explicit tag. */
export function onlyChild(node: DerNode): DerNode {
  const [child, ...more] = node.children();
  if (!child || more.length > 0) throw new EncodingError('DER_UNEXPECTED', 'an explicit tag must hold one element', node.start);
  return child;
}
