import type { Instant } from '@sigillum/encoding';
import type { ServiceState, TrustService, TrustServiceProvider } from '@sigillum/tsl';
import type { Certificate } from '@sigillum/x509';

/** A service of an authenticated list, with the list and provider that it stands under. */
export interface ListedService {
  /** Territory of the list. */
  readonly territory: string;
  readonly provider: TrustServiceProvider;
  readonly service: TrustService;
  /** The certificate of the service by which it was found. */
  readonly certificate: Certificate;
}

/** Certificates of a service's identity: those of its current state, or where it has none those of its history. */
export function identityOf(service: TrustService): readonly Certificate[] {
  return service.states.map((state) => state.identity.certificates).find((certificates) => certificates.length > 0) ?? [];
}

/** The state of a service at a time: the newest that had begun (TS 119 615 4.3.4). Undefined where none had. */
export function stateAt(service: TrustService, at: Instant): ServiceState | undefined {
  return service.states.find((state) => state.startingTime <= at);
}

/** Whether each state began after the one that follows it in the list (TS 119 615 PRO-4.3.4-03A). */
export function isDescending(service: TrustService): boolean {
  return service.states.every((state, index) => {
    const older = service.states[index + 1];
    return older === undefined || state.startingTime > older.startingTime;
  });
}
