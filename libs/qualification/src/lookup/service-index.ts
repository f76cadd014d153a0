import type { TrustSnapshot } from '@sigillum/tsl';
import type { Certificate } from '@sigillum/x509';
import { identityOf, type ListedService } from '../service/listed-service.js';

/** The services of a snapshot by their identity and by the names of their certificates. */
export interface ServiceIndex {
  /** By public key and subject name, the only two that count (Decision (EU) 2025/2164, C.3). */
  readonly byIdentity: ReadonlyMap<string, readonly ListedService[]>;
  /** Certificates of services by subject name, each identity once. */
  readonly bySubject: ReadonlyMap<string, readonly Certificate[]>;
}

const indexes = new WeakMap<TrustSnapshot, ServiceIndex>();

/** The index of a snapshot, built at its first use. */
export function serviceIndexOf(snapshot: TrustSnapshot): ServiceIndex {
  const known = indexes.get(snapshot);
  if (known !== undefined) return known;
  const index = build(snapshot);
  indexes.set(snapshot, index);
  return index;
}

/** Public key and subject name as one key. */
export function identityKey({ subject, publicKeyInfo }: Pick<Certificate, 'subject' | 'publicKeyInfo'>): string {
  return `${subject.key}|${Buffer.from(publicKeyInfo).toString('latin1')}`;
}

function build(snapshot: TrustSnapshot): ServiceIndex {
  const byIdentity = new Map<string, ListedService[]>();
  const bySubject = new Map<string, Certificate[]>();
  for (const listed of allServices(snapshot)) {
    const key = identityKey(listed.certificate);
    const same = byIdentity.get(key);
    if (same === undefined) {
      byIdentity.set(key, [listed]);
      const named = bySubject.get(listed.certificate.subject.key);
      if (named === undefined) bySubject.set(listed.certificate.subject.key, [listed.certificate]);
      else named.push(listed.certificate);
    } else if (!same.some((one) => one.service === listed.service)) same.push(listed);
  }
  return { byIdentity, bySubject };
}

function* allServices(snapshot: TrustSnapshot): Generator<ListedService> {
  for (const { territory, providers } of snapshot.trusted) {
    for (const provider of providers) {
      for (const service of provider.services) {
        for (const certificate of identityOf(service)) yield { territory, provider, service, certificate };
      }
    }
  }
}
