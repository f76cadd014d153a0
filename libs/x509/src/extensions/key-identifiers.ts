import { context, type DerNode, DerCursor, EncodingError, readOctetString, TAG } from '@sigillum/encoding';
import { parseGeneralNames } from '../name/general-name.js';
import type { GeneralName } from '../types.js';

/** SubjectKeyIdentifier (RFC 5280 4.2.1.2). */
export function readSubjectKeyIdentifier(node: DerNode): Uint8Array {
  if ((node.tag & ~0x20) !== TAG.OCTET_STRING) {
    throw new EncodingError('DER_UNEXPECTED', 'SubjectKeyIdentifier: an OCTET STRING expected', node.start);
  }
  return readOctetString(node);
}

export interface AuthorityKeyIdentifier {
  readonly keyIdentifier?: Uint8Array;
  readonly issuer?: readonly GeneralName[];
  readonly serialNumber?: Uint8Array;
}

/** AuthorityKeyIdentifier (RFC 5280 4.2.1.1). */
export function readAuthorityKeyIdentifier(node: DerNode): AuthorityKeyIdentifier {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'AuthorityKeyIdentifier');
  const keyIdentifier = fields.optional(context(0, false));
  const issuer = fields.optional(context(1));
  const serialNumber = fields.optional(context(2, false));
  fields.end();
  return {
    ...(keyIdentifier && { keyIdentifier: readOctetString(keyIdentifier) }),
    ...(issuer && { issuer: parseGeneralNames(issuer) }),
    ...(serialNumber && { serialNumber: serialNumber.content }),
  };
}
