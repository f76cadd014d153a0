import { writeOid, writeSequence, writeSetOf } from '@sigillum/encoding';

import { printable, utf8 } from '../asn1/elements.js';
import { OID } from '../asn1/oids.js';

/** `CN=Test Root, O=Sigillum Test, C=SE` (outermost attribute last), a plain common name, or the DER as it shall stand. */
export type TestName = string | Uint8Array;

const ATTRIBUTE: Readonly<Record<string, string>> = {
  CN: OID.commonName,
  C: OID.country,
  O: OID.organization,
  OU: OID.organizationalUnit,
  SERIALNUMBER: OID.serialNumber,
  GN: '2.5.4.42',
  SN: '2.5.4.4',
  PSEUDONYM: '2.5.4.65',
  ORGID: '2.5.4.97',
};

/** DER of a distinguished name; a text without `=` is a common name under `O=Sigillum Test, C=SE`. */
export function writeName(name: TestName): Uint8Array {
  if (typeof name !== 'string') return name;
  const text = name.includes('=') ? name : `CN=${name}, O=Sigillum Test, C=SE`;
  const parts = text.split(/,\s*(?=[A-Z]+=)/).reverse();
  return writeSequence(...parts.map(writeRdn));
}

function writeRdn(part: string): Uint8Array {
  const [type = '', ...rest] = part.split('=');
  const oid = ATTRIBUTE[type.trim().toUpperCase()];
  if (oid === undefined) throw new Error(`no attribute type ${type}`);
  const value = rest.join('=');
  return writeSetOf(writeSequence(writeOid(oid), oid === OID.country || oid === OID.serialNumber ? printable(value) : utf8(value)));
}
