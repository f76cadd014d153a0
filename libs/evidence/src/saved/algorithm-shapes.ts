import { DIGEST_ALGORITHMS, type DigestAlgorithm, type SignatureScheme } from '@sigillum/crypto';
import { type Shape, shape, ShapeError } from '@sigillum/encoding';

/** A digest algorithm by its name. */
export const digestAlgorithmShape: Shape<DigestAlgorithm> = shape.via<DigestAlgorithm, string>(
  shape.text,
  (algorithm) => algorithm,
  (name, at) => {
    const known = DIGEST_ALGORITHMS.find((one) => one === name);
    if (known === undefined) throw new ShapeError(at, 'a digest algorithm');
    return known;
  },
);

/** A signature scheme by its name. */
export const signatureSchemeShape: Shape<SignatureScheme> = shape.oneOf({
  'RSA-PKCS1': true,
  'RSA-PSS': true,
  ECDSA: true,
  'PLAIN-ECDSA': true,
  DSA: true,
  EdDSA: true,
  'ML-DSA': true,
});
