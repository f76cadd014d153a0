import { counted, printable } from '../../wording.js';
import type { TrustCountry, TrustProviderView } from '../country.js';
import type { TrustServiceView } from '../service-view.js';
import { toTrustCodesText, troublesOf } from './codes.js';
import { day, firstName, stateText, standing } from './words.js';

/** For people: a country's list, its providers, and their services with their history. */
export function toTrustCountryText({ list, operatorNames, version, providers, snapshot }: TrustCountry): string {
  const { inUse } = list;
  const lines = [
    `${printable(list.territory)}: ${firstName(operatorNames)}`,
    ...(inUse === null
      ? []
      : [
          `  No. ${inUse.sequenceNumber ?? '?'}, version ${version ?? '?'}, issued ${day(inUse.issued)}, next update ${day(inUse.nextUpdate)}`,
        ]),
    `  ${standing(list)}`,
    ...toTrustCodesText(troublesOf(list)).map((line) => `  ${line}`),
    `  ${counted(providers.length, 'provider')}; snapshot ${snapshot}`,
    ...providers.flatMap(providerLines),
  ];
  return `${lines.join('\n')}\n`;
}

function providerLines({ names, tradeNames, services }: TrustProviderView): string[] {
  const trade = tradeNames.length > 0 ? ` (${printable(tradeNames.join(', '))})` : '';
  return ['', `  ${firstName(names)}${trade}`, ...services.flatMap((service) => serviceLines(service, '    '))];
}

/** The current state of a service and, below it, those before. */
export function serviceLines({ current, history }: TrustServiceView, indent: string): string[] {
  if (current === null) return [];
  return [
    `${indent}${firstName(current.names)}`,
    `${indent}  ${stateText(current)}`,
    ...history.map((state) => `${indent}    before: ${stateText(state)}`),
  ];
}
