import type { AlgorithmIdentifier } from '@sigillum/crypto';
import { type DerNode, DerCursor, readOid, TAG } from '@sigillum/encoding';

/** Reads an AlgorithmIdentifier (RFC 5280 4.1.1.2). Throws `EncodingError`. */
export function readAlgorithmIdentifier(node: DerNode): AlgorithmIdentifier {
  const fields = new DerCursor(node, TAG.SEQUENCE, 'AlgorithmIdentifier');
  const oid = readOid(fields.next(TAG.OID, 'algorithm'));
  const parameters = fields.done ? undefined : fields.next(undefined, 'parameters').raw;
  fields.end();
  return { oid, ...(parameters && { parameters }) };
}
