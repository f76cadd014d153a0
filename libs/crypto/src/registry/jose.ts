import { type DigestAlgorithm, type KeyKind, type PublicKey, type Result, type SignatureAlgorithm } from '../types.js';
import { pssAlgorithm } from './pss-algorithm.js';
import { keySignatureOid, signatureOid } from './signatures.js';

type JoseProblem = 'ALGORITHM_UNSUPPORTED' | 'ALGORITHM_KEY_MISMATCH';

// RFC 7518 3.1 and RFC 8812 3.2: an ES name fixes the curve, too.
const ECDSA: ReadonlyMap<string, { readonly digest: DigestAlgorithm; readonly curve: string }> = new Map([
  ['ES256', { digest: 'SHA-256', curve: 'P-256' }],
  ['ES384', { digest: 'SHA-384', curve: 'P-384' }],
  ['ES512', { digest: 'SHA-512', curve: 'P-521' }],
  ['ES256K', { digest: 'SHA-256', curve: 'secp256k1' }],
]);

const RSA: ReadonlyMap<string, DigestAlgorithm> = new Map([
  ['256', 'SHA-256'],
  ['384', 'SHA-384'],
  ['512', 'SHA-512'],
]);

// RFC 8037 3.1 (EdDSA for either curve), RFC 9864 2.2 and draft-ietf-cose-dilithium (one name for one kind of key).
const OWN_HASH: ReadonlyMap<string, { readonly scheme: 'EdDSA' | 'ML-DSA'; readonly kinds: readonly KeyKind[] }> = new Map([
  ['EdDSA', { scheme: 'EdDSA', kinds: ['Ed25519', 'Ed448'] }],
  ['Ed25519', { scheme: 'EdDSA', kinds: ['Ed25519'] }],
  ['Ed448', { scheme: 'EdDSA', kinds: ['Ed448'] }],
  ['ML-DSA-44', { scheme: 'ML-DSA', kinds: ['ML-DSA-44'] }],
  ['ML-DSA-65', { scheme: 'ML-DSA', kinds: ['ML-DSA-65'] }],
  ['ML-DSA-87', { scheme: 'ML-DSA', kinds: ['ML-DSA-87'] }],
]);

/**
 * The algorithm of a JWS `alg` for this key. Symmetric names, `none` and unknown ones are ALGORITHM_UNSUPPORTED; a name that
 * belongs to another kind of key or curve is ALGORITHM_KEY_MISMATCH. ES values are in the plain format (RFC 7518 3.4).
 */
export function joseAlgorithm(name: string, key: PublicKey): Result<SignatureAlgorithm, JoseProblem> {
  const ecdsa = ECDSA.get(name);
  if (ecdsa) return key.curve === ecdsa.curve ? found('PLAIN-ECDSA', ecdsa.digest) : mismatch();
  const rsa = /^[RP]S\d+$/.test(name) ? RSA.get(name.slice(2)) : undefined;
  if (rsa && name.startsWith('R')) return key.kind === 'RSA' ? found('RSA-PKCS1', rsa) : mismatch();
  if (rsa) return key.kind === 'RSA' || key.kind === 'RSA-PSS' ? { ok: true, value: pssAlgorithm(rsa) } : mismatch();
  const own = OWN_HASH.get(name);
  if (!own) return { ok: false, problem: 'ALGORITHM_UNSUPPORTED' };
  const oid = own.kinds.includes(key.kind) ? keySignatureOid(key.kind) : undefined;
  return oid ? { ok: true, value: { scheme: own.scheme, oid } } : mismatch();
}

function found(scheme: 'PLAIN-ECDSA' | 'RSA-PKCS1', digest: DigestAlgorithm): Result<SignatureAlgorithm, JoseProblem> {
  return { ok: true, value: { scheme, digest, oid: signatureOid(scheme, digest) ?? '' } };
}

function mismatch(): { readonly ok: false; readonly problem: JoseProblem } {
  return { ok: false, problem: 'ALGORITHM_KEY_MISMATCH' };
}
