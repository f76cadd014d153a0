import { describe, expect, it } from 'vitest';
import { type CertificateType, certificateWord, type CertificateWord, type QscdStatus } from '../words.js';
import { combineQualifications } from './combine.js';
import { qualifySignature, SIGNATURE_TABLE } from './qualify-signature.js';

const once = (qualified: boolean, type: CertificateType, qscd: QscdStatus = 'QSCD_NO') => ({
  qualified,
  type,
  qscd,
  word: certificateWord(qualified, type, qscd),
});
const UNKNOWN = { ...once(false, 'esig'), word: 'NA' as const };

describe('combineQualifications (TS 119 615 PRO-4.4.4-34 to -36)', () => {
  it.each([
    ['QCERT_FOR_ESIG_QSCD', once(true, 'esig', 'QSCD_YES'), once(true, 'esig', 'QSCD_YES')],
    ['QCERT_FOR_ESIG_QSCD', once(true, 'esig'), once(true, 'esig', 'QSCD_YES')],
    ['QCERT_FOR_ESIG', once(true, 'esig', 'QSCD_YES'), once(true, 'esig')],
    ['QCERT_FOR_ESIG', once(true, 'esig'), once(true, 'esig', 'QSCD_INDETERMINATE')],
    ['QCERT_FOR_UNKNOWN', once(true, 'esig'), once(true, 'eseal')],
    ['QCERT_FOR_UNKNOWN_QSCD', once(true, 'esig'), once(true, 'eseal', 'QSCD_YES')],
    ['CERT_FOR_ESIG', once(true, 'esig', 'QSCD_YES'), once(false, 'esig')],
    ['CERT_FOR_ESEAL', once(false, 'eseal'), once(true, 'eseal', 'QSCD_YES')],
    ['CERT_FOR_UNKNOWN', once(false, 'esig'), once(true, 'eseal')],
    ['QCERT_FOR_WSA', once(true, 'wsa', 'QSCD_YES'), once(true, 'wsa')],
    ['NA', UNKNOWN, once(true, 'esig')],
    ['NA', once(true, 'esig'), UNKNOWN],
  ] as const)('%s', (word, issuance, use) => {
    expect(combineQualifications(issuance, use)).toBe(word);
  });
});

describe('qualifySignature (TS 119 172-4 4.4)', () => {
  const EXPECTED: readonly (readonly [CertificateWord, passed: string, open: string, failed: string])[] = [
    ['QCERT_FOR_ESIG_QSCD', 'QESIG', 'INDETERMINATE_QESIG', 'NOT_ADES_QC_QSCD'],
    ['QCERT_FOR_ESEAL_QSCD', 'QESEAL', 'INDETERMINATE_QESEAL', 'NOT_ADES_QC_QSCD'],
    ['QCERT_FOR_UNKNOWN_QSCD', 'UNKNOWN_QC_QSCD', 'INDETERMINATE_UNKNOWN_QC_QSCD', 'NOT_ADES_QC_QSCD'],
    ['QCERT_FOR_ESIG', 'ADESIG_QC', 'INDETERMINATE_ADESIG_QC', 'NOT_ADES_QC'],
    ['QCERT_FOR_ESEAL', 'ADESEAL_QC', 'INDETERMINATE_ADESEAL_QC', 'NOT_ADES_QC'],
    ['QCERT_FOR_UNKNOWN', 'UNKNOWN_QC', 'INDETERMINATE_UNKNOWN_QC', 'NOT_ADES_QC'],
    ['QCERT_FOR_WSA', 'NOT_ADES', 'NOT_ADES', 'NOT_ADES'],
    ['CERT_FOR_WSA', 'NOT_ADES', 'NOT_ADES', 'NOT_ADES'],
    ['CERT_FOR_ESIG', 'ADESIG', 'INDETERMINATE_ADESIG', 'NOT_ADES'],
    ['CERT_FOR_ESEAL', 'ADESEAL', 'INDETERMINATE_ADESEAL', 'NOT_ADES'],
    ['CERT_FOR_UNKNOWN', 'UNKNOWN', 'INDETERMINATE_UNKNOWN', 'NOT_ADES'],
    ['NA', 'NA', 'NA', 'NOT_ADES'],
  ];

  it.each(EXPECTED)('%s: %s, %s, %s', (certificate, passed, open, failed) => {
    expect(qualifySignature('TOTAL-PASSED', certificate)).toBe(passed);
    expect(qualifySignature('PASSED', certificate)).toBe(passed);
    expect(qualifySignature('INDETERMINATE', certificate)).toBe(open);
    expect(qualifySignature('TOTAL-FAILED', certificate)).toBe(failed);
    expect(qualifySignature('FAILED', certificate)).toBe(failed);
  });

  it('is looked up in a table without gaps', () => {
    expect(SIGNATURE_TABLE.map((row) => row.certificate)).toEqual(EXPECTED.map(([word]) => word));
  });

  it('is NA where no trusted list speaks of the certificate, whatever the verdict', () => {
    expect(['TOTAL-PASSED', 'INDETERMINATE', 'TOTAL-FAILED'].map((verdict) => qualifySignature(verdict as 'PASSED', undefined))).toEqual([
      'NA',
      'NA',
      'NA',
    ]);
  });
});
