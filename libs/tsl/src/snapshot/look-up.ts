import type { Budget } from '@sigillum/encoding';
import { type Certificate, issued } from '@sigillum/x509';

import type { ServiceState, TrustSnapshot } from '../types.js';
import { findListedServices, type FoundService } from './find.js';

const byIssuerName = new WeakMap<TrustSnapshot, ReadonlyMap<string, readonly Certificate[]>>();

/**
 * The services whose listed key made the signature of this certificate: those that may have issued it. A name alone is not enough,
 * since anybody can take any. Throws `LimitError` where the signature checks of the budget are spent.
 */
export function findIssuingServices(snapshot: TrustSnapshot, certificate: Certificate, budget: Budget): readonly FoundService[] {
  const candidates = listedUnder(snapshot, certificate.issuer.key);
  const issuers = candidates.filter((candidate) => issued(candidate, certificate, budget).ok);
  const found = issuers.flatMap((issuer) => findListedServices(snapshot, issuer));
  return [...new Map(found.map((one) => [one.service, one])).values()];
}

/** The services whose provider or own name, in any language and at any time of their history, contains this text without regard to case. */
export function findServicesNamed(snapshot: TrustSnapshot, text: string): readonly FoundService[] {
  const wanted = folded(text);
  if (wanted === '') return [];
  const fits = (names: readonly string[]): boolean => names.some((name) => folded(name).includes(wanted));
  return snapshot.trusted.flatMap(({ territory, providers }) =>
    providers.flatMap((provider) => {
      const all = fits(provider.names) || fits(provider.tradeNames);
      const services = provider.services.filter(({ states }) => all || states.some((state) => fits(namesOf(state))));
      return services.map((service) => ({ territory, provider, service }));
    }),
  );
}

function namesOf({ names, identity }: ServiceState): readonly string[] {
  return identity.subjectNameText === undefined ? names : [...names, identity.subjectNameText];
}

function folded(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Listed certificates of this subject, each key once. */
function listedUnder(snapshot: TrustSnapshot, subjectKey: string): readonly Certificate[] {
  let index = byIssuerName.get(snapshot);
  if (index === undefined) {
    index = indexBySubject(snapshot);
    byIssuerName.set(snapshot, index);
  }
  return index.get(subjectKey) ?? [];
}

function indexBySubject({ trusted }: TrustSnapshot): Map<string, Certificate[]> {
  const index = new Map<string, Certificate[]>();
  const seen = new Set<string>();
  const states = trusted.flatMap(({ providers }) => providers.flatMap(({ services }) => services.flatMap((service) => service.states)));
  for (const certificate of states.flatMap(({ identity }) => identity.certificates)) {
    const key = `${certificate.subject.key}|${Buffer.from(certificate.publicKeyInfo).toString('base64')}`;
    if (seen.has(key)) continue;
    seen.add(key);
    index.set(certificate.subject.key, [...(index.get(certificate.subject.key) ?? []), certificate]);
  }
  return index;
}
