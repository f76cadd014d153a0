import type { CertificateWord } from '../words.js';

/** What a signature is, its certificate being what it is: the words of EU DSS. */
type Settled = 'QESIG' | 'QESEAL' | 'UNKNOWN_QC_QSCD' | 'ADESIG_QC' | 'ADESEAL_QC' | 'UNKNOWN_QC' | 'ADESIG' | 'ADESEAL' | 'UNKNOWN';

type Refused = 'NOT_ADES_QC_QSCD' | 'NOT_ADES_QC' | 'NOT_ADES';

/** The qualification of a signature; NA: it can't be told. */
export type SignatureWord = Settled | `INDETERMINATE_${Settled}` | Refused | 'NA';

/** One row for each word of a certificate: what a signature with it is if it is genuine, and what if it is proven bad. Open ones take INDETERMINATE_ before the first. */
interface SignatureRow {
  readonly certificate: CertificateWord;
  readonly passed: Settled | 'NOT_ADES' | 'NA';
  readonly failed: Refused;
}

/** TS 119 172-4 REQ-4.4.2-04 to -06 (qualified: certificate, device and genuine), and what is less than that. */
export const SIGNATURE_TABLE: readonly SignatureRow[] = [
  { certificate: 'QCERT_FOR_ESIG_QSCD', passed: 'QESIG', failed: 'NOT_ADES_QC_QSCD' },
  { certificate: 'QCERT_FOR_ESEAL_QSCD', passed: 'QESEAL', failed: 'NOT_ADES_QC_QSCD' },
  { certificate: 'QCERT_FOR_UNKNOWN_QSCD', passed: 'UNKNOWN_QC_QSCD', failed: 'NOT_ADES_QC_QSCD' },
  { certificate: 'QCERT_FOR_ESIG', passed: 'ADESIG_QC', failed: 'NOT_ADES_QC' },
  { certificate: 'QCERT_FOR_ESEAL', passed: 'ADESEAL_QC', failed: 'NOT_ADES_QC' },
  { certificate: 'QCERT_FOR_UNKNOWN', passed: 'UNKNOWN_QC', failed: 'NOT_ADES_QC' },
  { certificate: 'QCERT_FOR_WSA', passed: 'NOT_ADES', failed: 'NOT_ADES' },
  { certificate: 'CERT_FOR_WSA', passed: 'NOT_ADES', failed: 'NOT_ADES' },
  { certificate: 'CERT_FOR_ESIG', passed: 'ADESIG', failed: 'NOT_ADES' },
  { certificate: 'CERT_FOR_ESEAL', passed: 'ADESEAL', failed: 'NOT_ADES' },
  { certificate: 'CERT_FOR_UNKNOWN', passed: 'UNKNOWN', failed: 'NOT_ADES' },
  { certificate: 'NA', passed: 'NA', failed: 'NOT_ADES' },
];

/** The verdict on a signature, in either spelling. */
export type SignatureIndication = 'PASSED' | 'TOTAL-PASSED' | 'FAILED' | 'TOTAL-FAILED' | 'INDETERMINATE';

/**
 * The qualification of a signature: from its verdict and from what its certificate is (`combineQualifications`); undefined where no trusted list speaks of the
 * certificate: then it is NA whatever the verdict.
 */
export function qualifySignature(indication: SignatureIndication, certificate: CertificateWord | undefined): SignatureWord {
  const row = SIGNATURE_TABLE.find((one) => one.certificate === certificate);
  if (row === undefined) return 'NA';
  if (indication.endsWith('FAILED')) return row.failed;
  if (indication !== 'INDETERMINATE' || row.passed === 'NOT_ADES' || row.passed === 'NA') return row.passed;
  return `INDETERMINATE_${row.passed}`;
}
