import type { TrustedList, TrustService, TrustSnapshot } from '../types.js';

export interface ListChange {
  readonly territory: string;
  readonly change: 'added' | 'removed' | 'updated';
  readonly from: number | undefined;
  readonly to: number | undefined;
}

export interface ServiceChange {
  readonly territory: string;
  readonly provider: string;
  readonly service: string;
  /** Service type URI. */
  readonly type: string;
  /** `details`: the status is the same, and qualifiers, names, certificates or history are not. */
  readonly change: 'added' | 'removed' | 'status' | 'details';
  /** Status URIs. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface SnapshotDifference {
  readonly lists: readonly ListChange[];
  readonly services: readonly ServiceChange[];
}

/** What changed from one snapshot to another: lists, and in those that changed services, their current status, and what else is said of them. */
export function compareSnapshots(before: TrustSnapshot, after: TrustSnapshot): SnapshotDifference {
  const old = byTerritory(before);
  const young = byTerritory(after);
  const lists: ListChange[] = [];
  const services: ServiceChange[] = [];
  for (const territory of [...new Set([...old.keys(), ...young.keys()])].sort()) {
    const from = old.get(territory);
    const to = young.get(territory);
    if (from?.sequenceNumber === to?.sequenceNumber && from?.sha256 === to?.sha256) continue;
    const change = from === undefined ? 'added' : to === undefined ? 'removed' : 'updated';
    lists.push({ territory, change, from: from?.sequenceNumber, to: to?.sequenceNumber });
    services.push(...compareServices(territory, from, to));
  }
  return { lists, services };
}

function byTerritory({ listOfLists, trusted }: TrustSnapshot): Map<string, TrustedList> {
  return new Map([...(listOfLists ? [listOfLists] : []), ...trusted].map((list) => [list.territory, list]));
}

function compareServices(territory: string, before: TrustedList | undefined, after: TrustedList | undefined): ServiceChange[] {
  const old = servicesOf(before);
  const young = servicesOf(after);
  return [...new Set([...old.keys(), ...young.keys()])].flatMap((key) => {
    const from = old.get(key);
    const to = young.get(key);
    const named = to ?? from;
    const change = changeOf(from, to);
    if (named === undefined || change === undefined) return [];
    const { provider, service, type } = named;
    return [{ territory, provider, service, type, change, from: from?.status, to: to?.status }];
  });
}

function changeOf(from: NamedService | undefined, to: NamedService | undefined): ServiceChange['change'] | undefined {
  if (from === undefined) return 'added';
  if (to === undefined) return 'removed';
  if (from.status !== to.status) return 'status';
  return from.content === to.content ? undefined : 'details';
}

interface NamedService {
  readonly provider: string;
  readonly service: string;
  readonly type: string;
  readonly status: string;
  /** All that is said of it, as text. */
  readonly content: string;
}

function servicesOf(list: TrustedList | undefined): Map<string, NamedService> {
  const services = new Map<string, NamedService>();
  for (const { names, services: listed } of list?.providers ?? []) {
    for (const service of listed) {
      const [state] = service.states;
      if (state === undefined) continue;
      const { type, status } = state;
      const identity = `${type}|${identityOf(service)}`;
      // a certificate may stand under several services of one type
      let key = identity;
      for (let others = 1; services.has(key); others++) key = `${identity}|${others}`;
      services.set(key, { provider: names[0] ?? '', service: state.names[0] ?? '', type, status, content: contentOf(service) });
    }
  }
  return services;
}

/** What stays the same of a service while its state changes. */
function identityOf({ states }: TrustService): string {
  const certificates = states[0]?.identity.certificates ?? [];
  return certificates.length > 0 ? certificates.map(({ id }) => id).join(' ') : (states[0]?.names.join('|') ?? '');
}

function contentOf({ states, supplyPoints }: TrustService): string {
  const said = states.map(({ identity, ...state }) => [state, identity.certificates.map(({ id }) => id), identity.subjectNameText]);
  return JSON.stringify([said, supplyPoints]);
}
