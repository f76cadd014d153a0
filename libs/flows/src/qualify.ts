import type { Budget, Instant } from '@sigillum/encoding';
import {
  combineQualifications,
  type ListGap,
  listGaps,
  listedServices,
  qualifyCertificate,
  qualifySignature,
  qualifyTimestamp,
  type TimestampQualification,
} from '@sigillum/qualification';
import type { SignatureQualification } from '@sigillum/reports';
import type { TrustSnapshot } from '@sigillum/tsl';
import type { SignatureConclusion, TimestampConclusion } from '@sigillum/validation';

/**
 * What the trusted lists make of a signature (TS 119 172-4 4.4): its certificate at issuance and at best-signature-time, and both with its verdict. Lists are stale or not as of `at`. Throws `LimitError`.
 */
export function qualificationOf(
  { indication, signingCertificate, chain, bestSignatureTime }: SignatureConclusion,
  lists: TrustSnapshot,
  at: Instant,
  budget: Budget,
): SignatureQualification {
  const services = chain === undefined ? [] : listedServices(lists, chain, budget);
  const gaps = (territory?: string): ListGap[] =>
    signingCertificate === undefined ? [] : listGaps(lists, signingCertificate, at, territory);
  if (signingCertificate === undefined || services.length === 0)
    return { word: qualifySignature(indication, undefined), gaps: gaps(), certificate: undefined };
  const atIssuance = qualifyCertificate(signingCertificate, services, signingCertificate.notBefore);
  const atUse = qualifyCertificate(signingCertificate, services, bestSignatureTime);
  const word = combineQualifications(atIssuance, atUse);
  return {
    word: qualifySignature(indication, word),
    gaps: gaps((atUse.entry ?? atIssuance.entry)?.listed.territory),
    certificate: { word, atIssuance, atUse },
  };
}

/** What the trusted lists make of each time-stamp (TS 119 615 4.7), by its id; those that can't be read are left out. Throws `LimitError`. */
export function timestampQualificationsOf(
  timestamps: readonly TimestampConclusion[],
  lists: TrustSnapshot,
  budget: Budget,
): ReadonlyMap<string, TimestampQualification> {
  const found = new Map<string, TimestampQualification>();
  for (const { id, chain, time, existedAt } of timestamps) {
    if (time === undefined || existedAt === undefined) continue;
    const services = chain === undefined ? [] : listedServices(lists, chain, budget);
    found.set(id, qualifyTimestamp(services, time, existedAt));
  }
  return found;
}
