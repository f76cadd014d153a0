import type { CertificateQualification } from '../certificate/qualify-certificate.js';
import { certificateWord, type CertificateWord } from '../words.js';

type AtOneTime = Pick<CertificateQualification, 'word' | 'qualified' | 'type' | 'qscd'>;

/**
 * The qualification of a certificate for a signature: that at its issuance and that at best-signature-time have to agree (TS 119 615 PRO-4.4.4-34 to -36). Qualified
 * only if at both; for a purpose only if for the same at both; the device is that of best-signature-time.
 */
export function combineQualifications(issuance: AtOneTime, use: AtOneTime): CertificateWord {
  if (issuance.word === 'NA' || use.word === 'NA') return 'NA';
  const type = issuance.type === use.type ? issuance.type : 'unknown';
  return certificateWord(issuance.qualified && use.qualified, type, use.qscd);
}
