import { readDer, writeElement, writeOid, writeSequence, writeSetOf } from '@sigillum/encoding';
import { describe, expect, it } from 'vitest';
import { parseName, parseRelativeName } from '../../name/parse-name.js';
import { pointKeys } from './distribution-names.js';

const attribute = (oid: string, text: string) => writeSequence(writeOid(oid), writeElement(0x0c, Buffer.from(text)));
const nameOf = (...rdns: readonly Uint8Array[]) => parseName(readDer(writeSequence(...rdns)));

describe('pointKeys', () => {
  it('puts a relative name below the issuer, where a full name finds it', () => {
    const country = writeSetOf(attribute('2.5.4.6', 'SE'));
    const last = writeSetOf(attribute('2.5.4.3', 'CRL  One'), attribute('2.5.4.11', 'Unit'));
    const relativeName = parseRelativeName(readDer(last));
    const full = nameOf(country, last);
    const expected = pointKeys({ fullName: [{ type: 'directory', value: full }] }, undefined);
    expect(pointKeys({ relativeName }, nameOf(country))).toEqual(expected);
    expect(pointKeys({ relativeName }, nameOf())).toEqual(pointKeys({ fullName: [{ type: 'directory', value: nameOf(last) }] }, undefined));
    expect(pointKeys({ relativeName }, undefined)).toEqual([]);
  });

  it('has no keys for a point without a name', () => {
    expect(pointKeys({}, undefined)).toBeUndefined();
  });

  it('folds the case of scheme and host, not that of the path', () => {
    const keysOf = (value: string) => pointKeys({ fullName: [{ type: 'uri', value }] }, undefined);
    expect(keysOf('HTTP://Host.Example/List.crl')).toEqual(keysOf('http://host.example/List.crl'));
    expect(keysOf('http://host.example/List.crl')).not.toEqual(keysOf('http://host.example/list.crl'));
  });
});
