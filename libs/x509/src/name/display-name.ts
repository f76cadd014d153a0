import type { DistinguishedName } from '../types.js';

const COMMON_NAME = '2.5.4.3';
/** From what names a person or organisation best to what merely tells it apart. */
const PREFERENCE = [COMMON_NAME, '2.5.4.65', '2.5.4.10', '2.5.4.11', '2.5.4.97', '2.5.4.5', '1.2.840.113549.1.9.1'];

/** The most specific value of an attribute type, undefined where the name has none. */
export function attributeOf(name: DistinguishedName, oid: string): string | undefined {
  return name.rdns.flat().findLast((attribute) => attribute.oid === oid)?.value;
}

/** The most specific common name. */
export function commonNameOf(name: DistinguishedName): string | undefined {
  return attributeOf(name, COMMON_NAME);
}

/**
 * What to call the holder of a name in a sentence: the common name, else given name and surname, else pseudonym,
 * organisation, unit, organisation identifier, serial number or e-mail address, else the text of the whole name.
 */
export function displayNameOf(name: DistinguishedName): string {
  const person = [attributeOf(name, '2.5.4.42'), attributeOf(name, '2.5.4.4')].filter((part) => part !== undefined).join(' ');
  const found = [commonNameOf(name), person, ...PREFERENCE.map((oid) => attributeOf(name, oid))].find((value) => value?.trim());
  return found ?? name.text;
}
