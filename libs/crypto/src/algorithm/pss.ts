import {
  context,
  DerCursor,
  type DerNode,
  EncodingError,
  readDer,
  readSmallInteger,
  TAG,
  writeElement,
  writeInteger,
  writeNull,
  writeOid,
  writeSequence,
} from '@sigillum/encoding';
import { digestAlgorithmOf, digestOid } from '../registry/digests.js';
import { type AlgorithmIdentifier, type DigestAlgorithm, type PssParameters, type Result } from '../types.js';
import { hasNoParameters, isUnreadable, readAlgorithmIdentifier } from './identifier.js';

const MGF1 = '1.2.840.113549.1.1.8';

export type AlgorithmProblem = 'ALGORITHM_UNSUPPORTED' | 'ALGORITHM_PARAMETERS';

/** RSASSA-PSS-params in full: message digest, mask digest, salt in octets. */
export type PssSettings = PssParameters & { readonly digest: DigestAlgorithm };

/**
 * RSASSA-PSS-params (RFC 4055 3.1): absent fields are SHA-1, MGF1 with SHA-1, 20 octets of salt, trailer 1. Default values that
 * are spelled out are read all the same, as many signers write them. Never throws.
 */
export function readPssParameters(parameters: Uint8Array): Result<PssSettings, AlgorithmProblem> {
  try {
    return readFields(readDer(parameters));
  } catch (error) {
    if (isUnreadable(error)) return { ok: false, problem: 'ALGORITHM_PARAMETERS' };
    throw error;
  }
}

function readFields(node: DerNode): Result<PssSettings, AlgorithmProblem> {
  const cursor = new DerCursor(node, TAG.SEQUENCE, 'RSASSA-PSS-params');
  const hash = explicit(cursor.optional(context(0)));
  const mask = explicit(cursor.optional(context(1)));
  const salt = explicit(cursor.optional(context(2)));
  const trailer = explicit(cursor.optional(context(3)));
  cursor.end();
  const digest = hash ? digestOfIdentifier(readAlgorithmIdentifier(hash)) : 'SHA-1';
  const mgfDigest = mask ? digestOfMask(readAlgorithmIdentifier(mask)) : 'SHA-1';
  if (!digest || !mgfDigest) return { ok: false, problem: 'ALGORITHM_UNSUPPORTED' };
  const saltLength = salt ? readTagged(salt) : 20;
  if (saltLength < 0 || (trailer && readTagged(trailer) !== 1)) return { ok: false, problem: 'ALGORITHM_PARAMETERS' };
  return { ok: true, value: { digest, mgfDigest, saltLength } };
}

function explicit(tagged: DerNode | undefined): DerNode | undefined {
  if (!tagged) return undefined;
  const [inner, more] = tagged.children();
  if (!inner || more) throw new EncodingError('DER_UNEXPECTED', 'an explicit tag holds exactly one element', tagged.start);
  return inner;
}

function readTagged(node: DerNode): number {
  if (node.tag !== TAG.INTEGER) throw new EncodingError('DER_UNEXPECTED', 'an INTEGER expected', node.start);
  return readSmallInteger(node);
}

/** The digest of an AlgorithmIdentifier whose parameters are NULL or left out; undefined for anything else. */
export function digestOfIdentifier(identifier: AlgorithmIdentifier): DigestAlgorithm | undefined {
  return hasNoParameters(identifier) ? digestAlgorithmOf(identifier.oid) : undefined;
}

function digestOfMask(identifier: AlgorithmIdentifier): DigestAlgorithm | undefined {
  if (identifier.oid !== MGF1 || !identifier.parameters) return undefined;
  return digestOfIdentifier(readAlgorithmIdentifier(readDer(identifier.parameters)));
}

/** RSASSA-PSS-params with every field spelled out but the trailer, for the engine. */
export function writePssParameters({ digest, mgfDigest, saltLength }: PssSettings): Uint8Array {
  const identifier = (algorithm: DigestAlgorithm) => writeSequence(writeOid(digestOid(algorithm)), writeNull());
  return writeSequence(
    writeElement(context(0), identifier(digest)),
    writeElement(context(1), writeSequence(writeOid(MGF1), identifier(mgfDigest))),
    writeElement(context(2), writeInteger(saltLength)),
  );
}
