import { DIGEST_ALGORITHMS, type SignatureScheme } from '@sigillum/crypto';
import { fromRfc3339 } from '@sigillum/encoding';
import type { CryptographicConstraints, DigestRow, KeyRow } from '../parameters.js';

/** A key row as a policy file has it. */
export interface KeyLine {
  readonly scheme: SignatureScheme;
  readonly minimumBits: number;
  readonly until?: string;
}

const SCHEMES: Readonly<Record<SignatureScheme, true>> = {
  'RSA-PKCS1': true,
  'RSA-PSS': true,
  ECDSA: true,
  'PLAIN-ECDSA': true,
  DSA: true,
  EdDSA: true,
  'ML-DSA': true,
};

const KEY_MEMBERS: readonly string[] = ['scheme', 'minimumBits', 'until'];

const isMoment = (value: unknown): boolean => typeof value === 'string' && fromRfc3339(value) !== undefined;

/** Digest algorithms, each with the moment at which it stops being reliable, or null for no known end. */
export function isDigests(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const known: ReadonlySet<string> = new Set(DIGEST_ALGORITHMS);
  return Object.entries(value).every(([algorithm, until]) => known.has(algorithm) && (until === null || isMoment(until)));
}

/** Key rows; those of one scheme replace all that the base has for it. */
export function isKeys(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isKey);
}

function isKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('scheme' in value) || !('minimumBits' in value)) return false;
  const { scheme, minimumBits } = value;
  return (
    Object.keys(value).every((member) => KEY_MEMBERS.includes(member)) &&
    typeof scheme === 'string' &&
    Object.hasOwn(SCHEMES, scheme) &&
    Number.isInteger(minimumBits) &&
    Number(minimumBits) >= 0 &&
    (!('until' in value) || isMoment(value.until))
  );
}

/** The constraints with the rows of a file in the place of those for the same algorithm or scheme. */
export function cryptographyOf(
  base: CryptographicConstraints,
  name: string,
  digests: Readonly<Record<string, string | null>>,
  keys: readonly KeyLine[],
): CryptographicConstraints {
  const own = DIGEST_ALGORITHMS.filter((algorithm) => Object.hasOwn(digests, algorithm));
  const schemes = new Set(keys.map((key) => key.scheme));
  return {
    ...base,
    source: `${base.source}, changed by ${name}`,
    digests: [
      ...base.digests.filter((row) => !own.includes(row.algorithm)),
      ...own.map((algorithm): DigestRow => ({ algorithm, ...untilOf(digests[algorithm]) })),
    ],
    keys: [
      ...base.keys.filter((row) => !schemes.has(row.scheme)),
      ...keys.map(({ scheme, minimumBits, until }): KeyRow => ({ scheme, minimumBits, ...untilOf(until) })),
    ],
  };
}

function untilOf(text: string | null | undefined): { until?: number } {
  const until = text == null ? undefined : fromRfc3339(text);
  return until === undefined ? {} : { until };
}
