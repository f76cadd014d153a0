import type { Instant } from '@sigillum/encoding';
import type { ServiceState, TrustSnapshot } from '@sigillum/tsl';
import { type TrustAnchor, trustAnchorOf } from '@sigillum/x509';
import { isGranted } from '../service/candidate.js';
import type { ListedService } from '../service/listed-service.js';
import { SERVICE_TYPE } from '../vocabulary.js';
import { serviceIndexOf } from './service-index.js';

const everyService = new WeakMap<TrustSnapshot, readonly TrustAnchor[]>();

/**
 * Every service of the snapshot with a PKI identity as an anchor, whatever its type and status: a path to it tells which list entry speaks of a
 * certificate, and what that entry makes of it is left to the qualification. The same array each time for the same snapshot.
 */
export function anchorsOf(snapshot: TrustSnapshot): readonly TrustAnchor[] {
  const known = everyService.get(snapshot);
  if (known !== undefined) return known;
  const anchors = [...serviceIndexOf(snapshot).byIdentity.values()].flatMap(([listed]) =>
    listed ? [trustAnchorOf(listed.certificate)] : [],
  );
  everyService.set(snapshot, anchors);
  return anchors;
}

/**
 * The anchors for a certificate under TS 119 172-4 REQ-4.2-03 a: services of type CA/QC, or for time-stamps TSA/QTST, that were granted when it was
 * issued. Each is trusted until its grant ended (sunset), for good where it stands.
 */
export function qualifiedAnchorsOf(snapshot: TrustSnapshot, type: keyof typeof SERVICE_TYPE, issuedAt: Instant): TrustAnchor[] {
  return [...serviceIndexOf(snapshot).byIdentity.values()].flatMap((services) => {
    const grants = services.map((listed) => grantAt(listed, SERVICE_TYPE[type], issuedAt));
    const best = grants.filter((grant) => grant !== undefined).sort(longestFirst)[0];
    if (best === undefined) return [];
    const anchor = trustAnchorOf(best.listed.certificate);
    return [best.sunset === undefined ? anchor : { ...anchor, sunset: best.sunset }];
  });
}

interface Grant {
  readonly listed: ListedService;
  readonly sunset: Instant | undefined;
}

/** The grant in force at a time; it lasts over states that follow one another, as at the switch of regimes. */
function grantAt(listed: ListedService, type: string, at: Instant): Grant | undefined {
  const { states } = listed.service;
  const grants = (state: ServiceState): boolean => state.type === type && isGranted(state);
  const index = states.findIndex((state) => state.startingTime <= at);
  const inForce = states[index];
  if (inForce === undefined || !grants(inForce)) return undefined;
  const end = states.slice(0, index).findLast((state) => !grants(state));
  return { listed, sunset: end?.startingTime };
}

function longestFirst(a: Grant, b: Grant): number {
  const end = ({ sunset }: Grant): number => sunset ?? Number.POSITIVE_INFINITY;
  return end(a) === end(b) ? 0 : end(b) - end(a);
}
