import type { Certificate } from '@sigillum/x509';
import { legible } from '../legible.js';
import type { CertificateQualification } from './qualify-certificate.js';

/** EN 319 411-2 5.3: QEVCP-w, QNCP-w, QNCP-w-gen. */
const POLICY = { qevcpW: '0.4.0.194112.1.4', qncpW: '0.4.0.194112.1.5', qncpWGen: '0.4.0.194112.1.6' } as const;
export const WEB_POLICIES: readonly string[] = Object.values(POLICY);

/** id-kp-tls-binding (TS 119 411-5 V2.1.1 annex A). */
export const TLS_BINDING = '0.4.0.194115.1.0';
export const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

/** The profiles of TS 119 411-5 for qualified certificates of web sites. */
export type QwacProfile = '1-QWAC' | '2-QWAC';

export interface Qwac {
  /** By what stands in the certificate; undefined where it follows neither profile. */
  readonly profile: QwacProfile | undefined;
  /** The trusted lists make it a qualified certificate for web sites, at its issuance and at validation time. */
  readonly qualified: boolean;
}

/**
 * What a certificate is by TS 119 411-5: a 1-QWAC is used for TLS itself (QEVCP-w or QNCP-w, serverAuth), a 2-QWAC signs a binding to another TLS certificate
 * (QNCP-w-gen, id-kp-tls-binding and nothing else). Undefined where it is not of a web site. Throws only `LimitError`.
 */
export function qwacOf(
  certificate: Certificate,
  atIssuance: Pick<CertificateQualification, 'word'>,
  atValidation: Pick<CertificateQualification, 'word' | 'type'>,
): Qwac | undefined {
  const profile = profileOf(certificate);
  if (profile === undefined && atValidation.type !== 'wsa') return undefined;
  const qualified = [atIssuance, atValidation].every(({ word }) => word === 'QCERT_FOR_WSA');
  return { profile, qualified };
}

function profileOf(certificate: Certificate): QwacProfile | undefined {
  const policies = legible(() => certificate.policies)?.map(({ oid }) => oid) ?? [];
  const purposes = legible(() => certificate.extendedKeyUsage) ?? [];
  const only = purposes.length === 1 && purposes[0] === TLS_BINDING;
  if (policies.includes(POLICY.qncpWGen) && only) return '2-QWAC';
  const forTls = policies.includes(POLICY.qevcpW) || policies.includes(POLICY.qncpW);
  return forTls && purposes.includes(SERVER_AUTH) ? '1-QWAC' : undefined;
}
