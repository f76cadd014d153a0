import type { DigestAlgorithm, SignatureAlgorithm } from '@sigillum/crypto';
import type { Instant } from '@sigillum/encoding';
import type { RevocationReason } from '@sigillum/x509';

/** An algorithm that is not reliable, and what was made with it. */
export interface UnreliableAlgorithm {
  /** Id of the signature, certificate or revocation data; the name of signed data. */
  readonly object: string;
  /** As the object names it: an object identifier. */
  readonly algorithm: string;
  /** What that means, where it was used to sign; absent where it is not known. */
  readonly signature?: SignatureAlgorithm;
  /** What that means, where it was used to digest. */
  readonly digest?: DigestAlgorithm;
  /** Of the key that signed; absent where the key can't be read, or is none. */
  readonly keyBits?: number;
  /** Until when it was reliable; absent where it never was. */
  readonly until?: Instant;
}

/** Since when a certificate is revoked or suspended, and by whose word. */
export interface RevocationData {
  readonly certificate: string;
  readonly time: Instant;
  readonly reason: RevocationReason;
  readonly suspended: boolean;
  /** Ids of the revocation data. */
  readonly data: readonly string[];
}

/** When to ask again, and what is too old. */
export interface RetryData {
  readonly certificate: string;
  /** Since when the status stands: when old data was known, or the certificate suspended. */
  readonly since: Instant;
  /** When newer data is due (nextUpdate); absent where the data names no time. */
  readonly until?: Instant;
  readonly data: readonly string[];
}

/**
 * What has to be said with a sub-indication (EN 319 102-1 V1.4.1 tables 5 and 6, TS 119 102-2 4.3.12): empty where the conclusion is PASSED, and otherwise
 * only what goes with it. Objects are named by their ids.
 */
export interface ReportData {
  readonly signingCertificate?: string;
  /** The signer's first. */
  readonly chain?: readonly string[];
  readonly revocation?: RevocationData;
  readonly retry?: readonly RetryData[];
  readonly algorithms?: readonly UnreliableAlgorithm[];
  /** The time-stamps that contradict each other, the one that was made later first. */
  readonly timestamps?: readonly string[];
  /** Checks that failed, by id and code. */
  readonly unmet?: readonly { readonly check: string; readonly code: string }[];
  /** What is missing, differs, or lacks a proof of existence. */
  readonly objects?: readonly string[];
  /** The signature policy's identifier. */
  readonly policy?: string;
  /** In words, where the standard leaves the form open. */
  readonly reason?: string;
}
