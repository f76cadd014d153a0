import { type Budget, type Instant, toRfc3339 } from '@sigillum/encoding';
import { stateAt } from '@sigillum/qualification';
import { findIssuingServices, findListedServices, findServicesNamed, type FoundService, type TrustSnapshot } from '@sigillum/tsl/in-use';
import type { Certificate } from '@sigillum/x509';
import {
  toCertificateView,
  toServiceView,
  toStateView,
  type TrustCertificateView,
  type TrustServiceView,
  type TrustStateView,
} from './service-view.js';

/** Services that an answer has at most. */
const MAX_FOUND = 200;

export interface TrustFound {
  /** `itself`: the certificate is the service's; `issuer`: the service's key signed it; `name`: a name fits. */
  readonly match: 'itself' | 'issuer' | 'name';
  readonly territory: string;
  readonly provider: string;
  /** The state in force at the moment asked for; null where the service was not listed yet. */
  readonly stateAt: TrustStateView | null;
  readonly service: TrustServiceView;
}

/** What the lists say of a certificate or a name at a moment. Says nothing of whether the certificate is valid or qualified. */
export interface TrustLookUp {
  readonly snapshot: string;
  readonly at: string;
  readonly certificate: TrustCertificateView | null;
  readonly name: string | null;
  /** How many services fit; no more than the first 200 are named. */
  readonly total: number;
  readonly found: readonly TrustFound[];
}

/** The services that a certificate belongs to, and those whose key issued it. Throws `LimitError` where the budget is spent. */
export function lookUpCertificate(snapshot: TrustSnapshot, certificate: Certificate, at: Instant, budget: Budget): TrustLookUp {
  const itself = findListedServices(snapshot, certificate);
  const own = new Set(itself.map(({ service }) => service));
  const issuers = findIssuingServices(snapshot, certificate, budget).filter(({ service }) => !own.has(service));
  const found = [...itself.map(foundAt('itself', at)), ...issuers.map(foundAt('issuer', at))];
  return lookedUp(snapshot, at, { certificate: toCertificateView(certificate), name: null }, found);
}

/** The services whose own or provider's name contains a text. */
export function lookUpName(snapshot: TrustSnapshot, name: string, at: Instant): TrustLookUp {
  return lookedUp(snapshot, at, { certificate: null, name }, findServicesNamed(snapshot, name).map(foundAt('name', at)));
}

function lookedUp(
  { id }: TrustSnapshot,
  at: Instant,
  asked: Pick<TrustLookUp, 'certificate' | 'name'>,
  found: readonly (() => TrustFound)[],
): TrustLookUp {
  return { snapshot: id, at: toRfc3339(at), ...asked, total: found.length, found: found.slice(0, MAX_FOUND).map((view) => view()) };
}

/** Drawn up when it is called: only so many services are shown. */
function foundAt(match: TrustFound['match'], at: Instant): (found: FoundService) => () => TrustFound {
  return ({ territory, provider, service }) =>
    () => {
      const state = stateAt(service, at);
      return {
        match,
        territory,
        provider: provider.names[0] ?? '',
        stateAt: state === undefined ? null : toStateView(state),
        service: toServiceView(service),
      };
    };
}
