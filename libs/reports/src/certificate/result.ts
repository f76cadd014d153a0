import type { CertificateQualification } from '@sigillum/qualification';
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
}
