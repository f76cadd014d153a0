import { displayNameOf } from '@sigillum/x509';
import { toRfc3339 } from '@sigillum/encoding';
import type { DocumentChange } from '@sigillum/ades';
import { exitStatusOf } from './exit-status.js';
import type { JudgedSignature, TrustUsed, ValidationResult } from './result.js';

/** One line of the report for programs; the fields are a promise (`docs/reports.md`, `schemas/simple-report.json`). */
export interface SimpleReport {
  readonly exitCode: number;
  readonly container?: string;
  readonly error?: { readonly code: string; readonly message: string };
  readonly policy?: { readonly name: string; readonly version: string };
  readonly validationTime?: string;
  readonly trust?: TrustUsed;
  readonly notes?: readonly { readonly code: string; readonly message: string }[];
  readonly signatures: readonly SimpleSignature[];
  readonly timestamps: readonly SimpleTimestamp[];
  readonly evidenceRecords: readonly never[];
}

export interface SimpleSignature {
  readonly id: string;
  readonly level: string;
  readonly indication: string;
  readonly subIndication: string | null;
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
  /** `NA`: not determined, because no trusted list was used. */
  readonly qualification: 'NA';
  readonly bestSignatureTime: string;
  readonly claimedSigningTime: string | null;
  readonly signedBy: string | null;
  readonly intact: boolean;
  readonly label: string;
  readonly coverage: { readonly wholeDocument: boolean; readonly text: string };
  readonly changesAfter: readonly SimpleChange[];
  readonly timestamps: readonly SimpleTimestamp[];
  readonly evidenceRecords: readonly never[];
}

export type SimpleChange = Pick<DocumentChange, 'class' | 'revision' | 'object' | 'page' | 'field' | 'allowed' | 'code' | 'message'>;

/** A time-stamp that was found. This version names it and does not judge it: indication null. */
export interface SimpleTimestamp {
  readonly id: string;
  readonly type: string;
  readonly indication: null;
  readonly subIndication: null;
  readonly time: null;
  readonly qualification: 'NA';
}

/** The report for programs. */
export function toSimpleReport(result: ValidationResult): SimpleReport {
  return {
    exitCode: exitStatusOf(result),
    ...(result.document.format.startsWith('ASiC') ? { container: result.document.format } : {}),
    policy: { name: result.policy.name, version: result.policy.version },
    validationTime: toRfc3339(result.validationTime),
    trust: result.trust,
    ...(result.document.notes.length > 0 ? { notes: result.document.notes } : {}),
    signatures: result.signatures.map(signatureOf),
    timestamps: result.document.timestamps.map(timestampOf),
    evidenceRecords: [],
  };
}

function signatureOf({ signature, level, conclusion }: JudgedSignature): SimpleSignature {
  const { signingCertificate } = conclusion;
  const { claimedSigningTime } = signature.attributes;
  return {
    id: signature.id,
    level,
    indication: conclusion.indication,
    subIndication: conclusion.subIndication ?? null,
    reasons: conclusion.reasons.map(({ code, message }) => ({ code, message })),
    qualification: 'NA',
    bestSignatureTime: toRfc3339(conclusion.bestSignatureTime),
    claimedSigningTime: claimedSigningTime === undefined ? null : toRfc3339(claimedSigningTime),
    signedBy: signingCertificate ? displayNameOf(signingCertificate.subject) : null,
    intact: conclusion.intact,
    label: signature.label,
    coverage: { wholeDocument: signature.coverage.wholeDocument, text: signature.coverage.text },
    changesAfter: signature.changesAfter,
    timestamps: signature.timestamps.map(timestampOf),
    evidenceRecords: [],
  };
}

function timestampOf({ id, kind }: { id: string; kind: string }): SimpleTimestamp {
  return { id, type: kind, indication: null, subIndication: null, time: null, qualification: 'NA' };
}

/** The line of a document that could not be read. */
export function toErrorReport(error: { readonly code: string; readonly message: string }, exitCode: number): SimpleReport {
  return { exitCode, error: { code: error.code, message: error.message }, signatures: [], timestamps: [], evidenceRecords: [] };
}
