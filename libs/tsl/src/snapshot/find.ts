import type { Instant } from '@sigillum/encoding';
import type { Certificate } from '@sigillum/x509';

import type { ListStatus, ServiceState, TrustService, TrustServiceProvider, TrustSnapshot } from '../types.js';

/** A service with the list and provider that it stands under. */
export interface FoundService {
  readonly territory: string;
  readonly provider: TrustServiceProvider;
  readonly service: TrustService;
}

/** A found service in the state that it had at the time asked for. */
export interface FoundServiceState extends FoundService {
  readonly state: ServiceState;
}

type Issuer = Pick<Certificate, 'subject' | 'publicKeyInfo'>;

const indexes = new WeakMap<TrustSnapshot, ReadonlyMap<string, readonly FoundService[]>>();

/** The services whose digital identity is this certificate's public key and subject name (Decision (EU) 2025/2164, C.3). */
export function findListedServices(snapshot: TrustSnapshot, issuer: Issuer): readonly FoundService[] {
  let index = indexes.get(snapshot);
  if (index === undefined) {
    index = indexOf(snapshot);
    indexes.set(snapshot, index);
  }
  return index.get(keyOf(issuer)) ?? [];
}

/** The same in the states in force at a time: the newest that had begun (TS 119 615 4.3.4). */
export function servicesAt(snapshot: TrustSnapshot, issuer: Issuer, at: Instant): readonly FoundServiceState[] {
  return findListedServices(snapshot, issuer).flatMap((found) => {
    const state = found.service.states.find(({ startingTime }) => startingTime <= at);
    return state === undefined ? [] : [{ ...found, state }];
  });
}

/**
 * Whether the list of the lists in use has not reached its next update at a time. Past it nothing is authenticated by it (TS 119 615 PRO-4.1.4-13), whereas a country's list only gets a
 * warning (PRO-4.2.4-10).
 */
export function isInDate({ listOfLists }: TrustSnapshot, at: Instant): boolean {
  return listOfLists?.nextUpdate !== undefined && at <= listOfLists.nextUpdate;
}

/** Lists in use that are past their next update at a time, or stand in for one that was refused; the list of the lists among them. */
export function staleLists(snapshot: TrustSnapshot, now: Instant): readonly ListStatus[] {
  return [snapshot.lotl, ...snapshot.lists].filter(({ process, kept, nextUpdate }) => {
    if (kept !== undefined) return true;
    return process !== 'PROCESS_FAILED' && nextUpdate !== undefined && nextUpdate < now;
  });
}

function indexOf(snapshot: TrustSnapshot): Map<string, FoundService[]> {
  const index = new Map<string, FoundService[]>();
  for (const { territory, providers } of snapshot.trusted) {
    for (const provider of providers) {
      for (const service of provider.services) {
        for (const key of keysOf(service)) index.set(key, [...(index.get(key) ?? []), { territory, provider, service }]);
      }
    }
  }
  return index;
}

function keysOf(service: TrustService): Set<string> {
  return new Set(service.states.flatMap(({ identity }) => identity.certificates.map(keyOf)));
}

function keyOf({ subject, publicKeyInfo }: Issuer): string {
  return `${subject.key}|${Buffer.from(publicKeyInfo).toString('base64')}`;
}
