import type { Instant } from '@sigillum/encoding';
import { attributeOf, type Certificate, QC_STATEMENT, type QcProfile, qcProfileOf } from '@sigillum/x509';
import { SERVER_AUTH, TLS_BINDING, WEB_POLICIES } from '../certificate/qwac.js';
import { legible } from '../legible.js';

/** Whose certificate it is, which tells the part of EN 319 412 that it follows: -2, -3, -4; `other` for services and what can't be told. */
export type Holder = 'natural' | 'legal' | 'web' | 'authority' | 'other';

/** A certificate as the rules look at it. */
export interface ProfileSubject {
  readonly certificate: Certificate;
  readonly holder: Holder;
  readonly issued: Instant;
  /** It says that it is an EU qualified certificate: QcCompliance without the law of another country. */
  readonly claimsQualified: boolean;
  /** undefined without qcStatements. Throws `X509Error` where they can't be read. */
  readonly statements: () => QcProfile | undefined;
}

export const ATTRIBUTE = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  country: '2.5.4.6',
  organization: '2.5.4.10',
  givenName: '2.5.4.42',
  pseudonym: '2.5.4.65',
  organizationIdentifier: '2.5.4.97',
} as const;

const OF_SERVICES = ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.9', '0.4.0.2231.3.0'];
/** EN 319 411-2 5.3: QCP-n, QCP-n-qscd; QCP-l, QCP-l-qscd. */
export const NATURAL_POLICIES = ['0.4.0.194112.1.0', '0.4.0.194112.1.2'];
export const LEGAL_POLICIES = ['0.4.0.194112.1.1', '0.4.0.194112.1.3'];
export const DEVICE_POLICIES = ['0.4.0.194112.1.2', '0.4.0.194112.1.3'];

/** Looks at a certificate; what can't be read counts as absent here, and the rules that need it say so. Throws only `LimitError`. */
export function profileSubjectOf(certificate: Certificate): ProfileSubject {
  const statements = (): QcProfile | undefined => certificate.qcStatements && qcProfileOf(certificate.qcStatements);
  const claimed = legible(statements);
  const oids = legible(() => certificate.qcStatements?.map(({ oid }) => oid)) ?? [];
  return {
    certificate,
    holder: holderOf(certificate, claimed),
    issued: certificate.notBefore,
    claimsQualified: oids.includes(QC_STATEMENT.compliance) && !oids.includes(QC_STATEMENT.legislation),
    statements,
  };
}

const OF_TYPE = { esign: 'natural', eseal: 'legal', web: 'web' } as const;

/** A single QcType tells; else policies, key purposes and names do. */
function holderOf(certificate: Certificate, statements: QcProfile | undefined): Holder {
  if (legible(() => certificate.basicConstraints)?.ca) return 'authority';
  const purposes = legible(() => certificate.extendedKeyUsage) ?? [];
  if (purposes.some((oid) => OF_SERVICES.includes(oid))) return 'other';
  const [only, another] = statements?.types ?? [];
  if (only !== undefined && another === undefined) return OF_TYPE[only];
  const policies = policiesOf(certificate);
  const has = (list: readonly string[]): boolean => policies.some((oid) => list.includes(oid));
  if (has(WEB_POLICIES) || [SERVER_AUTH, TLS_BINDING].some((oid) => purposes.includes(oid))) return 'web';
  if (has(LEGAL_POLICIES)) return 'legal';
  if (has(NATURAL_POLICIES)) return 'natural';
  const named = (...oids: readonly string[]): boolean => oids.some((oid) => attributeOf(certificate.subject, oid) !== undefined);
  if (named(ATTRIBUTE.givenName, ATTRIBUTE.surname, ATTRIBUTE.pseudonym)) return 'natural';
  if (named(ATTRIBUTE.organizationIdentifier)) return 'legal';
  return statements?.compliance === true ? 'natural' : 'other'; // qualified without a type is for signatures (TS 119 615 4.4.4 table 1)
}

/** The policies as far as they can be read. */
export function policiesOf(certificate: Certificate): readonly string[] {
  return legible(() => certificate.policies)?.map(({ oid }) => oid) ?? [];
}
