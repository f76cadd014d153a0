import { digest } from '@sigillum/crypto';
import { canonicalJson, toHex } from '@sigillum/encoding';
import type { ValidationPolicy } from '../policy.js';

/** A policy is a value that never changes, and has many reports. */
const digests = new WeakMap<ValidationPolicy, string>();

/** SHA-256 (lower-case hex) of a policy as canonical JSON: what makes one `house, version 1` different from another. */
export function policyDigest(policy: ValidationPolicy): string {
  const known = digests.get(policy);
  if (known !== undefined) return known;
  const value = toHex(digest('SHA-256', Buffer.from(canonicalJson(policy), 'utf8')));
  digests.set(policy, value);
  return value;
}
