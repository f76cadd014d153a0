import type { Instant } from '@sigillum/encoding';

/** Start of Regulation (EU) 910/2014 for trust services: what began before is judged by Directive 1999/93/EC (TS 119 615 PRO-4.4.4-33). */
export const REGIME_SWITCH: Instant = Date.UTC(2016, 5, 30, 22);

const TYPE = 'http://uri.etsi.org/TrstSvc/Svctype/';
const STATUS = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/';
const EXTENSION = 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/';

/** Service types (TS 119 612 5.5.1) that qualification asks for, and those of responders that lists name. */
export const SERVICE_TYPE = {
  caQc: `${TYPE}CA/QC`,
  qtst: `${TYPE}TSA/QTST`,
  ocspQc: `${TYPE}Certstatus/OCSP/QC`,
  ocsp: `${TYPE}Certstatus/OCSP`,
} as const;

/** Statuses under the Regulation (TS 119 612 5.5.4). */
export const GRANTED = `${STATUS}granted`;
export const WITHDRAWN = `${STATUS}withdrawn`;

/** What services that are none of the qualified ones have in the place of `granted`, under the Regulation and before. */
export const RECOGNISED: readonly string[] = ['recognisedatnationallevel', 'setbynationallaw'].map((name) => `${STATUS}${name}`);

/** Statuses under the Directive that make a service qualified. */
export const GRANTED_BEFORE_SWITCH: readonly string[] = ['undersupervision', 'supervisionincessation', 'accredited'].map(
  (name) => `${STATUS}${name}`,
);

/** Qualifiers of the Qualifications extension (TS 119 612 5.5.9.2.3). */
export const QUALIFIER = {
  statement: `${EXTENSION}QCStatement`,
  notQualified: `${EXTENSION}NotQualified`,
  forSignatures: `${EXTENSION}QCForESig`,
  forSeals: `${EXTENSION}QCForESeal`,
  forWeb: `${EXTENSION}QCForWSA`,
  forLegalPerson: `${EXTENSION}QCForLegalPerson`,
  withQscd: `${EXTENSION}QCWithQSCD`,
  noQscd: `${EXTENSION}QCNoQSCD`,
  qscdAsInCertificate: `${EXTENSION}QCQSCDStatusAsInCert`,
  qscdManagedOnBehalf: `${EXTENSION}QCQSCDManagedOnBehalf`,
  withSscd: `${EXTENSION}QCWithSSCD`,
  noSscd: `${EXTENSION}QCNoSSCD`,
  sscdAsInCertificate: `${EXTENSION}QCSSCDStatusAsInCert`,
} as const;

export const KNOWN_QUALIFIERS: ReadonlySet<string> = new Set(Object.values(QUALIFIER));

/** additionalServiceInformation (TS 119 612 5.5.9.4): what a CA/QC service issues certificates for. */
export const PURPOSE = {
  signatures: `${EXTENSION}ForeSignatures`,
  seals: `${EXTENSION}ForeSeals`,
  web: `${EXTENSION}ForWebSiteAuthentication`,
} as const;

/** Certificate policies of the Directive (TS 101 456): they made a certificate qualified, the second one with an SSCD. */
export const DIRECTIVE_POLICY = { qcp: '0.4.0.1456.1.2', qcpPlus: '0.4.0.1456.1.1' } as const;
