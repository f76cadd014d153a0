import { element, type XmlElement } from '../xml/element.js';

/** A reference to objects of the report by their ids (VOReferenceType); undefined where there are none. */
export function reference(name: string, ids: readonly (string | undefined)[]): XmlElement | undefined {
  const known = [...new Set(ids.filter((id) => id !== undefined))];
  return known.length === 0 ? undefined : element(name, [], [['VOReference', known.join(' ')]]);
}
