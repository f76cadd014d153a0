import { TAG } from '@sigillum/encoding';
import { signatureRow, type SignatureRow } from '../registry/signatures.js';
import { type AlgorithmIdentifier, type DigestAlgorithm, type Result, type SignatureAlgorithm } from '../types.js';
import { hasNoParameters, isUnreadable, parseAlgorithmIdentifier } from './identifier.js';
import { type AlgorithmProblem, digestOfIdentifier, readPssParameters } from './pss.js';

/**
 * What a signatureAlgorithm says. `digest` is the digest algorithm that CMS names beside it (RFC 5652 5.3); it counts only for
 * identifiers that name none themselves (rsaEncryption, id-ecPublicKey, id-dsa). Never throws: an unknown OID or digest is
 * ALGORITHM_UNSUPPORTED, parameters that the OID does not admit are ALGORITHM_PARAMETERS.
 */
export function readSignatureAlgorithm(
  identifier: AlgorithmIdentifier,
  digest?: DigestAlgorithm,
): Result<SignatureAlgorithm, AlgorithmProblem> {
  const row = signatureRow(identifier.oid);
  if (!row) return { ok: false, problem: 'ALGORITHM_UNSUPPORTED' };
  const { oid, scheme } = row;
  switch (row.parameters) {
    case 'pss':
      return readPss(identifier);
    case 'digest':
      return withDigest(row, specifiedDigest(identifier));
    case 'absent':
      return identifier.parameters ? { ok: false, problem: 'ALGORITHM_PARAMETERS' } : { ok: true, value: { oid, scheme } };
    case 'lax':
      return hasNoParameters(identifier) ? withDigest(row, row.digest ?? digest) : { ok: false, problem: 'ALGORITHM_PARAMETERS' };
    case 'curve':
      return hasNoParameters(identifier) || identifier.parameters?.[0] === TAG.OID
        ? withDigest(row, row.digest)
        : { ok: false, problem: 'ALGORITHM_PARAMETERS' };
    case 'key':
      return withDigest(row, digest);
  }
}

function withDigest({ oid, scheme }: SignatureRow, digest: DigestAlgorithm | undefined): Result<SignatureAlgorithm, AlgorithmProblem> {
  return digest ? { ok: true, value: { oid, scheme, digest } } : { ok: false, problem: 'ALGORITHM_UNSUPPORTED' };
}

/** Parameters MUST be there in a signature's identifier (RFC 4055 3.1); an empty SEQUENCE means the defaults. */
function readPss({ oid, parameters }: AlgorithmIdentifier): Result<SignatureAlgorithm, AlgorithmProblem> {
  if (!parameters) return { ok: false, problem: 'ALGORITHM_PARAMETERS' };
  const read = readPssParameters(parameters);
  if (!read.ok) return read;
  const { digest, mgfDigest, saltLength } = read.value;
  return { ok: true, value: { oid, scheme: 'RSA-PSS', digest, pss: { mgfDigest, saltLength } } };
}

/** ecdsa-with-Specified (ANSI X9.62 E.8): the digest algorithm is the parameter. */
function specifiedDigest({ parameters }: AlgorithmIdentifier): DigestAlgorithm | undefined {
  try {
    return parameters && digestOfIdentifier(parseAlgorithmIdentifier(parameters));
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}
