import { DerCursor, type DerNode, EncodingError, TAG, readDer, readOid, writeElement } from '@sigillum/encoding';

const DSA = '1.2.840.10040.4.1';

/**
 * working_public_key with its parameters (RFC 5280 6.1.4 d to f): a DSA key without parameters takes those of the key above it.
 * Every other SubjectPublicKeyInfo is returned as it is, also an unreadable one, which the signature check will refuse.
 */
export function workingKey(above: Uint8Array, publicKeyInfo: Uint8Array): Uint8Array {
  try {
    const own = readParts(publicKeyInfo);
    if (own.oid !== DSA || own.hasParameters) return publicKeyInfo;
    const inherited = readParts(above);
    if (inherited.oid !== DSA || !inherited.hasParameters) return publicKeyInfo;
    return writeElement(TAG.SEQUENCE, inherited.algorithm.raw, own.key.raw);
  } catch (error) {
    if (error instanceof EncodingError) return publicKeyInfo;
    throw error;
  }
}

function readParts(publicKeyInfo: Uint8Array): { oid: string; hasParameters: boolean; algorithm: DerNode; key: DerNode } {
  const cursor = new DerCursor(readDer(publicKeyInfo), TAG.SEQUENCE, 'SubjectPublicKeyInfo');
  const algorithm = cursor.next(TAG.SEQUENCE, 'algorithm');
  const key = cursor.next(TAG.BIT_STRING, 'subjectPublicKey');
  const [oid, parameters] = algorithm.children();
  const hasParameters = parameters !== undefined && parameters.tag !== TAG.NULL;
  return { oid: oid ? readOid(oid) : '', hasParameters, algorithm, key };
}
