import type { DigestAlgorithm, SignatureAlgorithm, SignatureScheme } from '@sigillum/crypto';
import { type Instant, toRfc3339 } from '@sigillum/encoding';
import type { Severity } from '../conclusion.js';
import type { CryptographicConstraints, KeyRow } from './parameters.js';

export type AlgorithmProblem = 'ALGORITHM_UNKNOWN' | 'DIGEST_NOT_RELIABLE' | 'KEY_NOT_RELIABLE' | 'KEY_TOO_SMALL';

/** Whether an algorithm is reliable at a time, and since when it is not. */
export type Reliability =
  | { readonly reliable: true; readonly until: Instant | undefined }
  | {
      readonly reliable: false;
      readonly code: AlgorithmProblem;
      readonly message: string;
      /** When it stopped being reliable; undefined where it never was. */
      readonly deadline: Instant | undefined;
      /** Undefined: as heavy as the check. */
      readonly severity: Severity | undefined;
    };

/** Reliability of a digest algorithm (TS 119 312). Undefined stands for an identifier that is not known. */
export function digestReliability(
  digest: DigestAlgorithm | undefined,
  identifier: string,
  at: Instant,
  constraints: CryptographicConstraints,
): Reliability {
  const row = constraints.digests.find((one) => one.algorithm === digest);
  if (row === undefined) return unlisted(`the digest algorithm ${digest ?? identifier}`);
  return untilThen(`The digest algorithm ${row.algorithm}`, 'DIGEST_NOT_RELIABLE', row.until, at, constraints);
}

/** Reliability of a key of a given size under a signature scheme. */
export function keyReliability(scheme: SignatureScheme, bits: number, at: Instant, constraints: CryptographicConstraints): Reliability {
  const rows = constraints.keys.filter((one) => one.scheme === scheme);
  if (rows.length === 0) return unlisted(`the signature scheme ${scheme}`);
  const row = rows.filter((one) => one.minimumBits <= bits).reduce<KeyRow | undefined>(larger, undefined);
  if (row === undefined) {
    const message = `A ${scheme} key of ${bits} bits is below every size that is accepted.`;
    return { reliable: false, code: 'KEY_TOO_SMALL', message, deadline: undefined, severity: undefined };
  }
  return untilThen(`A ${scheme} key of ${bits} bits`, 'KEY_NOT_RELIABLE', row.until, at, constraints);
}

/** Reliability of a signature: of its digest and of its key, the worse of both. */
export function signatureReliability(
  algorithm: SignatureAlgorithm,
  bits: number,
  at: Instant,
  constraints: CryptographicConstraints,
): Reliability {
  const key = keyReliability(algorithm.scheme, bits, at, constraints);
  if (algorithm.digest === undefined) return key;
  const digest = digestReliability(algorithm.digest, algorithm.oid, at, constraints);
  const mgf = algorithm.pss === undefined ? digest : digestReliability(algorithm.pss.mgfDigest, algorithm.oid, at, constraints);
  return [key, digest, mgf].reduce(worse);
}

/** The one that is less reliable: a hard failure before a softened one, an earlier end before a later one. */
export function worse(a: Reliability, b: Reliability): Reliability {
  const rank = (one: Reliability): number => (one.reliable ? 2 : one.severity === undefined ? 0 : 1);
  if (rank(a) !== rank(b)) return rank(a) < rank(b) ? a : b;
  return end(a) <= end(b) ? a : b;
}

function end(one: Reliability): number {
  if (one.reliable) return one.until ?? Number.POSITIVE_INFINITY;
  return one.deadline ?? Number.NEGATIVE_INFINITY;
}

function larger(a: KeyRow | undefined, b: KeyRow): KeyRow {
  return a === undefined || b.minimumBits > a.minimumBits ? b : a;
}

function unlisted(what: string): Reliability {
  const message = `The policy's list of reliable algorithms does not have ${what}.`;
  return { reliable: false, code: 'ALGORITHM_UNKNOWN', message, deadline: undefined, severity: undefined };
}

function untilThen(
  what: string,
  code: AlgorithmProblem,
  until: Instant | undefined,
  at: Instant,
  constraints: CryptographicConstraints,
): Reliability {
  if (until === undefined || at < until) return { reliable: true, until };
  const message = `${what} is not reliable since ${toRfc3339(until)} (${constraints.source}).`;
  const severity = until > constraints.issued ? constraints.severityAfterIssue : undefined;
  return { reliable: false, code, message, deadline: until, severity };
}
