import { createPublicKey, type KeyObject } from 'node:crypto';
import { type Curve } from '../registry/curves.js';
import { type KeyProblem, type PublicKey, type Result } from '../types.js';

/** A key that passed the guards, together with what the checks of a signature value need. */
export interface KeyMaterial {
  readonly publicKey: PublicKey;
  readonly engine: KeyObject;
  /** RSA: the RSAPublicKey structure, to rebuild the key under other parameters. */
  readonly rsaPublicKey?: Uint8Array;
  readonly curve?: Curve;
  /** DSA: the order q of the subgroup. */
  readonly groupOrder?: bigint;
}

export type KeyResult = Result<KeyMaterial, KeyProblem>;

/** A refusal as a value. */
export function refuse(problem: KeyProblem): { readonly ok: false; readonly problem: KeyProblem } {
  return { ok: false, problem };
}

/** Hands a SubjectPublicKeyInfo to the engine; undefined where the engine refuses it. */
export function importKey(spki: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

/** Bits of a positive INTEGER from its content octets; 0 for zero and negative ones. */
export function bitLength(octets: Uint8Array): number {
  const first = octets.findIndex((octet) => octet !== 0);
  if (first < 0 || (octets[0] ?? 0) >= 0x80) return 0;
  return (octets.length - first - 1) * 8 + (32 - Math.clz32(octets[first] ?? 0));
}
