import type { TrustedList, TrustService, TrustSnapshot } from '@sigillum/tsl';
import { identityKey, serviceIndexOf } from './service-index.js';

/**
 * The snapshot with only those services that a path among certificates of these subjects (`DistinguishedName.key`) can lead to, the listed ones above them
 * included: for such a path every look-up finds what it finds in the whole. Id and the state of each list stay; pointers and the list of the lists are left out.
 */
export function snapshotFor(snapshot: TrustSnapshot, subjects: Iterable<string>): TrustSnapshot {
  const wanted = servicesReached(snapshot, subjects);
  const { id, taken, lotl, lists, authority } = snapshot;
  const trusted = snapshot.trusted.map((list) => only(list, wanted));
  return Object.freeze({ id, taken, lotl, lists, trusted, ...(authority && { authority }) });
}

function servicesReached(snapshot: TrustSnapshot, subjects: Iterable<string>): ReadonlySet<TrustService> {
  const { byIdentity, bySubject } = serviceIndexOf(snapshot);
  const names = new Set(subjects);
  const reached = new Set<TrustService>();
  // names of issuers are added while it runs, and are visited too
  for (const name of names) {
    for (const certificate of bySubject.get(name) ?? []) {
      names.add(certificate.issuer.key);
      for (const { service } of byIdentity.get(identityKey(certificate)) ?? []) reached.add(service);
    }
  }
  return reached;
}

function only(list: TrustedList, wanted: ReadonlySet<TrustService>): TrustedList {
  const providers = list.providers.flatMap((provider) => {
    const services = provider.services.filter((service) => wanted.has(service));
    return services.length === 0 ? [] : [{ ...provider, services }];
  });
  return { ...list, pointers: [], providers };
}
