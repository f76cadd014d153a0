import type { XmlElement } from '@sigillum/containers/xml';

import { readAgreement } from '../recognition/read-agreement.js';
import type { ListPointer } from '../types.js';
import { type CertificateReader, readIdentity } from './identity.js';
import { optional, requiredText, textOf, TSL, TSLX, urisOf } from './values.js';

/** A pointer to another list (TS 119 612 5.3.13): where it is and by which certificates its operator signs. */
export function readPointer(element: XmlElement, certificates: CertificateReader): ListPointer {
  const identities = optional(element, 'ServiceDigitalIdentities')?.all('ServiceDigitalIdentity', TSL) ?? [];
  const information = optional(element, 'AdditionalInformation')?.all('OtherInformation', TSL) ?? [];
  const parts = information.flatMap((one) => one.children);
  const part = (name: string, namespace = TSL) => parts.find((one) => one.name === name && one.namespace === namespace);
  const text = (name: string, namespace = TSL) => {
    const found = part(name, namespace);
    return found && textOf(found);
  };
  const recognition = parts.find((one) => one.name === 'MutualRecognitionAgreementInformation');
  return {
    location: requiredText(element, 'TSLLocation'),
    certificates: identities.flatMap((identity) => readIdentity(identity, certificates).certificates),
    territory: text('SchemeTerritory'),
    tslType: text('TSLType'),
    mimeType: text('MimeType', TSLX),
    communityRules: urisOf(part('SchemeTypeCommunityRules')),
    mutualRecognition: recognition && readAgreement(recognition),
  };
}
