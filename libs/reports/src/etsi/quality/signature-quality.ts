import { identifierUri, ownUri } from '../identifiers.js';
import { element, textElement, type XmlElement } from '../xml/element.js';

/** What a signature, seal or time-stamp was found to be, as the last arc of its identifier (TS 119 172-4 annex A, REQ-4.5-02). */
const SIGNATURE_TYPE: Readonly<Record<string, number>> = {
  QESIG: 1,
  ADESIG_QC: 2,
  ADESIG: 3,
  QESEAL: 4,
  ADESEAL_QC: 5,
  ADESEAL: 6,
  QTSA: 7,
};
const ID_ETSI_SARS_SIG_TYPE = '0.4.0.191724.1.2';

/**
 * The qualification as SignatureQualityType (TS 119 102-2 4.3.9): the identifier of TS 119 172-4 for what is settled and has one, and always the
 * word of the other reports. Undefined where no trusted list is used.
 */
export function signatureQuality(word: string | undefined): XmlElement | undefined {
  if (word === undefined) return undefined;
  const type = SIGNATURE_TYPE[word];
  const settled = type === undefined ? undefined : identifierUri(`${ID_ETSI_SARS_SIG_TYPE}.${type}`);
  return element('SignatureQuality', [
    textElement('SignatureQualityInformation', settled),
    element('SignatureQualityInformation', ownUri('qualification', word)),
  ]);
}
