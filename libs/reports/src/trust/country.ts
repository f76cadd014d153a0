import { type Instant, toRfc3339 } from '@sigillum/encoding';
import type { TrustServiceProvider, TrustSnapshot } from '@sigillum/tsl';
import { listViewOf, type TrustListView } from './list-view.js';
import { toServiceView, type TrustServiceView } from './service-view.js';

export interface TrustProviderView {
  readonly names: readonly string[];
  readonly tradeNames: readonly string[];
  readonly services: readonly TrustServiceView[];
}

/** One country's list with all that stands in it. */
export interface TrustCountry {
  readonly snapshot: string;
  readonly asOf: string;
  readonly list: TrustListView;
  /** Of the format (TS 119 612); null where no edition is in use, as for the fields below. */
  readonly version: number | null;
  readonly operatorNames: readonly string[];
  readonly providers: readonly TrustProviderView[];
}

/** A country's list by its code as the lists spell it (EL, UK); undefined where the snapshot knows no list of that country. */
export function toTrustCountry(snapshot: TrustSnapshot, territory: string, now: Instant): TrustCountry | undefined {
  const status = snapshot.lists.find((one) => one.territory === territory);
  if (status === undefined) return undefined;
  const list = snapshot.trusted.find((one) => one.territory === territory);
  return {
    snapshot: snapshot.id,
    asOf: toRfc3339(now),
    list: listViewOf(snapshot, status, now),
    version: list?.version ?? null,
    operatorNames: list?.operatorNames ?? [],
    providers: list?.providers.map(toProviderView) ?? [],
  };
}

function toProviderView({ names, tradeNames, services }: TrustServiceProvider): TrustProviderView {
  return { names, tradeNames, services: services.map(toServiceView) };
}
