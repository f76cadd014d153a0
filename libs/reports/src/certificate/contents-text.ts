import { counted, printable } from '../wording.js';
import type { CertificateContents, IdentifierContents, NameContents, StatementContents } from './contents.js';
import type { CertificateResult } from './result.js';
import { bindingOf } from './simple.js';

const FINDINGS_SHOWN = 8;
const TYPES: Readonly<Record<string, string>> = { esign: 'signatures', eseal: 'seals', web: 'web sites' };

/** What a certificate says of its holder and of itself, in lines. All text of others is made fit for a terminal. */
export function contentsLines({ subject, issuer, statements }: CertificateContents): string[] {
  return [...nameLines('Holder', subject), ...nameLines('Issuer', issuer), ...claimLines(statements)].map(printable);
}

function nameLines(whose: string, { name, pseudonym, identifiers }: NameContents): string[] {
  const hidden = pseudonym === undefined ? '' : ` (a pseudonym: ${pseudonym})`;
  return [`${whose}: ${name}${hidden}`, ...identifiers.map((one) => `  ${identifierText(one)}`)];
}

function identifierText({ attribute, value, type, meaning, country, identifier }: IdentifierContents): string {
  if (type === undefined || identifier === undefined) return `${attribute}: ${value}`;
  const by = country === 'XG' ? '' : ` of ${country ?? ''}`;
  return `${meaning ?? `number in the national scheme ${type}`}${by}: ${identifier}`;
}

function claimLines(statements: CertificateContents['statements']): string[] {
  if (statements === undefined) return ['It says nothing of being qualified.'];
  if ('error' in statements)
    return [`What it says of being qualified can't be read: ${statements.error.message} (${statements.error.code})`];
  const { compliance, types, device, legislation } = statements;
  const law = legislation.length === 0 ? 'EU law' : `the law of ${legislation.join(', ')}`;
  const purpose = types.length === 0 ? '' : ` for ${types.map((type) => TYPES[type] ?? type).join(', ')}`;
  const claim = compliance
    ? `It says of itself: qualified by ${law}${purpose}`
    : `It does not say that it is qualified; its purpose is${purpose || ' not said'}`;
  return [`${claim}${device ? ', with the key in a qualified device' : ''}.`, ...detailLines(statements).map((line) => `  ${line}`)];
}

function detailLines({ limit, retentionYears, paymentServices, disclosure }: StatementContents): string[] {
  const roles = paymentServices?.roles.map(({ name }) => name).join(', ');
  return [
    ...(limit ? [`limit of a transaction: ${limit.amount} · 10^${limit.exponent} ${limit.currency}`] : []),
    ...(retentionYears === undefined ? [] : [`records are kept for ${counted(retentionYears, 'year')} after its end`]),
    ...(paymentServices
      ? [`payment services (${roles ?? ''}), under ${paymentServices.authorityName} (${paymentServices.authorityId})`]
      : []),
    ...disclosure.map(({ url, language }) => `terms (${language}): ${url}`),
  ];
}

/** The kind of a web site's certificate, and where the certificate departs from its profile. */
export function remarkLines({ qwac, tlsBinding, profile }: Pick<CertificateResult, 'qwac' | 'tlsBinding' | 'profile'>): string[] {
  return [...(qwac ? [qwacText(qwac, tlsBinding)] : []), ...findingLines(profile.findings)].map(printable);
}

const BINDINGS = {
  'not-needed': '',
  'not-checked': '; its binding to a TLS certificate was not checked',
  holds: '; the TLS certificate that was handed in is bound to it',
  broken: '; THE TLS CERTIFICATE IS NOT BOUND TO IT',
} as const;

function qwacText(qwac: NonNullable<CertificateResult['qwac']>, binding: CertificateResult['tlsBinding']): string {
  const { profile, qualified } = qwac;
  const { tlsBinding, tlsBindingProblem } = bindingOf(qwac, binding);
  const kind = profile === undefined ? 'Of a web site, but neither a 1-QWAC nor a 2-QWAC' : `By its content a ${profile}`;
  const lists = qualified ? 'qualified by the trusted lists' : 'not shown to be qualified by the trusted lists';
  return `${kind} (TS 119 411-5), ${lists}${BINDINGS[tlsBinding]}${tlsBindingProblem ? `: ${tlsBindingProblem.message} (${tlsBindingProblem.code})` : '.'}`;
}

function findingLines(findings: CertificateResult['profile']['findings']): string[] {
  if (findings.length === 0) return [];
  const lines = findings
    .slice(0, FINDINGS_SHOWN)
    .map(({ severity, message, id, clause }) => `  - ${severity}: ${message} (${id}; ${clause})`);
  const more = findings.length > FINDINGS_SHOWN ? [`  - and ${findings.length - FINDINGS_SHOWN} more, with --json`] : [];
  return ['Departures from the certificate profiles (EN 319 412), which change no verdict:', ...lines, ...more];
}
