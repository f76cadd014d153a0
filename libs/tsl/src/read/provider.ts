import type { Instant } from '@sigillum/encoding';
import type { XmlElement } from '@sigillum/containers/xml';

import type { ServiceState, TrustService, TrustServiceProvider } from '../types.js';
import { readExtensions, refuseCritical } from './extensions.js';
import { type CertificateReader, readIdentity } from './identity.js';
import { instantOf, namesOf, one, optional, requiredText, textOf, TSL } from './values.js';

/** A trust service provider with its services (TS 119 612 5.4). */
export function readProvider(element: XmlElement, certificates: CertificateReader): TrustServiceProvider {
  const information = one(element, 'TSPInformation');
  refuseCritical(information, 'TSPInformationExtensions');
  return {
    names: namesOf(one(information, 'TSPName')),
    tradeNames: namesOf(optional(information, 'TSPTradeName')),
    services: one(element, 'TSPServices')
      .all('TSPService', TSL)
      .map((service) => readService(service, certificates)),
  };
}

function readService(element: XmlElement, certificates: CertificateReader): TrustService {
  const current = one(element, 'ServiceInformation');
  const history = optional(element, 'ServiceHistory')?.all('ServiceHistoryInstance', TSL) ?? [];
  const states: ServiceState[] = [];
  let endTime: Instant | undefined;
  for (const state of [current, ...history]) {
    const read = readState(state, endTime, certificates);
    states.push(read);
    endTime = read.startingTime;
  }
  const points = optional(current, 'ServiceSupplyPoints')?.all('ServiceSupplyPoint', TSL) ?? [];
  return { states, supplyPoints: points.map(textOf) };
}

function readState(element: XmlElement, endTime: Instant | undefined, certificates: CertificateReader): ServiceState {
  return {
    type: requiredText(element, 'ServiceTypeIdentifier'),
    names: namesOf(optional(element, 'ServiceName')),
    identity: readIdentity(one(element, 'ServiceDigitalIdentity'), certificates),
    status: requiredText(element, 'ServiceStatus'),
    startingTime: instantOf(one(element, 'StatusStartingTime')),
    endTime,
    ...readExtensions(optional(element, 'ServiceInformationExtensions')),
  };
}
