import { constants, type KeyObject, verify, type VerifyKeyObjectInput } from 'node:crypto';
import { importKey, type KeyMaterial } from '../key/material.js';
import { keyMaterial } from '../key/read.js';
import { rsaSpki } from '../key/rsa.js';
import { scalarLength } from '../registry/curves.js';
import { engineDigest } from '../registry/digests.js';
import { signatureRow } from '../registry/signatures.js';
import { type PssSettings } from '../algorithm/pss.js';
import { type DigestAlgorithm, type PublicKey, type SignatureAlgorithm, type SignatureCheck, type SignatureProblem } from '../types.js';
import { holdsWithoutNull } from './digest-info.js';
import { isEdwardsValue, isPlainPair, isSignaturePair } from './value.js';

export interface SignatureInput {
  readonly key: PublicKey;
  readonly algorithm: SignatureAlgorithm;
  /** What was signed, before any hashing. */
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
}

// A bare KeyObject means PKCS#1 v1.5 or DER to the engine, and is checked a third faster than the same with options (Node 24).
type Plan = { readonly engine: KeyObject | VerifyKeyObjectInput } | { readonly problem: SignatureProblem };

/**
 * Checks one signature value. Key, algorithm and the form of the value are judged first; the engine only computes.
 * Never throws: what the engine cannot do is ALGORITHM_UNSUPPORTED, never ok.
 */
export function verifySignature({ key, algorithm, data, signature }: SignatureInput): SignatureCheck {
  const material = keyMaterial(key);
  if (!material.ok) return material;
  const plan = planCheck(material.value, algorithm, signature);
  if ('problem' in plan) return { ok: false, problem: plan.problem };
  try {
    const holds = verify(algorithm.digest ? engineDigest(algorithm.digest) : null, data, plan.engine, signature);
    if (
      !holds &&
      algorithm.scheme === 'RSA-PKCS1' &&
      algorithm.digest &&
      holdsWithoutNull(material.value, algorithm.digest, data, signature)
    ) {
      return { ok: true };
    }
    return holds ? { ok: true } : { ok: false, problem: 'SIGNATURE_MISMATCH' };
  } catch {
    return { ok: false, problem: 'ALGORITHM_UNSUPPORTED' };
  }
}

function planCheck(material: KeyMaterial, algorithm: SignatureAlgorithm, signature: Uint8Array): Plan {
  switch (algorithm.scheme) {
    case 'RSA-PKCS1':
    case 'RSA-PSS':
      return planRsa(material, algorithm, signature);
    case 'ECDSA':
    case 'PLAIN-ECDSA':
      return planEc(material, algorithm, signature);
    case 'DSA':
      return planDsa(material, algorithm, signature);
    case 'EdDSA':
    case 'ML-DSA':
      return planOwnHash(material, algorithm, signature);
    default:
      return { problem: 'ALGORITHM_UNSUPPORTED' };
  }
}

/** Schemes over a digest need one, of fixed length. */
function hasFixedDigest(algorithm: SignatureAlgorithm): algorithm is SignatureAlgorithm & { readonly digest: DigestAlgorithm } {
  return algorithm.digest !== undefined && algorithm.digest !== 'SHAKE256-512';
}

function planRsa(material: KeyMaterial, algorithm: SignatureAlgorithm, signature: Uint8Array): Plan {
  const { publicKey, engine } = material;
  if (publicKey.kind !== 'RSA' && publicKey.kind !== 'RSA-PSS') return { problem: 'ALGORITHM_KEY_MISMATCH' };
  if (!hasFixedDigest(algorithm)) return { problem: 'ALGORITHM_UNSUPPORTED' };
  if (algorithm.scheme === 'RSA-PKCS1' && publicKey.kind === 'RSA-PSS') return { problem: 'ALGORITHM_KEY_MISMATCH' };
  // RFC 8017 8.1.2 and 8.2.2, step 1
  if (signature.length !== Math.ceil(publicKey.bits / 8)) return { problem: 'SIGNATURE_ENCODING' };
  if (algorithm.scheme === 'RSA-PKCS1') return { engine };
  if (!algorithm.pss) return { problem: 'ALGORITHM_UNSUPPORTED' };
  return planPss(material, { ...algorithm.pss, digest: algorithm.digest });
}

function planPss(material: KeyMaterial, pss: PssSettings): Plan {
  const { publicKey, rsaPublicKey } = material;
  const bound = publicKey.pss;
  // RFC 4055 3.3: the key fixes both digests and the least length of the salt
  if (bound && (bound.digest !== pss.digest || bound.mgfDigest !== pss.mgfDigest || pss.saltLength < bound.saltLength)) {
    return { problem: 'ALGORITHM_KEY_MISMATCH' };
  }
  if (pss.mgfDigest === 'SHAKE256-512') return { problem: 'ALGORITHM_UNSUPPORTED' };
  // no salt so long fits (RFC 8017 9.1.2 step 3)
  if (pss.saltLength > publicKey.bits / 8) return { problem: 'SIGNATURE_MISMATCH' };
  // the engine has no option for the digest of the mask: it takes it from a key that is bound to it
  const engine = pss.mgfDigest === pss.digest ? material.engine : rsaPublicKey && importKey(rsaSpki(rsaPublicKey, pss));
  if (!engine) return { problem: 'ALGORITHM_UNSUPPORTED' };
  return { engine: { key: engine, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: pss.saltLength } };
}

function planEc({ curve, engine }: KeyMaterial, algorithm: SignatureAlgorithm, signature: Uint8Array): Plan {
  if (!curve) return { problem: 'ALGORITHM_KEY_MISMATCH' };
  if (!hasFixedDigest(algorithm)) return { problem: 'ALGORITHM_UNSUPPORTED' };
  const plain = algorithm.scheme === 'PLAIN-ECDSA';
  const wellFormed = plain ? isPlainPair(signature, curve.order, scalarLength(curve)) : isSignaturePair(signature, curve.order);
  if (!wellFormed) return { problem: 'SIGNATURE_ENCODING' };
  return { engine: plain ? { key: engine, dsaEncoding: 'ieee-p1363' } : engine };
}

function planDsa({ groupOrder, engine }: KeyMaterial, algorithm: SignatureAlgorithm, signature: Uint8Array): Plan {
  if (groupOrder === undefined) return { problem: 'ALGORITHM_KEY_MISMATCH' };
  if (!hasFixedDigest(algorithm)) return { problem: 'ALGORITHM_UNSUPPORTED' };
  return isSignaturePair(signature, groupOrder) ? { engine } : { problem: 'SIGNATURE_ENCODING' };
}

// FIPS 204 table 2
const ML_DSA_OCTETS = { 'ML-DSA-44': 2420, 'ML-DSA-65': 3309, 'ML-DSA-87': 4627 } as const;

function planOwnHash({ publicKey, engine }: KeyMaterial, algorithm: SignatureAlgorithm, signature: Uint8Array): Plan {
  const { kind } = publicKey;
  if (signatureRow(algorithm.oid)?.key !== kind) return { problem: 'ALGORITHM_KEY_MISMATCH' };
  if (algorithm.digest) return { problem: 'ALGORITHM_UNSUPPORTED' };
  const wellFormed =
    kind === 'Ed25519' || kind === 'Ed448'
      ? isEdwardsValue(signature, kind)
      : signature.length === ML_DSA_OCTETS[kind as keyof typeof ML_DSA_OCTETS];
  return wellFormed ? { engine } : { problem: 'SIGNATURE_ENCODING' };
}
