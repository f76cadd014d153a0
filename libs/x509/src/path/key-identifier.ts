import { digest } from '@sigillum/crypto';
import { CodedError, LimitError, equalBytes } from '@sigillum/encoding';
import type { Certificate } from '../types.js';

/** How the key identifiers of a signed object and of a possible issuer relate. */
export type KeyIdMatch = 'same' | 'unknown' | 'different';

/** Compares a child's authorityKeyIdentifier with what the issuer calls its key (RFC 5280 4.2.1.1, 4.2.1.2); `unknown` where one says nothing. */
export function matchKeyIdentifiers(child: Certificate, issuer: Certificate): KeyIdMatch {
  return matchKeyIdentifier(
    readHint(() => child.authorityKeyIdentifier?.keyIdentifier),
    issuer,
  );
}

/** The same for a key identifier at hand. */
export function matchKeyIdentifier(wanted: Uint8Array | undefined, issuer: Certificate): KeyIdMatch {
  if (!wanted) return 'unknown';
  const own = readHint(() => issuer.subjectKeyIdentifier);
  if (own) return equalBytes(wanted, own) ? 'same' : 'different';
  // Method 1 of RFC 5280 4.2.1.2; other methods exist, so that a difference says nothing.
  return equalBytes(wanted, digest('SHA-1', issuer.publicKeyBits)) ? 'same' : 'unknown';
}

/** Reads a field that may be malformed, where it is only a hint; a spent budget is no hint. */
export function readHint<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodedError && !(error instanceof LimitError)) return undefined;
    throw error;
  }
}
