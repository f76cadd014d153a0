import type { DigestAlgorithm, SignatureScheme } from '@sigillum/crypto';
import type { Instant } from '@sigillum/encoding';
import type { Severity } from '../conclusion.js';

/** Until when a digest algorithm is reliable; no end: reliable without a known end. */
export interface DigestRow {
  readonly algorithm: DigestAlgorithm;
  readonly until?: Instant;
}

/** From `minimumBits` on (up to the next row of the same scheme) a key is reliable until `until`. */
export interface KeyRow {
  readonly scheme: SignatureScheme;
  readonly minimumBits: number;
  readonly until?: Instant;
}

/** Cryptographic constraints as dated data. What is not listed is not reliable. */
export interface CryptographicConstraints {
  /** Where the figures come from. */
  readonly source: string;
  readonly digests: readonly DigestRow[];
  readonly keys: readonly KeyRow[];
  /**
   * When the figures were settled. An end that lies after it was a forecast then; how heavy a forecast that has come true weighs is
   * `severityAfterIssue`.
   */
  readonly issued: Instant;
  readonly severityAfterIssue: Severity;
}

/** How old a revocation status may be at validation time (EN 319 102-1 5.2.5). */
export type Freshness =
  | { readonly kind: 'maximum-age'; readonly milliseconds: number }
  /** nextUpdate - thisUpdate, where no other figure is given. */
  | { readonly kind: 'update-interval' };

export interface AcceptableSignaturePolicies {
  readonly none: boolean;
  readonly implied: boolean;
  readonly explicit: 'any' | readonly string[];
}

export type ValidityModel = 'shell' | 'chain' | 'hybrid';

/** The figures and lists that checks read. */
export interface PolicyParameters {
  readonly cryptography: CryptographicConstraints;
  readonly signaturePolicies: AcceptableSignaturePolicies;
  readonly signerFreshness: Freshness;
  readonly caFreshness: Freshness;
  /** One of these has to be in the key usage of a signing certificate. */
  readonly signerKeyUsage: readonly ('nonRepudiation' | 'digitalSignature')[];
  /** Which extensions of a signing certificate replace revocation data (EN 319 412-1 5.2, X.509 noRevAvail). */
  readonly revocationExemptions: readonly ('validity-assured-short-term' | 'no-revocation-available')[];
  /**
   * Whether revocation data that speaks of a time after the validation time is used. It can only be there where a document is judged as of a
   * moment in the past: then it either does not exist yet, or knows better.
   */
  readonly laterStatus: 'refused' | 'used';
  /** How heavy time-stamps weigh whose order contradicts what they cover (EN 319 102-1 5.5.4). */
  readonly timestampOrder: Severity;
  /** Milliseconds that may lie between the claimed signing time and the time-stamp (EN 319 102-1 5.5.4 step 5); undefined: any. */
  readonly timestampDelay?: number;
  /**
   * When the certificates of CAs have to have been valid (EN 319 102-1 5.2.6.4 step 4): at validation time (shell; also where nothing is said), when they issued
   * the certificate below (chain), or when the signer's certificate was issued (hybrid, as EU DSS has it).
   */
  readonly validityModel?: ValidityModel;
  /** Initial policy set of RFC 5280 6.1.1 c; undefined is any-policy. */
  readonly initialPolicies?: readonly string[];
}
