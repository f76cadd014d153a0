/** What a certificate is meant for: signatures, seals, web sites. */
export type CertificateType = 'esig' | 'eseal' | 'wsa' | 'unknown';

/** Whether the private key resides in a qualified signature or seal creation device (TS 119 615 4.5). */
export type QscdStatus = 'QSCD_YES' | 'QSCD_NO' | 'QSCD_INDETERMINATE';

/** The qualification of a certificate, in the words of EU DSS; NA: it can't be told. */
export type CertificateWord =
  | 'QCERT_FOR_ESIG_QSCD'
  | 'QCERT_FOR_ESIG'
  | 'QCERT_FOR_ESEAL_QSCD'
  | 'QCERT_FOR_ESEAL'
  | 'QCERT_FOR_WSA'
  | 'QCERT_FOR_UNKNOWN_QSCD'
  | 'QCERT_FOR_UNKNOWN'
  | 'CERT_FOR_ESIG'
  | 'CERT_FOR_ESEAL'
  | 'CERT_FOR_WSA'
  | 'CERT_FOR_UNKNOWN'
  | 'NA';

/** The word for each answer, by qualified, type and device. The device makes no difference to a web site's certificate, nor to one that is not qualified. */
const WORDS: Readonly<
  Record<CertificateType, { readonly device: CertificateWord; readonly qualified: CertificateWord; readonly not: CertificateWord }>
> = {
  esig: { device: 'QCERT_FOR_ESIG_QSCD', qualified: 'QCERT_FOR_ESIG', not: 'CERT_FOR_ESIG' },
  eseal: { device: 'QCERT_FOR_ESEAL_QSCD', qualified: 'QCERT_FOR_ESEAL', not: 'CERT_FOR_ESEAL' },
  wsa: { device: 'QCERT_FOR_WSA', qualified: 'QCERT_FOR_WSA', not: 'CERT_FOR_WSA' },
  unknown: { device: 'QCERT_FOR_UNKNOWN_QSCD', qualified: 'QCERT_FOR_UNKNOWN', not: 'CERT_FOR_UNKNOWN' },
};

/** The word for a certificate of that type. */
export function certificateWord(qualified: boolean, type: CertificateType, qscd: QscdStatus): CertificateWord {
  const { device, qualified: plain, not } = WORDS[type];
  if (!qualified) return not;
  return qscd === 'QSCD_YES' ? device : plain;
}

/** Outputs of TS 119 615 4.4, as spelt there. */
export type PurposeResult =
  | 'QC_For_eSig'
  | 'QC_For_eSeal'
  | 'QWAC'
  | 'Not_Qualified_For_eSig'
  | 'Not_Qualified_For_eSeal'
  | 'Not_QWAC'
  | 'Not_Qualified'
  | 'INDET_QC_For_eSig'
  | 'INDET_QC_For_eSeal'
  | 'INDET_QWAC'
  | 'INDETERMINATE';

const PURPOSE_RESULTS: Readonly<Record<CertificateType, readonly PurposeResult[]>> = {
  esig: ['QC_For_eSig', 'Not_Qualified_For_eSeal', 'Not_QWAC'],
  eseal: ['Not_Qualified_For_eSig', 'QC_For_eSeal', 'Not_QWAC'],
  wsa: ['Not_Qualified_For_eSig', 'Not_Qualified_For_eSeal', 'QWAC'],
  unknown: ['INDET_QC_For_eSig', 'INDET_QC_For_eSeal', 'INDET_QWAC'],
};

/** What TS 119 615 4.4 calls a certificate that is, or is not, qualified for a type. */
export function purposeResults(qualified: boolean, type: CertificateType): readonly PurposeResult[] {
  return qualified ? PURPOSE_RESULTS[type] : ['Not_Qualified'];
}
