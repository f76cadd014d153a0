import { checkTlsBinding, type TlsBinding } from '@sigillum/ades';
import { Budget, type Instant } from '@sigillum/encoding';
import { collectCertificateEvidence } from '@sigillum/evidence';
import {
  type CertificateQualification,
  listGaps,
  listedServices,
  lintCertificate,
  qualifyCertificate,
  qualifyWithoutService,
  type Qwac,
  qwacOf,
} from '@sigillum/qualification';
import type { CertificateResult } from '@sigillum/reports';
import type { TrustSnapshot } from '@sigillum/tsl';
import { type CertificateConclusion, validateCertificate as judgeCertificate, type ValidationPolicy } from '@sigillum/validation';
import { type Certificate, parseCertificate } from '@sigillum/x509';
import { trustedBy, trustUsed } from './trust.js';
import type { CollectRequest, ValidationPorts } from './validate-document.js';

/** What is asked of a certificate, and under which trust. */
export interface CertificateRequest extends Pick<CollectRequest, 'at' | 'anchors' | 'supplied' | 'offline'> {
  readonly policy: ValidationPolicy;
  /** The lists that tell what is qualified, or why there are none. */
  readonly trust: TrustSnapshot | 'not-used' | 'missing';
  /** A binding of TLS certificates to this 2-QWAC, and the DER of the one in question. */
  readonly tls?: { readonly binding: Uint8Array; readonly certificate: Uint8Array };
}

/**
 * The story of a certificate: read, collect evidence, validate its chain, and look up what the trusted lists made of it at its issuance and make of it at validation time. Throws
 * `X509Error` where it is no certificate and `LimitError` where a budget is spent.
 */
export async function validateCertificate(
  bytes: Uint8Array,
  request: CertificateRequest,
  { sources, fetchLimits: limits }: ValidationPorts,
  budget: Budget = new Budget(),
): Promise<CertificateResult> {
  const { at, supplied, offline, policy } = request;
  const trust = typeof request.trust === 'string' ? undefined : request.trust;
  const certificate = parseCertificate(bytes);
  const anchors = trustedBy(request.anchors, trust);
  const evidence = await collectCertificateEvidence(certificate, { supplied, anchors, offline, at, sources, limits }, budget);
  const conclusion = judgeCertificate(certificate, evidence, policy, { now: at }, new Budget(budget.limits));
  const qualifiedAt = qualificationOf(certificate, conclusion, request.trust, new Budget(budget.limits));
  const [atIssuance, atValidation] = [qualifiedAt(certificate.notBefore), qualifiedAt(at)];
  const qwac = qwacOf(certificate, atIssuance, atValidation);
  const tlsBinding = bindingOf(certificate, qwac, request);
  return {
    certificate,
    conclusion,
    policy,
    trust: trustUsed(request.anchors, request.trust),
    atIssuance,
    atValidation,
    gaps: trust === undefined ? [] : listGaps(trust, certificate, at, (atValidation.entry ?? atIssuance.entry)?.listed.territory),
    ...(qwac && { qwac }),
    ...(tlsBinding && { qwac: qwac ?? { profile: undefined, qualified: false }, tlsBinding }),
    profile: lintCertificate(certificate),
  };
}

/** Only a 2-QWAC signs bindings: what another certificate signed binds nothing. */
function bindingOf(certificate: Certificate, qwac: Qwac | undefined, { tls, at }: CertificateRequest): TlsBinding | undefined {
  if (tls === undefined) return undefined;
  if (qwac?.profile !== '2-QWAC')
    return { ok: false, code: 'TLS_BINDING_NO_2_QWAC', message: 'The certificate is not a 2-QWAC, and only such a one signs bindings.' };
  return checkTlsBinding({ binding: tls.binding, signer: certificate, tlsCertificate: tls.certificate, at });
}

function qualificationOf(
  certificate: Certificate,
  { chain }: CertificateConclusion,
  trust: CertificateRequest['trust'],
  budget: Budget,
): (at: Instant) => CertificateQualification {
  const services = chain === undefined || typeof trust === 'string' ? [] : listedServices(trust, chain, budget);
  return (at) => (services.length === 0 ? qualifyWithoutService(certificate, trust, at) : qualifyCertificate(certificate, services, at));
}
