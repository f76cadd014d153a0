import type { Certificate, Crl, DistinguishedName, DistributionPoint, GeneralName, RevocationReason } from '../../types.js';
import type { RevocationProblem } from '../types.js';
import { generalNameKey, pointKeys } from './distribution-names.js';

/** What a revocation can be for, as ReasonFlags have it (RFC 5280 4.2.1.13). */
export const ALL_REASONS: ReadonlySet<RevocationReason> = new Set([
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
]);

type Scope = { readonly reasons: ReadonlySet<RevocationReason> } | { readonly problem: RevocationProblem };

/**
 * The reasons for which a CRL speaks about a certificate (RFC 5280 6.3.3 b, d), over all distribution points of the certificate and the
 * one that every certificate has without saying so: its issuer's name. Or why it does not speak about it.
 */
export function crlScope(certificate: Certificate, crl: Crl): Scope {
  const limit = kindProblem(certificate, crl);
  if (limit) return { problem: limit };
  const implicit: DistributionPoint = { fullName: [{ type: 'directory', value: certificate.issuer }] };
  const scopes = [...(certificate.crlDistributionPoints ?? []), implicit].map((point) => pointScope(point, certificate, crl));
  const reasons = new Set(scopes.flatMap((scope) => ('reasons' in scope ? [...scope.reasons] : [])));
  if (reasons.size > 0) return { reasons };
  const problems = scopes.flatMap((scope) => ('problem' in scope ? [scope.problem] : []));
  // Of several points the one that came closest explains best.
  const order = ['CRL_REASONS', 'CRL_DISTRIBUTION_POINT', 'CRL_NOT_INDIRECT', 'CRL_ISSUER_MISMATCH'];
  problems.sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
  return { problem: problems[0] ?? { code: 'CRL_REASONS', message: 'The CRL speaks of no reason.' } };
}

/** RFC 5280 6.3.3 b 2 ii to iv. */
function kindProblem(certificate: Certificate, crl: Crl): RevocationProblem | undefined {
  const scope = crl.issuingDistributionPoint;
  const ca = certificate.basicConstraints?.ca ?? false;
  if (scope?.onlyAttributeCerts)
    return { code: 'CRL_SCOPE_ATTRIBUTE_CERTIFICATES', message: 'The CRL is about attribute certificates only.' };
  if (scope?.onlyUserCerts && ca) return { code: 'CRL_SCOPE_USER_CERTIFICATES', message: 'The CRL is about certificates of no CA only.' };
  if (scope?.onlyCaCerts && !ca) return { code: 'CRL_SCOPE_CA_CERTIFICATES', message: 'The CRL is about certificates of CAs only.' };
  return undefined;
}

function pointScope(point: DistributionPoint, certificate: Certificate, crl: Crl): Scope {
  const problem = issuerProblem(point, certificate, crl) ?? nameProblem(point, certificate, crl);
  if (problem) return { problem };
  const limit = crl.issuingDistributionPoint?.onlySomeReasons ?? ALL_REASONS;
  const reasons = new Set([...(point.reasons ?? ALL_REASONS)].filter((reason) => limit.has(reason)));
  return reasons.size > 0 ? { reasons } : { problem: { code: 'CRL_REASONS', message: 'The CRL speaks of none of the reasons.' } };
}

/** RFC 5280 6.3.3 b 1. */
function issuerProblem(point: DistributionPoint, certificate: Certificate, crl: Crl): RevocationProblem | undefined {
  const issuers = point.crlIssuer ? directoryNames(point.crlIssuer) : [certificate.issuer];
  if (!issuers.some(({ key }) => key === crl.issuer.key)) {
    return { code: 'CRL_ISSUER_MISMATCH', message: `The CRL of "${crl.issuer.text}" is not one that the certificate is looked up in.` };
  }
  if (point.crlIssuer && !crl.issuingDistributionPoint?.indirect) {
    return { code: 'CRL_NOT_INDIRECT', message: `The CRL of "${crl.issuer.text}" does not say that it covers other issuers.` };
  }
  return undefined;
}

/** RFC 5280 6.3.3 b 2 i. */
function nameProblem(point: DistributionPoint, certificate: Certificate, crl: Crl): RevocationProblem | undefined {
  const scope = crl.issuingDistributionPoint;
  const wanted = scope && pointKeys(scope, crl.issuer);
  if (!wanted) return undefined;
  const above = point.crlIssuer ? directoryNames(point.crlIssuer)[0] : certificate.issuer;
  const own = pointKeys(point, above) ?? point.crlIssuer?.map(generalNameKey) ?? [];
  if (own.some((key) => wanted.includes(key))) return undefined;
  return { code: 'CRL_DISTRIBUTION_POINT', message: 'The CRL is for another distribution point than those of the certificate.' };
}

function directoryNames(names: readonly GeneralName[]): readonly DistinguishedName[] {
  return names.flatMap((name) => (name.type === 'directory' ? [name.value] : []));
}
