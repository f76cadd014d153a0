import type { SignedDocument } from '@sigillum/ades';
import { Budget, type Instant } from '@sigillum/encoding';
import type { Certificate, TrustAnchor } from '@sigillum/x509';
import { gatherFrom } from './evidence-of.js';
import { collectOnline } from './online/collect-online.js';
import { placesOf } from './online/places.js';
import { signersOf } from './online/signers.js';
import type { EvidenceSource, FetchLimits } from './sources.js';
import type { EvidenceSet, NotCollected, NotCollectedReason, SuppliedEvidence } from './types.js';

export interface CollectOptions {
  readonly supplied: SuppliedEvidence;
  readonly anchors: readonly TrustAnchor[];
  /** Empty: nothing is asked online, and the set says so. */
  readonly sources: readonly EvidenceSource[];
  /** No source is opened: what is judged is what the document and the caller brought, so that it can be judged again anywhere. */
  readonly offline: boolean;
  /** The moment that the document is judged for: data that are current then need not be asked for again. Undefined: everything is asked. */
  readonly at?: Instant;
  /** Of each source. */
  readonly limits?: FetchLimits;
}

/** What one document may have us ask, and how long it may wait for the answers. */
export const FETCH_LIMITS: FetchLimits = { fetches: 10, time: 30_000 };

/**
 * The only asynchronous step of a validation: everything that the verdict may be drawn from, as a set that can be stored and judged again.
 * Throws `LimitError` when the budget is spent by the document; what comes from online sources has a budget of the same size of its own.
 */
export function collectEvidence(document: SignedDocument, options: CollectOptions, budget: Budget): Promise<EvidenceSet> {
  return collect(document, options, budget, (online) => signersOf(document, online));
}

/** The same for a certificate that is judged by itself. */
export function collectCertificateEvidence(certificate: Certificate, options: CollectOptions, budget: Budget): Promise<EvidenceSet> {
  const supplied = { ...options.supplied, certificates: [certificate.bytes, ...options.supplied.certificates] };
  return collect({ signatures: [], timestamps: [] }, { ...options, supplied }, budget, () => () => [certificate]);
}

type SignersAmong = (certificates: readonly Certificate[]) => readonly Certificate[];

async function collect(
  document: Pick<SignedDocument, 'signatures' | 'timestamps'>,
  { supplied, anchors, sources, offline, at, limits = FETCH_LIMITS }: CollectOptions,
  budget: Budget,
  signersWithin: (online: Budget) => SignersAmong,
): Promise<EvidenceSet> {
  const gathering = gatherFrom(document, supplied, anchors, budget);
  const why: NotCollectedReason | undefined = offline ? 'offline' : sources.length === 0 ? 'no-online-source' : undefined;
  if (why !== undefined) return notAsked(gathering.toSet(), why);
  const sessions = sources.map((source) => source.open(limits));
  try {
    const online = new Budget(budget.limits);
    const notCollected = await collectOnline(signersWithin(online), gathering, sessions, at, online);
    return { ...gathering.toSet(), notCollected };
  } finally {
    for (const session of sessions) session.close();
  }
}

/** The set with what could have been asked for each of its certificates, in the order of ids. */
function notAsked(set: EvidenceSet, why: NotCollectedReason): EvidenceSet {
  const issuers = new Set(set.certificates.map((item) => item.value.subject.key));
  const notCollected = set.certificates.flatMap(({ value }): NotCollected[] => {
    const places = placesOf(value);
    return [
      ...(places.issuers && !issuers.has(value.issuer.key) ? [{ what: `issuer of ${value.id}`, why }] : []),
      ...(places.ocsp ? [{ what: `OCSP response for ${value.id}`, why }] : []),
      ...(places.crl ? [{ what: `CRL for ${value.id}`, why }] : []),
    ];
  });
  return { ...set, notCollected };
}
