import {
  type CertificateQualification,
  type ListGap,
  type QualificationReason,
  ROW_CLAUSES,
  type TimestampQualification,
} from '@sigillum/qualification';
import { type Instant, toRfc3339 } from '@sigillum/encoding';
import type { SignatureQualification } from '../result.js';
import { gapsForPrograms } from './gaps.js';
import { type ListEntry, listEntry, listEntryAt } from './list-entry.js';

/** What the trusted lists make of a signature, with every step of TS 119 615. */
export interface DetailedQualification {
  readonly word: string;
  /** What is wrong with the lists that this rests on. */
  readonly gaps: readonly ListGap[];
  /** null where no list speaks of the certificate. */
  readonly certificate: {
    readonly word: string;
    readonly atIssuance: DetailedCertificateQualification;
    /** At best-signature-time. */
    readonly atUse: DetailedCertificateQualification;
  } | null;
}

/** TS 119 615 4.4 and 4.5 at one time. */
export interface DetailedCertificateQualification {
  readonly at: string;
  readonly process: string;
  readonly word: string;
  readonly qualified: boolean;
  readonly type: string;
  readonly qscd: string;
  /** Outputs of 4.4, as spelt there. */
  readonly results: readonly string[];
  readonly entry: DetailedListEntry | null;
  /** The rows of the decision tables that answered. */
  readonly rows: readonly { readonly id: string; readonly clause: string }[];
  readonly reasons: readonly QualificationReason[];
}

/** The entry, with what it says of this certificate. */
export interface DetailedListEntry extends ListEntry {
  /** Ends of the URIs of TS 119 612 5.5.9.2.3. */
  readonly qualifiers: readonly string[];
  /** Id of the certificate by which the service was found. */
  readonly certificate: string;
}

/** TS 119 615 4.7. */
export interface DetailedTimestampQualification {
  readonly word: string;
  readonly entry: ListEntry | null;
  readonly reasons: readonly QualificationReason[];
}

export function detailedQualification({ word, certificate, ...rest }: SignatureQualification): DetailedQualification {
  const gaps = gapsForPrograms(rest.gaps);
  if (certificate === undefined) return { word, gaps, certificate: null };
  const { atIssuance, atUse } = certificate;
  return { word, gaps, certificate: { word: certificate.word, atIssuance: atOneTime(atIssuance), atUse: atOneTime(atUse) } };
}

function atOneTime({ at, rows, reasons, entry, ...rest }: CertificateQualification): DetailedCertificateQualification {
  const { process, word, qualified, type, qscd, results } = rest;
  return {
    at: toRfc3339(at),
    process,
    word,
    qualified,
    type,
    qscd,
    results,
    entry: entry ? entryOf(entry) : null,
    rows: rows.map((id) => ({ id, clause: ROW_CLAUSES.get(id) ?? '' })),
    reasons: reasons.map(reasonOf),
  };
}

function entryOf({ listed, state, qualifiers }: NonNullable<CertificateQualification['entry']>): DetailedListEntry {
  const names = [...qualifiers].map((uri) => uri.slice(uri.lastIndexOf('/') + 1)).sort();
  return { ...listEntry(listed, state), qualifiers: names, certificate: listed.certificate.id };
}

/** `time` is what the token states. */
export function detailedTimestampQualification(
  { word, service, reasons }: TimestampQualification,
  time: Instant | undefined,
): DetailedTimestampQualification {
  return { word, entry: listEntryAt(service, time), reasons: reasons.map(reasonOf) };
}

function reasonOf({ code, rule, severity, message }: QualificationReason): QualificationReason {
  return { code, rule, severity, message };
}
