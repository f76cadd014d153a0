import { mainIndicationUri, subIndicationUri } from '../identifiers.js';
import { element, textElement, type XmlElement } from '../xml/element.js';

/** What was concluded about a signature, a constraint or a time-stamp, with the data that shows why (ValidationStatusType). */
export interface ValidationStatus {
  /** `TOTAL-PASSED`, `PASSED`, `INDETERMINATE` … */
  readonly indication: string;
  readonly subIndication: string | undefined;
  /** Elements of ValidationReportDataType. */
  readonly data: readonly (XmlElement | undefined)[];
}

/** A status as the element `name`. */
export function statusElement(name: string, { indication, subIndication, data }: ValidationStatus): XmlElement {
  return element(name, [
    element('MainIndication', mainIndicationUri(indication)),
    textElement('SubIndication', subIndication === undefined ? undefined : subIndicationUri(subIndication)),
    ...data,
  ]);
}
