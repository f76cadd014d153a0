import { sign } from 'node:crypto';
import { digest } from '@sigillum/crypto';
import { toBase64, toBase64Url } from '@sigillum/encoding';
import type { TestIdentity } from '../pki/authority.js';

export interface TlsBindingOptions {
  /** Of a P-256 key. */
  readonly signer: TestIdentity;
  /** DER of the TLS certificates. */
  readonly certificates: readonly Uint8Array[];
  /** Members of the header instead of the usual ones; undefined leaves one out. */
  readonly header?: Readonly<Record<string, unknown>>;
}

/** A binding of TLS certificates to a 2-QWAC (TS 119 411-5 annex B): JAdES in compact form. */
export function createTlsBinding({ signer, certificates, header = {} }: TlsBindingOptions): string {
  const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
  const sigD = {
    mId: 'http://uri.etsi.org/19182/ObjectIdByURIHash',
    pars: certificates.map(() => ''),
    hashM: 'S256',
    hashV: certificates.map((one) => toBase64Url(digest('SHA-256', utf8(toBase64Url(one))))),
  };
  const whole = { alg: 'ES256', cty: 'TLS-Certificate-Binding-v1', x5c: [toBase64(signer.certificate)], sigD, ...header };
  const input = `${toBase64Url(utf8(JSON.stringify(whole)))}.`;
  const value = sign('sha256', utf8(input), { key: signer.key.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${input}.${toBase64Url(value)}`;
}
