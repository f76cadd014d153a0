import type { TlsBinding } from '@sigillum/ades';
import type { CertificateQualification, ListGap, ProfileLint, Qwac } from '@sigillum/qualification';
import type { CertificateConclusion, ValidationPolicy } from '@sigillum/validation';
import type { Certificate } from '@sigillum/x509';
import type { TrustUsed } from '../result.js';

/** The verdict on a certificate, with what reports are drawn from. */
export interface CertificateResult {
  readonly certificate: Certificate;
  readonly conclusion: CertificateConclusion;
  readonly policy: ValidationPolicy;
  readonly trust: TrustUsed;
  /** What the lists made of it when its validity began. */
  readonly atIssuance: CertificateQualification;
  /** What they make of it at validation time. */
  readonly atValidation: CertificateQualification;
  /** What is wrong with the lists that both rest on; empty where none is used. */
  readonly gaps: readonly ListGap[];
  /** Absent where it is not of a web site. */
  readonly qwac?: Qwac;
  /** Where one was handed in: whether it ties the TLS certificate beside it to this 2-QWAC. */
  readonly tlsBinding?: TlsBinding;
  /** Where it departs from the profiles of EN 319 412; nothing else is drawn from it. */
  readonly profile: ProfileLint;
}
