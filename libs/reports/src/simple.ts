import type { DocumentChange, Signature } from '@sigillum/ades';
import { toRfc3339 } from '@sigillum/encoding';
import type { SignatureWord, TimestampWord } from '@sigillum/qualification';
import { policyDigest, type TimestampConclusion } from '@sigillum/validation';
import { displayNameOf } from '@sigillum/x509';
import { explainCode } from './catalogue/catalogue.js';
import { exitStatusOf } from './exit-status.js';
import { decisiveEntry, type ListEntry } from './qualification/list-entry.js';
import { requirementResult, type RequirementResult } from './requirement.js';
import type { JudgedSignature, TrustUsed, ValidationResult } from './result.js';
import { checkableOf } from './verdict/checkable.js';
import { documentVerdict } from './verdict/document-verdict.js';
import { signatureVerdict, type Verdict } from './verdict/signature-verdict.js';

/** A stable code (`sigillum explain CODE`) and a message for people. */
export interface Coded {
  readonly code: string;
  readonly message: string;
}

/** One line of the report for programs; the fields are a promise (`docs/reports.md`, `schemas/simple-report.json`). */
export interface SimpleReport {
  readonly exitCode: number;
  /** For people: that of the weakest signature. Absent where the document could not be read. */
  readonly verdict?: Verdict;
  readonly container?: string;
  readonly error?: Coded & { /** What to do about it. */ readonly next?: string };
  readonly policy?: { readonly name: string; readonly version: string; /** SHA-256 of the policy, hex. */ readonly digest: string };
  readonly validationTime?: string;
  readonly trust?: TrustUsed;
  readonly notes?: readonly Coded[];
  readonly signatures: readonly SimpleSignature[];
  readonly timestamps: readonly SimpleTimestamp[];
  readonly evidenceRecords: readonly SimpleEvidenceRecord[];
  /** The same under further policies, where several were asked for. */
  readonly otherPolicies?: readonly SimpleReport[];
}

export interface SimpleSignature {
  readonly id: string;
  /** For people. */
  readonly verdict: Verdict;
  readonly level: string;
  readonly indication: string;
  readonly subIndication: string | null;
  /** All of them, the decisive first. */
  readonly reasons: readonly Coded[];
  /** `NA`: not determined, because no trusted list speaks of it or none is used. */
  readonly qualification: SignatureWord;
  /** The same for people, in a sentence. */
  readonly qualificationMeaning: string;
  /** The entry of a trusted list that made it so; null where none speaks of it. */
  readonly listEntry: ListEntry | null;
  /** Where something is required: whether this genuine signature is that. */
  readonly requirement?: RequirementResult;
  readonly bestSignatureTime: string;
  /** The time-stamp that proves it; null: nothing does but that the document was at hand at the validation time. */
  readonly bestSignatureTimeProof: string | null;
  /** Until when a passed verdict can be drawn again from the same evidence. */
  readonly checkableUntil: { /** null: without end. */ readonly time: string | null; readonly fromDocumentAlone: boolean } | null;
  readonly claimedSigningTime: string | null;
  readonly signedBy: string | null;
  readonly intact: boolean;
  readonly label: string;
  /** Id of the signature whose value this one is over. */
  readonly counterSignatureOf?: string;
  readonly coverage: { readonly wholeDocument: boolean; readonly text: string };
  readonly changesAfter: readonly SimpleChange[];
  readonly timestamps: readonly SimpleTimestamp[];
  readonly evidenceRecords: readonly SimpleEvidenceRecord[];
}

/** An evidence record that is named and not judged: nothing is said of it, and it proves nothing. */
export interface SimpleEvidenceRecord {
  readonly id: string;
  readonly indication: null;
  readonly subIndication: null;
  readonly poe: null;
}

export type SimpleChange = Pick<DocumentChange, 'class' | 'revision' | 'object' | 'page' | 'field' | 'allowed' | 'code' | 'message'>;

/** A time-stamp with its verdict. */
export interface SimpleTimestamp {
  readonly id: string;
  readonly type: string;
  readonly indication: string;
  readonly subIndication: string | null;
  /** What the token states, in whole seconds; null where it can't be read. */
  readonly time: string | null;
  readonly signedBy: string | null;
  readonly reasons: readonly Coded[];
  readonly qualification: TimestampWord;
}

/** The report for programs; `others` are the results under further policies. */
export function toSimpleReport(result: ValidationResult, others: readonly ValidationResult[] = []): SimpleReport {
  return {
    exitCode: exitStatusOf(result),
    verdict: documentVerdict(result),
    ...(result.document.format.startsWith('ASiC') ? { container: result.document.format } : {}),
    policy: { name: result.policy.name, version: result.policy.version, digest: policyDigest(result.policy) },
    validationTime: toRfc3339(result.validationTime),
    trust: result.trust,
    ...(result.document.notes.length > 0 ? { notes: result.document.notes.map(codedOf) } : {}),
    signatures: result.signatures.map((one) => signatureOf(one, result)),
    timestamps: result.timestamps.map((one) => timestampOf(one, result)),
    evidenceRecords: evidenceRecordsOf(result.document),
    ...(others.length > 0 ? { otherPolicies: others.map((other) => toSimpleReport(other)) } : {}),
  };
}

function signatureOf(judged: JudgedSignature, result: ValidationResult): SimpleSignature {
  const { signature, level, conclusion, qualification } = judged;
  const requirement = result.requirement && requirementResult(judged, result.requirement, result.trust);
  const { signingCertificate } = conclusion;
  const { claimedSigningTime } = signature.attributes;
  const word = qualification?.word ?? 'NA';
  const checkable = checkableOf(conclusion, result.evidence);
  return {
    id: signature.id,
    verdict: signatureVerdict(judged, result),
    level,
    indication: conclusion.indication,
    subIndication: conclusion.subIndication ?? null,
    reasons: conclusion.reasons.map(codedOf),
    qualification: word,
    qualificationMeaning: explainCode(word)?.sentence ?? word,
    listEntry: decisiveEntry(judged),
    ...(requirement && { requirement }),
    bestSignatureTime: toRfc3339(conclusion.bestSignatureTime),
    bestSignatureTimeProof: conclusion.bestSignatureTimeProof === 'validation' ? null : conclusion.bestSignatureTimeProof,
    checkableUntil: checkable
      ? { time: checkable.until === undefined ? null : toRfc3339(checkable.until), fromDocumentAlone: checkable.fromDocumentAlone }
      : null,
    claimedSigningTime: claimedSigningTime === undefined ? null : toRfc3339(claimedSigningTime),
    signedBy: signingCertificate ? displayNameOf(signingCertificate.subject) : null,
    intact: conclusion.intact,
    label: signature.label,
    ...(signature.counterSignatureOf === undefined ? {} : { counterSignatureOf: signature.counterSignatureOf }),
    coverage: { wholeDocument: signature.coverage.wholeDocument, text: signature.coverage.text },
    changesAfter: signature.changesAfter.map(changeOf),
    timestamps: conclusion.timestamps.map((one) => timestampOf(one, result)),
    evidenceRecords: evidenceRecordsOf(signature),
  };
}

function evidenceRecordsOf({ evidenceRecords = [] }: Pick<Signature, 'evidenceRecords'>): SimpleEvidenceRecord[] {
  return evidenceRecords.map(({ id }) => ({ id, indication: null, subIndication: null, poe: null }));
}

/** Code and message of whatever has them, and nothing else of it. */
export function codedOf({ code, message }: Coded): Coded {
  return { code, message };
}

function changeOf(change: DocumentChange): SimpleChange {
  return {
    class: change.class,
    revision: change.revision,
    ...(change.object === undefined ? {} : { object: change.object }),
    ...(change.page === undefined ? {} : { page: change.page }),
    ...(change.field === undefined ? {} : { field: change.field }),
    allowed: change.allowed,
    code: change.code,
    message: change.message,
  };
}

function timestampOf(
  { id, kind, indication, subIndication, time, signingCertificate, reasons }: TimestampConclusion,
  { timestampQualifications }: ValidationResult,
): SimpleTimestamp {
  return {
    id,
    type: kind,
    indication,
    subIndication: subIndication ?? null,
    time: time === undefined ? null : toRfc3339(time - (time % 1000)),
    signedBy: signingCertificate ? displayNameOf(signingCertificate.subject) : null,
    reasons: reasons.map(codedOf),
    qualification: timestampQualifications?.get(id)?.word ?? 'NA',
  };
}

/** The line of a document that could not be read. */
export function toErrorReport(error: Coded, exitCode: number): SimpleReport {
  const next = explainCode(error.code)?.next;
  return {
    exitCode,
    error: { ...codedOf(error), ...(next === undefined ? {} : { next }) },
    signatures: [],
    timestamps: [],
    evidenceRecords: [],
  };
}
