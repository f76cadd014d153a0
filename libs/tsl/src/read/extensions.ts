import type { Instant } from '@sigillum/encoding';
import type { XmlElement } from '@sigillum/containers/xml';

import { TslError } from '../errors.js';
import type { QualificationElement } from '../types.js';
import { booleanOf, readQualifications } from './criteria.js';
import { instantOf, optional, SIE, TSL, TSLX, urisOf } from './values.js';

/** What the extensions of a service state say (TS 119 612 5.5.9). */
export interface ServiceExtensions {
  readonly qualifications: readonly QualificationElement[];
  readonly additionalInformation: readonly string[];
  readonly expiredCertsRevocationInfo: Instant | undefined;
  readonly takenOverBy: string | undefined;
  readonly unknownCritical: readonly string[];
}

/** Reads ServiceInformationExtensions. An unknown critical one is named: whoever relies on the state has to refuse it (TS 119 612 B.0). */
export function readExtensions(element: XmlElement | undefined): ServiceExtensions {
  const qualifications: QualificationElement[] = [];
  const additionalInformation: string[] = [];
  const unknownCritical: string[] = [];
  let expiredCertsRevocationInfo: Instant | undefined;
  let takenOverBy: string | undefined;
  for (const extension of element?.all('Extension', TSL) ?? []) {
    const critical = booleanOf(extension.attribute('Critical') ?? 'false');
    for (const content of extension.children) {
      if (is(content, 'Qualifications', SIE)) qualifications.push(...readQualifications(content, critical));
      else if (is(content, 'AdditionalServiceInformation', TSL)) additionalInformation.push(...urisOf(content));
      else if (is(content, 'ExpiredCertsRevocationInfo', TSL)) expiredCertsRevocationInfo = instantOf(content);
      else if (is(content, 'TakenOverBy', TSLX)) takenOverBy = readTakenOverBy(content);
      else if (critical) unknownCritical.push(content.name);
    }
    if (critical && extension.children.length === 0) unknownCritical.push('empty extension');
  }
  return { qualifications, additionalInformation, expiredCertsRevocationInfo, takenOverBy, unknownCritical };
}

/**
 * Extensions of a scheme or provider (TS 119 612 5.3.18, 5.4.5): none is known, so a critical one refuses the list (B.0). `TslError`
 * TL_CRITICAL_EXTENSION.
 */
export function refuseCritical(parent: XmlElement, name: 'SchemeExtensions' | 'TSPInformationExtensions'): void {
  const extensions = optional(parent, name)?.all('Extension', TSL) ?? [];
  const critical = extensions.find((extension) => booleanOf(extension.attribute('Critical') ?? 'false'));
  if (critical === undefined) return;
  throw new TslError(
    'TL_CRITICAL_EXTENSION',
    `${name} has a critical extension that is not known: ${critical.children[0]?.name ?? 'empty'}.`,
  );
}

function is(element: XmlElement, name: string, namespace: string): boolean {
  return element.name === name && element.namespace === namespace;
}

/** The provider that took the service over, by its name, else by its address (TS 119 612 5.5.9.3). */
function readTakenOverBy(element: XmlElement): string | undefined {
  const name = optional(element, 'TSPName', TSLX)?.first('Name', TSL)?.text.trim();
  return name || optional(element, 'URI', TSLX)?.text.trim();
}
