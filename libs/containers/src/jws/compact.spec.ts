import { describe, expect, it } from 'vitest';
import { toBase64Url } from '@sigillum/encoding';
import { readCompactJws } from './compact.js';
import { JwsError } from './errors.js';

const part = (text: string): string => toBase64Url(Buffer.from(text, 'utf8'));

function codeOf(text: string): string | undefined {
  try {
    readCompactJws(text);
    return undefined;
  } catch (error) {
    if (error instanceof JwsError) return error.code;
    throw error;
  }
}

describe('a JWS in compact form', () => {
  it('is read with the exact octets that were signed', () => {
    const jws = readCompactJws(`${part('{"alg":"ES256","x":{"y":[1,{"y":2}]}}')}.${part('pay')}.AAEC\n`);
    expect(jws.header).toEqual({ alg: 'ES256', x: { y: [1, { y: 2 }] } });
    expect(Buffer.from(jws.signingInput).toString()).toBe(`${part('{"alg":"ES256","x":{"y":[1,{"y":2}]}}')}.${part('pay')}`);
    expect([...jws.signature]).toEqual([0, 1, 2]);
  });

  it.each([
    ['two parts', `${part('{}')}.`],
    ['four parts', `${part('{}')}...`],
    ['padding', `${part('{"a":1}')}=..`],
    ['white space inside', `${part('{}')} ..`],
    ['a list for a header', `${part('[]')}..`],
    ['a header that is no JSON', `${part('{"a":}')}..`],
    ['a byte order mark', `${part('\uFEFF{}')}..`],
    ['a header that is not UTF-8', `${toBase64Url(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d))}..`],
    ['a payload that is not base64url', `${part('{}')}.+.`],
    ['more octets than any header has', `${part(JSON.stringify({ a: 'a'.repeat(2 ** 20) }))}..`],
  ])('with %s is none', (_, text) => {
    expect(codeOf(text)).toBe('JWS_MALFORMED');
  });

  it.each([
    ['the same name twice', '{"alg":"none","alg":"ES256"}'],
    ['one of them spelt with an escape', '{"alg":"none","\\u0061lg":"ES256"}'],
    ['deeper inside', '{"a":[{"b":1,"c":"}","b":2}]}'],
  ])('with %s is refused', (_, header) => {
    expect(codeOf(`${part(header)}..`)).toBe('JWS_DUPLICATE_MEMBER');
  });

  it('may have one name in several objects, and texts that look like names', () => {
    expect(codeOf(`${part('{"a":{"a":"a"},"b":[{"a":":"},{"a":"\\"a\\":"}],"":1}')}..`)).toBeUndefined();
  });
});
