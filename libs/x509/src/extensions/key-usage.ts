import {
  bitOf,
  type BitString,
  context,
  DerCursor,
  type DerNode,
  EncodingError,
  type Instant,
  readBitString,
  readOid,
  readTime,
  TAG,
} from '@sigillum/encoding';
import type { KeyUsageBit } from '../types.js';

const KEY_USAGE_BITS: readonly KeyUsageBit[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

/** The names of the bits that are set; bits without a name, and those that the value declares unused, are passed over. */
export function namedBits<Name>(bits: BitString, names: readonly (Name | undefined)[]): ReadonlySet<Name> {
  const used = bits.bytes.length * 8 - bits.unusedBits;
  return new Set(names.filter((name, index): name is Name => name !== undefined && index < used && bitOf(bits, index)));
}

/** KeyUsage (RFC 5280 4.2.1.3). */
export function readKeyUsage(node: DerNode): ReadonlySet<KeyUsageBit> {
  if (node.tag !== TAG.BIT_STRING) throw new EncodingError('DER_UNEXPECTED', 'KeyUsage: a BIT STRING expected', node.start);
  return namedBits(readBitString(node), KEY_USAGE_BITS);
}

/** ExtKeyUsageSyntax (RFC 5280 4.2.1.12): dotted identifiers. */
export function readExtendedKeyUsage(node: DerNode): readonly string[] {
  const purposes = new DerCursor(node, TAG.SEQUENCE, 'ExtKeyUsageSyntax');
  const oids: string[] = [];
  while (!purposes.done) oids.push(readOid(purposes.next(TAG.OID, 'KeyPurposeId')));
  return oids;
}

/** PrivateKeyUsagePeriod (RFC 3280 4.2.1.4). */
export function readPrivateKeyUsagePeriod(node: DerNode): { notBefore?: Instant; notAfter?: Instant } {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'PrivateKeyUsagePeriod');
  const notBefore = fields.optional(context(0, false));
  const notAfter = fields.optional(context(1, false));
  fields.end();
  return { ...(notBefore && { notBefore: readTime(notBefore) }), ...(notAfter && { notAfter: readTime(notAfter) }) };
}
