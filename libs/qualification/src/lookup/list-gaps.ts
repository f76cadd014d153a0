import type { Instant } from '@sigillum/encoding';
import { euTerritory, type ListStatus, staleLists, type TrustSnapshot } from '@sigillum/tsl/in-use';
import { attributeOf, type Certificate } from '@sigillum/x509';

const COUNTRY = '2.5.4.6';

/** A list that had to be asked and could not be used, or is not known to be the newest. */
export interface ListGap {
  readonly territory: string;
  /** `unusable`: nothing of it is in the snapshot; `stale`: an old copy is in use, past its next update or in the place of one that was refused. */
  readonly state: 'unusable' | 'stale';
  /** Of its authentication (TS 119 615 4.1, 4.2). */
  readonly codes: readonly string[];
}

/**
 * What is wrong at a time with the lists that an answer on a certificate rests on: the list of the lists and that of a territory, by default the country of the certificate's
 * issuer.
 */
export function listGaps(snapshot: TrustSnapshot, certificate: Certificate, at: Instant, territory = territoryOf(certificate)): ListGap[] {
  const asked = [snapshot.lotl, ...snapshot.lists.filter((list) => list.territory === territory)];
  const trusted = new Set(snapshot.trusted.map((list) => list.territory));
  const isUsable = (list: ListStatus): boolean =>
    list === snapshot.lotl ? list.process !== 'PROCESS_FAILED' || list.kept !== undefined : trusted.has(list.territory);
  const stale = staleLists(snapshot, at);
  return asked.flatMap((list) => {
    if (!isUsable(list)) return [gap(list, 'unusable')];
    return stale.includes(list) ? [gap(list, 'stale')] : [];
  });
}

function gap({ territory, codes }: ListStatus, state: ListGap['state']): ListGap {
  return { territory, state, codes };
}

function territoryOf({ issuer }: Certificate): string | undefined {
  const country = attributeOf(issuer, COUNTRY);
  return country === undefined ? undefined : euTerritory(country);
}
