import type { SignedDocument } from '@sigillum/ades';
import type { Budget } from '@sigillum/encoding';
import type { Certificate, TrustAnchor } from '@sigillum/x509';
import { evidenceOf } from './evidence-of.js';
import type { EvidenceSource } from './sources.js';
import type { EvidenceSet, NotCollected, NotCollectedReason, SuppliedEvidence } from './types.js';

export interface CollectOptions {
  readonly supplied: SuppliedEvidence;
  readonly anchors: readonly TrustAnchor[];
  /** Empty: nothing is asked online, and the set says so. */
  readonly sources: readonly EvidenceSource[];
  readonly offline: boolean;
}

/**
 * The only asynchronous step of a validation: everything that the verdict may be drawn from, as a set that can be stored and judged again.
 * Throws `LimitError` when the budget is spent.
 */
export async function collectEvidence(document: SignedDocument, options: CollectOptions, budget: Budget): Promise<EvidenceSet> {
  const found = evidenceOf(document, options.supplied, options.anchors, budget);
  const why: NotCollectedReason | undefined = options.offline ? 'offline' : options.sources.length === 0 ? 'no-online-source' : undefined;
  return Promise.resolve(why === undefined ? found : { ...found, notCollected: notAsked(found, why) });
}

/** What could have been asked for each certificate of the set, in the order of ids. */
function notAsked(set: EvidenceSet, why: NotCollectedReason): NotCollected[] {
  const issuers = new Set(set.certificates.map((item) => item.value.subject.key));
  return set.certificates.flatMap(({ value }) => missingFor(value, issuers).map((what) => ({ what, why })));
}

function missingFor(certificate: Certificate, issuers: ReadonlySet<string>): string[] {
  const missing: string[] = [];
  const access = readable(() => certificate.authorityInfoAccess);
  const points = readable(() => certificate.crlDistributionPoints);
  if (!issuers.has(certificate.issuer.key) && (access?.caIssuers.length ?? 0) > 0) missing.push(`issuer of ${certificate.id}`);
  if ((access?.ocsp.length ?? 0) > 0) missing.push(`OCSP response for ${certificate.id}`);
  if ((points?.length ?? 0) > 0) missing.push(`CRL for ${certificate.id}`);
  return missing;
}

/** A malformed extension names nothing that could be asked; that it is malformed, the chain's checks say. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
