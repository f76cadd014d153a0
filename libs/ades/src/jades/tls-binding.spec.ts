import { describe, expect, it } from 'vitest';
import { toBase64, toBase64Url } from '@sigillum/encoding';
import { createAuthority, createTlsBinding, issueSigner, type TlsBindingOptions } from '@sigillum/testkit';
import { parseCertificate } from '@sigillum/x509';
import { checkTlsBinding } from './tls-binding.js';

const AT = Date.UTC(2026, 6, 1);
const ca = createAuthority({ name: 'CA', algorithm: 'P-256' });
const qwac = issueSigner(ca, { name: 'Two', algorithm: 'P-256' });
const other = issueSigner(ca, { name: 'Other', algorithm: 'P-256' });
const [site, elsewhere] = ['Site', 'Elsewhere'].map((name) => issueSigner(ca, { name, algorithm: 'P-256' }).certificate);

function check(binding: string, tlsCertificate = site ?? new Uint8Array(), by = qwac.certificate, at = AT): string {
  const result = checkTlsBinding({ binding: Buffer.from(binding), signer: parseCertificate(by), tlsCertificate, at });
  return result.ok ? 'holds' : result.code;
}

function binding(change: Partial<TlsBindingOptions> = {}): string {
  return createTlsBinding({ signer: qwac, certificates: [elsewhere, site].flatMap((one) => one ?? []), ...change });
}

describe('the binding of a TLS certificate to a 2-QWAC', () => {
  it('holds for each certificate that it names, with and without crit, and until it ends', () => {
    expect(check(binding())).toBe('holds');
    expect(check(binding(), elsewhere)).toBe('holds');
    expect(check(binding({ header: { crit: ['sigD'], kid: 'any', iat: AT / 1000, exp: AT / 1000 + 1 } }))).toBe('holds');
  });

  it('binds nothing that it does not name, though the digest be that of the bytes themselves', () => {
    expect(check(binding({ certificates: [other.certificate] }))).toBe('TLS_BINDING_OTHER_SITE');
    expect(check(binding(), other.certificate)).toBe('TLS_BINDING_OTHER_SITE');
  });

  it('counts for nothing from its end on', () => {
    expect(check(binding({ header: { exp: AT / 1000 } }))).toBe('TLS_BINDING_EXPIRED');
    expect(check(binding({ header: { exp: -1e300 } }))).toBe('TLS_BINDING_EXPIRED');
  });

  it('counts for no longer than either certificate, whatever end it states', () => {
    const short = { notAfter: AT - 1000 };
    const [expired, signer] = ['Short site', 'Short signer'].map((name) => issueSigner(ca, { name, algorithm: 'P-256', ...short }));
    const der = expired?.certificate ?? new Uint8Array();
    const late = { header: { exp: AT / 1000 + 60 } };
    expect(check(binding({ certificates: [der], ...late }), der)).toBe('TLS_BINDING_EXPIRED');
    expect(check(binding({ certificates: [der], ...late }), der, qwac.certificate, AT - 1000)).toBe('holds');
    const own = signer?.certificate ?? new Uint8Array();
    expect(check(binding({ ...(signer && { signer }), ...late }), site, own)).toBe('TLS_BINDING_EXPIRED');
    expect(check(binding({ certificates: [Buffer.from('none')] }), Buffer.from('none'))).toBe('TLS_BINDING_MALFORMED');
  });

  it('has to be of this very certificate, whatever stands in its name', () => {
    expect(check(binding({ signer: other }))).toBe('TLS_BINDING_OTHER_SIGNER');
    expect(check(binding({ header: { 'x5t#S256': toBase64Url(new Uint8Array(32)) } }))).toBe('TLS_BINDING_OTHER_SIGNER');
    expect(check(binding({ header: { x5c: [] } }))).toBe('TLS_BINDING_OTHER_SIGNER');
    // made with another key, and says that it was this one
    expect(check(binding({ signer: other, header: { x5c: [toBase64(qwac.certificate)] } }))).toBe('TLS_BINDING_SIGNATURE');
  });

  it('does not hold with another value, header or algorithm', () => {
    const [header = '', , value = ''] = binding().split('.');
    expect(check(`${header}..${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`)).toBe('TLS_BINDING_SIGNATURE');
    const later = Buffer.from(header, 'base64url').toString().replace('{', '{"iat":1,');
    expect(check(`${toBase64Url(Buffer.from(later))}..${value}`)).toBe('TLS_BINDING_SIGNATURE');
    for (const alg of ['none', 'HS256', 'RS256', 'ES384'])
      expect([alg, check(binding({ header: { alg } }))]).toEqual([alg, 'TLS_BINDING_SIGNATURE']);
  });

  const sigD = { mId: 'http://uri.etsi.org/19182/ObjectIdByURIHash', pars: [''], hashM: 'S256', hashV: ['AA'] };
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['another content type', { cty: 'application/jwt' }],
    ['a member that the profile does not have', { jku: 'https://example.org/keys' }],
    ['b64', { b64: false }],
    ['a critical member that nobody knows', { crit: ['sigD', 'exp'] }],
    ['an empty crit', { crit: [] }],
    ['no sigD', { sigD: undefined }],
    ['sigD of another kind', { sigD: { ...sigD, mId: 'http://uri.etsi.org/19182/ObjectIdByURI' } }],
    ['lists of different lengths', { sigD: { ...sigD, pars: ['', ''] } }],
    ['a type for two certificates, and one certificate', { sigD: { ...sigD, ctys: ['', ''] } }],
    ['empty lists', { sigD: { ...sigD, pars: [], hashV: [] } }],
    ['an unknown digest', { sigD: { ...sigD, hashM: 'S1' } }],
    ['a digest that is no text', { sigD: { ...sigD, hashV: [1] } }],
    ['a certificate that is not base64', { x5c: ['-'] }],
  ])('with %s is none', (_, header) => {
    expect(check(binding({ header }))).toBe('TLS_BINDING_MALFORMED');
  });

  it('with a payload, or as anything else, is none', () => {
    const [header = '', , value = ''] = binding().split('.');
    expect(check(`${header}.e30.${value}`)).toBe('TLS_BINDING_MALFORMED');
    expect(check('')).toBe('TLS_BINDING_MALFORMED');
    expect(check('{"payload":""}')).toBe('TLS_BINDING_MALFORMED');
  });
});
