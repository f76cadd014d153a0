import { type Certificate, EXTENSION, isSelfIssued } from '@sigillum/x509';
import { HOLDERS, type ProfileRule, when } from '../rule.js';

type ExtensionName = keyof typeof EXTENSION;
const PART_2 = 'EN 319 412-2';

function has(certificate: Certificate, name: ExtensionName): boolean {
  return certificate.extension(EXTENSION[name]) !== undefined;
}

function present(name: ExtensionName, clause: string): ProfileRule {
  return {
    id: `extension.${name}`,
    clause: `${PART_2} ${clause}`,
    severity: 'error',
    holders: HOLDERS,
    demand: `${name} is there.`,
    breach: ({ certificate }) => when(!has(certificate, name) && !isSelfIssued(certificate), `There is no ${name}`),
  };
}

function absent(name: ExtensionName, clause: string): ProfileRule {
  return {
    id: `extension.no-${name}`,
    clause: `${PART_2} ${clause}`,
    severity: 'error',
    holders: HOLDERS,
    demand: `${name}, which is of authorities, is not there.`,
    breach: ({ certificate }) => when(has(certificate, name), `There is ${name}, which end entities have not`),
  };
}

function notCritical(name: ExtensionName, clause: string, severity: ProfileRule['severity'] = 'error'): ProfileRule {
  return {
    id: `extension.${name}-not-critical`,
    clause,
    severity,
    holders: HOLDERS,
    demand: `${name} is not critical.`,
    breach: ({ certificate }) => when(certificate.extension(EXTENSION[name])?.critical, `${name} is critical`),
  };
}

/** The issuer says itself that no revocation data exists (EN 319 412-1 5.2, RFC 9608). */
function needsNoStatus({ validityAssuredShortTerm, noRevocationAvailable }: Certificate): boolean {
  return validityAssuredShortTerm || noRevocationAvailable;
}

const urisOf = ({ crlDistributionPoints = [] }: Certificate): string[] =>
  crlDistributionPoints.flatMap((point) => point.fullName ?? []).flatMap((name) => (name.type === 'uri' ? [name.value] : []));

/** EN 319 412-2 4.3 and 4.4, which parts 3 and 4 take over. */
export const EXTENSION_RULES: readonly ProfileRule[] = [
  present('authorityKeyIdentifier', 'GEN-4.3.1-1'),
  present('keyUsage', 'NAT-4.3.2-1; EN 319 412-3 4.3.1'),
  present('certificatePolicies', 'GEN-4.3.3-2'),
  present('authorityInfoAccess', 'GEN-4.4.1-2'),
  absent('policyMappings', 'GEN-4.3.4-1'),
  absent('nameConstraints', 'GEN-4.3.8-1'),
  absent('policyConstraints', 'GEN-4.3.9-1'),
  absent('inhibitAnyPolicy', 'GEN-4.3.12-1'),
  notCritical('certificatePolicies', `${PART_2} GEN-4.3.3-1`, 'warning'),
  notCritical('subjectAltName', `${PART_2} GEN-4.3.5-1`),
  notCritical('issuerAltName', `${PART_2} GEN-4.3.6-1`),
  notCritical('extendedKeyUsage', `${PART_2} GEN-4.3.10-1`),
  notCritical('crlDistributionPoints', `${PART_2} GEN-4.3.11-5`),
  notCritical('qcStatements', 'EN 319 412-5 QCS-4.1-02'),
  {
    id: 'extension.status-address',
    clause: `${PART_2} GEN-4.3.11-2`,
    severity: 'error',
    holders: HOLDERS,
    demand: 'A certificate names a CRL where it names no OCSP responder.',
    breach: ({ certificate }) =>
      when(
        !has(certificate, 'crlDistributionPoints') && !certificate.authorityInfoAccess?.ocsp.length && !needsNoStatus(certificate),
        'It names neither a CRL nor an OCSP responder',
      ),
  },
  {
    id: 'extension.crl-scheme',
    clause: `${PART_2} GEN-4.3.11-4`,
    severity: 'error',
    holders: HOLDERS,
    demand: 'At least one CRL has an http or ldap address.',
    breach: ({ certificate }) =>
      when(
        has(certificate, 'crlDistributionPoints') && !urisOf(certificate).some((uri) => /^(http|ldap):\/\//i.test(uri)),
        'No CRL has an http or ldap address',
      ),
  },
  {
    id: 'extension.ca-issuers',
    clause: `${PART_2} GEN-4.4.1-3, GEN-4.4.1-4`,
    severity: 'error',
    holders: HOLDERS,
    demand: "authorityInfoAccess says by http or https where the issuer's certificate is.",
    breach: ({ certificate: { authorityInfoAccess } }) =>
      when(
        authorityInfoAccess !== undefined && !authorityInfoAccess.caIssuers.some((uri) => /^https?:\/\//i.test(uri)),
        "authorityInfoAccess does not say by http or https where the issuer's certificate is",
      ),
  },
];
