import { CodedError, LimitError } from '@sigillum/encoding';
import type { Certificate } from '@sigillum/x509';
import { applies, type ProfileRule, type ProfileSeverity } from './rule.js';
import { PROFILE_RULES } from './rules/index.js';
import { type Holder, type ProfileSubject, profileSubjectOf } from './subject.js';

/** Where a certificate departs from its profile. */
export interface ProfileFinding {
  readonly id: string;
  readonly clause: string;
  readonly severity: ProfileSeverity;
  /** `not-run`: what the rule is about can't be read. */
  readonly outcome: 'broken' | 'not-run';
  readonly message: string;
}

export interface ProfileLint {
  readonly holder: Holder;
  readonly findings: readonly ProfileFinding[];
}

/**
 * Measures a certificate by the profiles of EN 319 412-1 to -5, the gravest findings first. It is about how the issuer wrote the certificate, and no verdict is drawn from it
 * (TS 119 172-4). Throws only `LimitError`.
 */
export function lintCertificate(certificate: Certificate): ProfileLint {
  const subject = profileSubjectOf(certificate);
  const findings = PROFILE_RULES.filter((rule) => applies(rule, subject)).flatMap((rule) => findingOf(rule, subject) ?? []);
  const ranked = (['error', 'warning', 'notice'] as const).flatMap((severity) => findings.filter((one) => one.severity === severity));
  return { holder: subject.holder, findings: ranked };
}

function findingOf({ id, clause, severity, breach }: ProfileRule, subject: ProfileSubject): ProfileFinding | undefined {
  try {
    const message = breach(subject);
    return message === undefined ? undefined : { id, clause, severity, outcome: 'broken', message: `${message}.` };
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof LimitError) throw error;
    return { id, clause, severity, outcome: 'not-run', message: `Not checked: ${error.message}` };
  }
}
