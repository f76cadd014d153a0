import { toHex } from '@sigillum/encoding';
import { oidName } from './attribute-types.js';
import type { ParsedAttribute } from './attribute-value.js';

/** The text of a name by RFC 4514 section 2: last relative name first; a value that is no string, or whose type has no short name, in hex of its DER. */
export function rfc4514Text(rdns: readonly (readonly ParsedAttribute[])[]): string {
  return rdns
    .map((rdn) => rdn.map(attributeText).join('+'))
    .reverse()
    .join(',');
}

function attributeText({ oid, comparable, der }: ParsedAttribute): string {
  const name = oidName(oid);
  return name === oid || comparable === undefined ? `${name}=#${toHex(der)}` : `${name}=${escapeValue(comparable)}`;
}

function escapeValue(value: string): string {
  return value
    .replace(/["+,;<>\\]/g, '\\$&')
    .replace(/\p{Cc}/gu, (control) => [...Buffer.from(control)].map((octet) => `\\${octet.toString(16).padStart(2, '0')}`).join(''))
    .replace(/^[ #]/, '\\$&')
    .replace(/(?<!\\) $/, '\\ ');
}
