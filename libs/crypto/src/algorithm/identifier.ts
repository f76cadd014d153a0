import { DerCursor, type DerNode, EncodingError, equalBytes, LimitError, readDer, readOid, TAG } from '@sigillum/encoding';
import { type AlgorithmIdentifier } from '../types.js';

const NULL_ELEMENT = Uint8Array.of(TAG.NULL, 0);

/** AlgorithmIdentifier (RFC 5280 4.1.1.2): the OID and the exact bytes of the parameters. Throws `EncodingError`. */
export function readAlgorithmIdentifier(node: DerNode): AlgorithmIdentifier {
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'AlgorithmIdentifier');
  const oid = readOid(cursor.next(TAG.OID, 'algorithm'));
  const parameters = cursor.done ? undefined : cursor.next(undefined, 'parameters');
  cursor.end();
  return parameters ? { oid, parameters: parameters.raw } : { oid };
}

/** Whether the parameters are left out or an ASN.1 NULL. */
export function hasNoParameters({ parameters }: AlgorithmIdentifier): boolean {
  return parameters === undefined || equalBytes(parameters, NULL_ELEMENT);
}

/** Reads an AlgorithmIdentifier that stands alone in its bytes. Throws `EncodingError`. */
export function parseAlgorithmIdentifier(bytes: Uint8Array): AlgorithmIdentifier {
  return readAlgorithmIdentifier(readDer(bytes));
}

/** Whether an error says that the bytes cannot be read; anything else is a fault of the program. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof EncodingError || error instanceof LimitError;
}
