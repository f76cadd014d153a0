import type { Budget } from '@sigillum/encoding';
import type { Certificate } from '@sigillum/x509';

/** What came back from an online source: the bytes and where they are from. */
export interface Fetched {
  readonly bytes: Uint8Array;
  readonly url: string;
}

/**
 * Port to the world: where certificates and revocation data that the document lacks can be asked for. An adapter guards the network and
 * keeps to the budget; what it can't get is an empty list, never an error.
 */
export interface EvidenceSource {
  /** For `notCollected` and reports: `AIA`, `OCSP responder`, `mirror`. */
  readonly name: string;
  /** Certificates of possible issuers (authority information access, caIssuers). */
  fetchIssuers(certificate: Certificate, budget: Budget): Promise<readonly Fetched[]>;
  /** CRLs for a certificate (its distribution points). */
  fetchCrl(certificate: Certificate, budget: Budget): Promise<readonly Fetched[]>;
  /** OCSP responses about a certificate. */
  fetchOcsp(certificate: Certificate, issuer: Certificate, budget: Budget): Promise<readonly Fetched[]>;
}
