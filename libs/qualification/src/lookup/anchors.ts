import type { TrustService, TrustSnapshot } from '@sigillum/tsl';
import { type AnchorGrant, type TrustAnchor, trustAnchorOf } from '@sigillum/x509';
import { isGranted } from '../service/candidate.js';
import { RECOGNISED, SERVICE_TYPE } from '../vocabulary.js';
import { serviceIndexOf } from './service-index.js';

const everyService = new WeakMap<TrustSnapshot, readonly TrustAnchor[]>();

/**
 * Every service of the snapshot with a PKI identity as an anchor, whatever its type and status: a path to it tells which list entry speaks of a
 * certificate. What it was granted for, and when, is in its `grants`, by which a policy can refuse it (TS 119 172-4 REQ-4.2-03 a). The same array each time for the
 * same snapshot.
 */
export function anchorsOf(snapshot: TrustSnapshot): readonly TrustAnchor[] {
  const known = everyService.get(snapshot);
  if (known !== undefined) return known;
  const anchors = [...serviceIndexOf(snapshot).byIdentity.values()].flatMap((services) => {
    const [first] = services;
    return first ? [{ ...trustAnchorOf(first.certificate), grants: services.flatMap(({ service }) => grantsOf(service)) }] : [];
  });
  everyService.set(snapshot, anchors);
  return anchors;
}

const GRANT_TYPES: ReadonlyMap<string, AnchorGrant['type']> = new Map([
  [SERVICE_TYPE.caQc, 'CA/QC'],
  [SERVICE_TYPE.qtst, 'TSA/QTST'],
  [SERVICE_TYPE.ocspQc, 'Certstatus/OCSP'],
  [SERVICE_TYPE.ocsp, 'Certstatus/OCSP'],
]);

/** A grant for each state that approved of the service, as a qualified one where there are such; those that follow one another stay two. */
function grantsOf({ states }: TrustService): AnchorGrant[] {
  return states.flatMap((state, index) => {
    const [type, end] = [GRANT_TYPES.get(state.type), states[index - 1]?.startingTime];
    const isApproved = isGranted(state) || (type === 'Certstatus/OCSP' && RECOGNISED.includes(state.status));
    return type !== undefined && isApproved ? [{ type, from: state.startingTime, ...(end !== undefined && { until: end }) }] : [];
  });
}
