import type { Instant } from '@sigillum/encoding';
import type { Certificate, CertificateIssuer } from '@sigillum/x509';

/** Why a source could not give what it was asked for. */
export type FetchFailure =
  | 'blocked' // not an address that documents may have us ask
  | 'circuit-open' // the host failed several times just now and is left alone for a while
  | 'timed-out'
  | 'failed' // no connection, no name, an HTTP status other than 200
  | 'too-large'
  | 'not-what-was-asked' // the answer is no certificate, CRL or OCSP response, or speaks of something else
  | 'limit'; // the requests or the time of this validation are spent

/** What came back from an online source: the bytes, where they are from, and when they were fetched from there. */
export interface Fetched {
  readonly bytes: Uint8Array;
  readonly url: string;
  readonly at: Instant;
}

/** An address that gave nothing. */
export interface Missed {
  readonly url: string;
  readonly why: FetchFailure;
}

/** All that one question brought; `missed` also where another address had what was asked for. */
export interface SourceAnswer {
  readonly found: readonly Fetched[];
  readonly missed: readonly Missed[];
}

/** What one validation may ask of a source; the source holds the clock. */
export interface FetchLimits {
  /** Requests that go out; what a cache knows is free. */
  readonly fetches: number;
  /** Milliseconds from the opening of the session. */
  readonly time: number;
}

/** One validation's dealings with a source. No method rejects: what can't be had is in `missed`. */
export interface EvidenceSession {
  /** Certificates of possible issuers (authority information access, caIssuers). */
  fetchIssuers(certificate: Certificate): Promise<SourceAnswer>;
  /** CRLs for a certificate (its distribution points). */
  fetchCrl(certificate: Certificate, issuer: CertificateIssuer): Promise<SourceAnswer>;
  /** OCSP responses about a certificate. */
  fetchOcsp(certificate: Certificate, issuer: CertificateIssuer): Promise<SourceAnswer>;
  /** Ends the session: nothing is waited for any more. */
  close(): void;
}

/**
 * Port to the world: where certificates and revocation data that the document lacks can be asked for. An adapter guards the network and
 * keeps to the limits.
 */
export interface EvidenceSource {
  /** For `notCollected` and reports: `online`, `mirror`. */
  readonly name: string;
  open(limits: FetchLimits): EvidenceSession;
}
