import { fromRfc3339, type Instant } from '@sigillum/encoding';
import type { XmlElement } from '@sigillum/containers/xml';

import { TslError } from '../errors.js';

export const TSL = 'http://uri.etsi.org/02231/v2#';
export const TSLX = 'http://uri.etsi.org/02231/v2/additionaltypes#';
export const SIE = 'http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#';
export const XML = 'http://www.w3.org/XML/1998/namespace';

export function broken(message: string, cause?: unknown): TslError {
  return new TslError('TL_STRUCTURE', message, { cause });
}

/** The one child of a name. `TslError` TL_STRUCTURE where there is none, or several: two readers might choose differently. */
export function one(parent: XmlElement, name: string, namespace = TSL): XmlElement {
  const found = optional(parent, name, namespace);
  if (found === undefined) throw broken(`${parent.name} has no ${name}.`);
  return found;
}

export function optional(parent: XmlElement, name: string, namespace = TSL): XmlElement | undefined {
  const [found, ...others] = parent.all(name, namespace);
  if (others.length > 0) throw broken(`${parent.name} has more than one ${name}.`);
  return found;
}

export function textOf(element: XmlElement): string {
  return element.text.trim();
}

export function requiredText(parent: XmlElement, name: string): string {
  const text = textOf(one(parent, name));
  if (text === '') throw broken(`${name} is empty.`);
  return text;
}

export function integerOf(parent: XmlElement, name: string): number {
  const text = requiredText(parent, name);
  if (!/^[0-9]{1,9}$/.test(text)) throw broken(`${name} is not a number.`);
  return Number(text);
}

export function instantOf(element: XmlElement): Instant {
  const instant = fromRfc3339(textOf(element));
  if (instant === undefined) throw broken(`${element.name} is not a date and time.`);
  return instant;
}

/** All entries of a multilingual list, the English ones first, each text once. */
export function namesOf(parent: XmlElement | undefined, entry = 'Name'): string[] {
  const entries = parent?.all(entry, TSL) ?? [];
  const isEnglish = (element: XmlElement) => element.attribute('lang', XML)?.toLowerCase().startsWith('en') === true;
  const ordered = [...entries.filter(isEnglish), ...entries.filter((element) => !isEnglish(element))];
  return [...new Set(ordered.map(textOf).filter((text) => text !== ''))];
}

/** URIs in the order of the document. */
export function urisOf(parent: XmlElement | undefined): string[] {
  return (parent?.all('URI', TSL) ?? []).map(textOf).filter((text) => text !== '');
}
