import type { RevocationFacts, RevocationVerdict } from '@sigillum/x509';

/** A piece of revocation data held against one certificate, and why it is not used where it is not. */
export interface RevocationCandidate {
  readonly id: string;
  readonly kind: 'CRL' | 'OCSP';
  readonly facts: RevocationFacts | undefined;
  /** What it says by itself; present where it is usable. */
  readonly verdict?: RevocationVerdict;
  /** The reasons that a CRL speaks of. */
  readonly reasons?: ReadonlySet<string>;
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

/** What the evidence tells of the status of one certificate at validation time. */
export interface RevocationKnowledge {
  /** All data that speaks of the certificate, usable or not. */
  readonly candidates: readonly RevocationCandidate[];
  /** The latest acceptable status; undefined where there is none. */
  readonly status: { readonly verdict: RevocationVerdict; readonly used: readonly RevocationFacts[] } | undefined;
}
