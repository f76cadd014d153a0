import { LimitError } from './errors.js';

/** Every quantity that an input can make us spend; each lib documents what one unit of its own is. */
export type Limits = Readonly<{
  /** ASN.1 elements visited while one structure is read. */
  derNodes: number;
  /** Nesting of ASN.1 elements. */
  derDepth: number;
  /** Signature verifications (RSA, ECDSA, …) for one document: Go and rustls stop at 100 for one path search. */
  signatureChecks: number;
  /** Certificates considered for one document. */
  certificates: number;
  /** Steps of the path search: candidate issuers looked at. */
  pathSteps: number;
  /** Certificates in one path (EN 319 102-1 sets none; DSS 6.4 and Go stop near 10). */
  pathLength: number;
  /** Comparisons of a name with a name constraint (Go and rustls: 250,000). */
  nameConstraintComparisons: number;
  /** Nodes of the valid-policy graph of one path (RFC 9618). */
  policyNodes: number;
  /** Revisions (incremental updates) of one PDF. */
  pdfRevisions: number;
  /** Entries of all cross-reference sections of one PDF. */
  pdfXrefEntries: number;
  /** PDF objects parsed. */
  pdfObjects: number;
  /** Nesting of PDF arrays and dictionaries. */
  pdfDepth: number;
  /** Bytes that filters of PDF streams may produce in all. */
  pdfInflatedBytes: number;
  /** Signatures and time-stamps of one document. */
  signatures: number;
  /** Object comparisons while later revisions are compared with a signed one. */
  pdfComparisons: number;
}>;

/** What one document may cost unless the caller says otherwise; sources: `reference/security-cases` 4, 6.1 and measurements. */
export const DEFAULT_LIMITS: Limits = {
  derNodes: 2_000_000,
  derDepth: 64,
  signatureChecks: 2_000,
  certificates: 2_000,
  pathSteps: 20_000,
  pathLength: 12,
  nameConstraintComparisons: 250_000,
  policyNodes: 10_000,
  pdfRevisions: 200,
  pdfXrefEntries: 2_000_000,
  pdfObjects: 2_000_000,
  pdfDepth: 100,
  pdfInflatedBytes: 256 * 1024 * 1024,
  signatures: 200,
  pdfComparisons: 2_000_000,
};

/**
 * A purse that is handed down the call tree. `spend` takes units and throws `LimitError` when there are none left;
 * `within` checks a quantity that is not added up, such as a depth.
 */
export class Budget {
  readonly limits: Limits;
  readonly #spent = new Map<keyof Limits, number>();

  constructor(limits: Partial<Limits> = {}) {
    this.limits = { ...DEFAULT_LIMITS, ...limits };
  }

  spend(limit: keyof Limits, units = 1): void {
    const spent = (this.#spent.get(limit) ?? 0) + units;
    this.#spent.set(limit, spent);
    if (spent > this.limits[limit]) throw new LimitError(limit, this.limits[limit]);
  }

  within(limit: keyof Limits, value: number): void {
    if (value > this.limits[limit]) throw new LimitError(limit, this.limits[limit]);
  }

  spent(limit: keyof Limits): number {
    return this.#spent.get(limit) ?? 0;
  }
}
