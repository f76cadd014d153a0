import { type Instant, toRfc3339 } from '@sigillum/encoding';
import type { Certificate } from '@sigillum/x509';
import type { QualificationReason } from '../reason.js';
import type { Candidate } from '../service/candidate.js';
import type { ListedService } from '../service/listed-service.js';
import { recognizedClaims } from '../service/recognized-claims.js';
import { type CertificateType, type CertificateWord, purposeResults, type PurposeResult, type QscdStatus } from '../words.js';
import { type CertificateClaims, claimsOf, claimedType } from './claims.js';
import { outcomeOf } from './outcome.js';
import { problem, selectEntry, warning } from './select.js';

/** Whether a certificate is qualified at one time, for what, and by which list entry (TS 119 615 4.4, 4.5). */
export interface CertificateQualification {
  readonly at: Instant;
  /** PROCESS_FAILED: nothing can be said, the word is NA. */
  readonly process: 'PROCESS_PASSED' | 'PROCESS_PASSED_WITH_WARNING' | 'PROCESS_FAILED';
  readonly word: CertificateWord;
  readonly qualified: boolean;
  readonly type: CertificateType;
  readonly qscd: QscdStatus;
  /** The outputs of TS 119 615 4.4, as spelt there. */
  readonly results: readonly PurposeResult[];
  /** The entry that made it so. */
  readonly entry: Candidate | undefined;
  /** Rows of the decision tables that answered. */
  readonly rows: readonly string[];
  readonly reasons: readonly QualificationReason[];
}

/**
 * The qualification of a certificate at a time, drawn from the services that stand behind it (`listedServices`) and from its own statements. The content of
 * the certificate is judged by the law at its issuance, each entry by the law under which its state began. Never throws.
 */
export function qualifyCertificate(certificate: Certificate, services: readonly ListedService[], at: Instant): CertificateQualification {
  const claims = recognizedClaims(claimsOf(certificate), certificate, services, at);
  const own = claimReasons(claims);
  if (services.length === 0) {
    const message = 'No trusted list speaks of the certificate.';
    return undetermined(at, claims, [...own, problem('TL_SERVICE_NOT_FOUND', 'TS 119 615 PRO-4.4.4-05', message)]);
  }
  const { entry, open, reasons } = selectEntry(certificate, claims, services, at);
  if (open) return undetermined(at, claims, [...reasons, ...own]);
  const { qualified, type, qscd, word, rows } = outcomeOf(claims, entry);
  const all = [...reasons, ...own, ...outcomeReasons(qualified, type, entry, at)];
  return {
    at,
    process: all.some((reason) => reason.severity === 'warning') ? 'PROCESS_PASSED_WITH_WARNING' : 'PROCESS_PASSED',
    word,
    qualified,
    type,
    qscd,
    results: purposeResults(qualified, type),
    entry,
    rows,
    reasons: errorsFirst(all),
  };
}

/** Nothing can be said, and why. */
export function undetermined(at: Instant, claims: CertificateClaims, reasons: readonly QualificationReason[]): CertificateQualification {
  return {
    at,
    process: 'PROCESS_FAILED',
    word: 'NA',
    qualified: false,
    type: claimedType(claims),
    qscd: 'QSCD_INDETERMINATE',
    results: ['INDETERMINATE'],
    entry: undefined,
    rows: [],
    reasons: errorsFirst(reasons),
  };
}

function errorsFirst(reasons: readonly QualificationReason[]): QualificationReason[] {
  return [...reasons.filter((one) => one.severity === 'error'), ...reasons.filter((one) => one.severity === 'warning')];
}

function claimReasons({ unreadable }: CertificateClaims): QualificationReason[] {
  if (unreadable === undefined) return [];
  const message = `The certificate's statements on its qualification can't be read (${unreadable}).`;
  return [warning('CERTIFICATE_STATEMENTS_UNREADABLE', 'EN 319 412-5 4', message)];
}

function outcomeReasons(qualified: boolean, type: CertificateType, entry: Candidate | undefined, at: Instant): QualificationReason[] {
  if (entry === undefined) return [];
  if (!qualified) {
    const message = `The certificate was not a qualified one at ${toRfc3339(at)}: neither list nor certificate make it so.`;
    return [problem('CERTIFICATE_NOT_QUALIFIED', 'TS 119 615 4.4.4', message)];
  }
  if (type !== 'unknown') return [];
  const message = 'Neither list nor certificate tell for what the certificate is qualified.';
  return [warning('CERTIFICATE_TYPE_UNKNOWN', 'TS 119 615 4.4.4 WARNING_Tn_Not_Enough_Info_on_QC_Type', message)];
}
