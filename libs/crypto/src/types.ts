/** Digest algorithms by the names that reports print. */
export type DigestAlgorithm =
  | 'MD5'
  | 'SHA-1'
  | 'RIPEMD-160'
  | 'SHA-224'
  | 'SHA-256'
  | 'SHA-384'
  | 'SHA-512'
  | 'SHA-512/256'
  | 'SHA3-224'
  | 'SHA3-256'
  | 'SHA3-384'
  | 'SHA3-512'
  | 'SHAKE256-512';

/** How a signature value was made; which algorithms are still reliable is the business of the validation policy. */
export type SignatureScheme = 'RSA-PKCS1' | 'RSA-PSS' | 'ECDSA' | 'PLAIN-ECDSA' | 'DSA' | 'EdDSA' | 'ML-DSA';

export interface PssParameters {
  readonly mgfDigest: DigestAlgorithm;
  /** Octets. */
  readonly saltLength: number;
}

export interface SignatureAlgorithm {
  readonly scheme: SignatureScheme;
  /** Absent where the scheme hashes by itself (EdDSA, ML-DSA). */
  readonly digest?: DigestAlgorithm;
  readonly pss?: PssParameters;
  /** The identifier as it stood in the bytes (OID). */
  readonly oid: string;
}

/** An AlgorithmIdentifier as read: dotted OID and the exact DER of its parameters. */
export interface AlgorithmIdentifier {
  readonly oid: string;
  readonly parameters?: Uint8Array;
}

export type KeyKind = 'RSA' | 'RSA-PSS' | 'EC' | 'DSA' | 'Ed25519' | 'Ed448' | 'ML-DSA-44' | 'ML-DSA-65' | 'ML-DSA-87';

/** A public key that passed the guards: known kind, sane size, named curve. */
export interface PublicKey {
  readonly kind: KeyKind;
  /** Modulus length of RSA, p of DSA, field size of EC curves; for Ed25519 (256), Ed448 (456) and ML-DSA the public key octets times 8. */
  readonly bits: number;
  /** NIST and brainpool curves by name: `P-256`, `brainpoolP256r1`. */
  readonly curve?: string;
  /** The exact SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  /** Restrictions in an id-RSASSA-PSS key. */
  readonly pss?: PssParameters & { readonly digest: DigestAlgorithm };
}

export type KeyProblem =
  | 'KEY_UNREADABLE'
  | 'KEY_ALGORITHM_UNSUPPORTED'
  | 'KEY_EXPLICIT_CURVE'
  | 'KEY_CURVE_UNSUPPORTED'
  | 'KEY_POINT_INVALID'
  | 'KEY_SIZE_REFUSED'
  | 'KEY_EXPONENT_REFUSED';

export type SignatureProblem =
  | 'SIGNATURE_MISMATCH' // the engine computed it, and it does not hold
  | 'SIGNATURE_ENCODING' // the value is not in the form that its algorithm demands
  | 'ALGORITHM_KEY_MISMATCH' // the key is of another kind, or restricted to other parameters
  | 'ALGORITHM_UNSUPPORTED';

/** The outcome of one signature check. `SIGNATURE_MISMATCH` and `SIGNATURE_ENCODING` mean forged or damaged; the rest, that it could not be checked. */
export type SignatureCheck = { readonly ok: true } | { readonly ok: false; readonly problem: SignatureProblem | KeyProblem };

export type Result<T, P extends string> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P };
