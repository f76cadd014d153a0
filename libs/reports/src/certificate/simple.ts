import type { ListGap, ProfileLint, Qwac } from '@sigillum/qualification';
import { explainCode } from '../catalogue/catalogue.js';
import { certificateExitStatusOf } from '../exit-status.js';
import type { Coded } from '../simple.js';
import { type CertificateContents, contentsOf } from './contents.js';
import { gapsForPrograms } from '../qualification/gaps.js';
import type { CertificateResult } from './result.js';

/** A reason with what it is about: the chain, or the qualification at one of the two times. */
export interface CertificateReason extends Coded {
  readonly about: 'chain' | 'issuance' | 'validation';
  readonly severity: string;
}

/** One line about a certificate, for programs. */
export interface CertificateReport extends Partial<CertificateContents> {
  readonly exitCode: number;
  readonly error?: Coded & { readonly next?: string };
  readonly indication?: 'PASSED' | 'FAILED' | 'INDETERMINATE';
  readonly subIndication?: string | null;
  readonly qualificationAtIssuance?: string;
  readonly qualificationAtValidation?: string;
  readonly qscd?: string;
  readonly trust?: CertificateResult['trust'];
  /** What is wrong with the lists that the qualification rests on. */
  readonly gaps?: readonly ListGap[];
  /** Those about the chain first, the decisive one before all others. */
  readonly reasons: readonly CertificateReason[];
  /** Of a certificate for web sites. */
  readonly qwac?: {
    readonly profile: Qwac['profile'] | null;
    readonly qualified: boolean;
    /** Whether the binding of a TLS certificate to this 2-QWAC was handed in, and holds. */
    readonly tlsBinding: 'not-needed' | 'not-checked' | 'holds' | 'broken';
    readonly tlsBindingProblem?: Coded;
  };
  /** Whose certificate it is, and where it departs from the profiles of EN 319 412 (`docs/certificate-profile.md`). */
  readonly profile?: ProfileLint;
}

/** The line for a certificate that was judged. The device is that of validation time. */
export function toCertificateReport(result: CertificateResult): CertificateReport {
  const { certificate, conclusion, atIssuance, atValidation, trust, gaps, qwac, tlsBinding, profile } = result;
  return {
    exitCode: certificateExitStatusOf(result),
    indication: conclusion.indication,
    subIndication: conclusion.subIndication ?? null,
    qualificationAtIssuance: atIssuance.word,
    qualificationAtValidation: atValidation.word,
    qscd: atValidation.qscd,
    trust,
    gaps: gapsForPrograms(gaps),
    reasons: [
      ...conclusion.reasons.map((one) => ({ about: 'chain' as const, code: one.code, message: one.message, severity: one.severity })),
      ...reasonsOf('issuance', atIssuance),
      ...reasonsOf('validation', atValidation),
    ],
    ...contentsOf(certificate),
    ...(qwac && { qwac: { profile: qwac.profile ?? null, qualified: qwac.qualified, ...bindingOf(qwac, tlsBinding) } }),
    profile,
  };
}

/** A binding that does not hold counts against the certificate that it was handed in with, whatever kind that is. */
export function bindingOf(
  { profile }: Qwac,
  binding: CertificateResult['tlsBinding'],
): Pick<NonNullable<CertificateReport['qwac']>, 'tlsBinding' | 'tlsBindingProblem'> {
  if (binding === undefined) return { tlsBinding: profile === '2-QWAC' ? 'not-checked' : 'not-needed' };
  if (binding.ok) return { tlsBinding: 'holds' };
  return { tlsBinding: 'broken', tlsBindingProblem: { code: binding.code, message: binding.message } };
}

function reasonsOf(about: 'issuance' | 'validation', { reasons }: CertificateResult['atIssuance']): CertificateReason[] {
  return reasons.map(({ code, message, severity }) => ({ about, code, message, severity }));
}

/** The line for something that could not be read as a certificate. */
export function toCertificateErrorReport(error: Coded, exitCode: number): CertificateReport {
  const next = explainCode(error.code)?.next;
  return { exitCode, error: { code: error.code, message: error.message, ...(next === undefined ? {} : { next }) }, reasons: [] };
}
