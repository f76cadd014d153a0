/** Why a qualification is what it is, or what is odd about the list entry it is drawn from. */
export interface QualificationReason {
  readonly code: QualificationCode;
  /** Row of a table, with its clause. */
  readonly rule: string;
  /** `error`: it takes the qualification away; `warning`: it is said and changes nothing. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export type QualificationCode =
  | 'TRUST_LISTS_MISSING'
  | 'TRUST_LISTS_NOT_USED'
  | 'TL_LIST_UNUSABLE'
  | 'TL_SERVICE_NOT_FOUND'
  | 'TL_SERVICE_NOT_FOUND_AT_TIME'
  | 'TL_SERVICE_NOT_CA_QC'
  | 'TL_SERVICE_FOR_OTHER_PURPOSE'
  | 'TL_SERVICE_CONFLICT'
  | 'TL_SERVICE_NOT_GRANTED'
  | 'TL_SERVICE_NOT_TSA_QTST'
  | 'TL_CRITICAL_EXTENSION_UNKNOWN'
  | 'TL_CRITERIA_UNKNOWN'
  | 'TL_HISTORY_NOT_DESCENDING'
  | 'TL_STATUS_UNKNOWN'
  | 'TL_PROVIDER_NAME_MISMATCH'
  | 'TL_QUALIFIERS_CONTRADICT'
  | 'TL_QUALIFIER_LEGAL_PERSON'
  | 'TL_QUALIFIER_SEVERAL_PURPOSES'
  | 'TL_QUALIFIER_PURPOSE_NOT_LISTED'
  | 'TL_PURPOSE_BEFORE_SWITCH'
  | 'TL_STATUS_BEFORE_SWITCH'
  | 'TL_QUALIFIER_QSCD_CONTRADICTS'
  | 'TL_QUALIFIER_QSCD_AS_IN_CERTIFICATE'
  | 'TL_QUALIFIER_SSCD_AFTER_SWITCH'
  | 'TL_QUALIFIER_UNKNOWN'
  | 'CERTIFICATE_NOT_QUALIFIED'
  | 'CERTIFICATE_TYPE_UNKNOWN'
  | 'CERTIFICATE_STATEMENTS_UNREADABLE';
