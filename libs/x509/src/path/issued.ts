import { type AlgorithmIdentifier, type SignatureCheck, readPublicKey, readSignatureAlgorithm, verifySignature } from '@sigillum/crypto';
import { type Budget, equalBytes } from '@sigillum/encoding';
import type { Certificate, CertificateIssuer } from '../types.js';

/**
 * Outcomes by object and key, the oldest dropped first: the certificates of CAs come back in document after document. An outcome follows
 * from object and key alone, and is paid for in every budget anew, so that what was checked before changes no verdict.
 */
const outcomes = new Map<string, SignatureCheck>();
const MAX_OUTCOMES = 4096;

/** What a budget has paid for already: asking twice costs once. */
const paid = new WeakMap<Budget, Set<string>>();

/** Anything with the shape `SIGNED{}` of RFC 5280: certificates, CRLs. */
interface SignedObject {
  readonly id: string;
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  /** Absent in structures that carry the identifier once (OCSP). */
  readonly tbsSignatureAlgorithm?: AlgorithmIdentifier;
}

/**
 * Whether the issuer's key made the child's signature; names are not looked at. Costs one unit of `signatureChecks` the first time it
 * is asked within a budget. `LimitError` when that is spent.
 */
export function issued(issuer: Pick<CertificateIssuer, 'subject' | 'publicKeyInfo'>, child: Certificate, budget: Budget): SignatureCheck {
  return checkSignedObject(issuer.publicKeyInfo, child, budget);
}

/** One signature check of a certificate, CRL or OCSP response against a SubjectPublicKeyInfo; see `issued`. */
export function checkSignedObject(publicKeyInfo: Uint8Array, signed: SignedObject, budget: Budget): SignatureCheck {
  const key = Buffer.from(publicKeyInfo).toString('latin1');
  const spent = paid.get(budget) ?? new Set();
  paid.set(budget, spent);
  const question = `${signed.id}|${key}`;
  if (!spent.has(question)) budget.spend('signatureChecks');
  spent.add(question);

  const known = outcomes.get(question);
  if (known) return known;
  const outcome = computeCheck(publicKeyInfo, signed);
  for (const oldest of outcomes.keys()) {
    if (outcomes.size < MAX_OUTCOMES) break;
    outcomes.delete(oldest);
  }
  outcomes.set(question, outcome);
  return outcome;
}

function computeCheck(publicKeyInfo: Uint8Array, signed: SignedObject): SignatureCheck {
  // RFC 5280 4.1.1.2, 5.1.1.2: the identifier outside the signed part has to repeat the one inside.
  if (signed.tbsSignatureAlgorithm && !sameAlgorithm(signed.signatureAlgorithm, signed.tbsSignatureAlgorithm)) {
    return { ok: false, problem: 'SIGNATURE_ENCODING' };
  }
  const algorithm = readSignatureAlgorithm(signed.signatureAlgorithm);
  if (!algorithm.ok) return { ok: false, problem: 'ALGORITHM_UNSUPPORTED' };
  const key = readPublicKey(publicKeyInfo);
  if (!key.ok) return { ok: false, problem: key.problem };
  return verifySignature({ key: key.value, algorithm: algorithm.value, data: signed.tbs, signature: signed.signature });
}

function sameAlgorithm(a: AlgorithmIdentifier, b: AlgorithmIdentifier): boolean {
  if (a.oid !== b.oid) return false;
  if (!a.parameters || !b.parameters) return a.parameters === b.parameters;
  return equalBytes(a.parameters, b.parameters);
}

/** Forged or damaged, as against not checked. */
export function isBroken(check: SignatureCheck): boolean {
  return !check.ok && (check.problem === 'SIGNATURE_MISMATCH' || check.problem === 'SIGNATURE_ENCODING');
}
