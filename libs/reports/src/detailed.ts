import type { EmbeddedTimestamp, FormatFinding, SignedReference } from '@sigillum/ades';
import { toBase64, toHex, toRfc3339 } from '@sigillum/encoding';
import type { TimestampQualification } from '@sigillum/qualification';
import type { EvidenceItem } from '@sigillum/evidence';
import type { BlockConclusion, CheckResult, Conclusion, ProcessConclusion, TimestampConclusion } from '@sigillum/validation';
import type { Certificate, Crl, OcspResponse } from '@sigillum/x509';
import {
  type DetailedQualification,
  detailedQualification,
  type DetailedTimestampQualification,
  detailedTimestampQualification,
} from './qualification/detailed.js';
import type { JudgedSignature, ValidationResult } from './result.js';
import { type Coded, codedOf, type SimpleReport, toSimpleReport } from './simple.js';

/** Everything that was looked at and concluded, for auditors (`schemas/detailed-report.json`). */
export interface DetailedReport {
  readonly version: 1;
  readonly simple: SimpleReport;
  readonly document: { readonly format: string; readonly size: number; readonly revisions?: number };
  readonly policy: { readonly name: string; readonly version: string; readonly description: string };
  readonly signatures: readonly DetailedSignature[];
  /** Those that belong to no signature. */
  readonly timestamps: readonly DetailedTimestamp[];
  readonly evidence: DetailedEvidence;
}

export interface DetailedSignature {
  readonly id: string;
  readonly processes: readonly DetailedProcess[];
  readonly blocks: readonly DetailedBlock[];
  readonly signingCertificate?: string;
  readonly chain: readonly string[];
  readonly references: readonly { name: string; digestAlgorithm: string; found: boolean; expected?: string; actual?: string }[];
  readonly format: readonly FormatFinding[];
  readonly algorithm: string;
  readonly signatureValue?: string;
  readonly timestamps: readonly DetailedTimestamp[];
  /** Absent where no trusted list is used. */
  readonly qualification?: DetailedQualification;
}

/** A time-stamp with its token and what was concluded about it. */
export interface DetailedTimestamp {
  readonly id: string;
  readonly kind: string;
  /** base64 */
  readonly token: string;
  readonly indication: string;
  readonly subIndication: string | null;
  readonly time: string | null;
  readonly signingCertificate?: string;
  /** The process for time-stamps (EN 319 102-1 5.4). */
  readonly blocks: readonly DetailedBlock[];
  /** What a proof of the past made of it (5.6.2.4), where it was asked for. */
  readonly past: readonly CheckResult[];
  /** Absent where no trusted list is used, or the token can't be read. */
  readonly qualification?: DetailedTimestampQualification;
}

export type DetailedProcess =
  | {
      readonly process: string;
      readonly clause: string;
      readonly ran: true;
      readonly indication: string;
      readonly subIndication: string | null;
    }
  | { readonly process: string; readonly clause: string; readonly ran: false; readonly code: string; readonly message: string };

export interface DetailedBlock {
  readonly block: string;
  /** What the block was about, where it ran more than once (a certificate of the chain). */
  readonly subject?: string;
  readonly indication: string;
  readonly subIndication: string | null;
  readonly checks: readonly CheckResult[];
  readonly parts: readonly DetailedBlock[];
}

/** Where and when something was had online. */
export interface DetailedFetch {
  readonly url: string;
  readonly at: string;
}

export interface DetailedEvidence {
  readonly certificates: readonly {
    id: string;
    origins: readonly string[];
    fetchedFrom?: readonly DetailedFetch[];
    subject: string;
    issuer: string;
    serialNumber: string;
    notBefore: string;
    notAfter: string;
    problems: readonly Coded[];
  }[];
  readonly crls: readonly {
    id: string;
    origins: readonly string[];
    fetchedFrom?: readonly DetailedFetch[];
    issuer: string;
    thisUpdate: string;
    nextUpdate: string | null;
  }[];
  readonly ocsps: readonly { id: string; origins: readonly string[]; fetchedFrom?: readonly DetailedFetch[]; producedAt: string }[];
  readonly anchors: readonly { subject: string; certificate?: string }[];
  readonly unreadable: readonly { id: string; origin: string; kind: string; code: string }[];
  readonly notCollected: readonly { what: string; why: string; url?: string }[];
}

/** The report with every process, block and check, with clauses and evidence ids. */
export function toDetailedReport(result: ValidationResult): DetailedReport {
  const { document, policy } = result;
  return {
    version: 1,
    simple: toSimpleReport(result),
    document: {
      format: document.format,
      size: document.size,
      ...(document.revisions === undefined ? {} : { revisions: document.revisions }),
    },
    policy: { name: policy.name, version: policy.version, description: policy.description },
    signatures: result.signatures.map((one) => signatureOf(one, result)),
    timestamps: timestampsOf(document.timestamps, result.timestamps, result),
    evidence: evidenceOf(result),
  };
}

function signatureOf({ signature, conclusion, qualification }: JudgedSignature, result: ValidationResult): DetailedSignature {
  const { signingCertificate, chain } = conclusion;
  const anchor = chain?.anchor.certificate?.id;
  const path = chain?.certificates.map((one) => one.id) ?? [];
  return {
    id: signature.id,
    processes: conclusion.processes.map(processOf),
    blocks: conclusion.blocks.map(blockOf),
    ...(signingCertificate ? { signingCertificate: signingCertificate.id } : {}),
    chain: anchor === undefined || path.includes(anchor) ? path : [...path, anchor],
    references: signature.references.map(referenceOf),
    format: signature.format.map(findingOf),
    algorithm: signature.algorithmIdentifier,
    ...(signature.signatureValue ? { signatureValue: toBase64(signature.signatureValue) } : {}),
    timestamps: timestampsOf(signature.timestamps, conclusion.timestamps, result),
    ...(qualification ? { qualification: detailedQualification(qualification) } : {}),
  };
}

function outcomeOf(conclusion: Conclusion): { indication: string; subIndication: string | null } {
  return { indication: conclusion.indication, subIndication: conclusion.indication === 'PASSED' ? null : conclusion.subIndication };
}

function processOf(process: ProcessConclusion): DetailedProcess {
  const { process: name, clause } = process;
  if (!process.ran) return { process: name, clause, ran: false, ...codedOf(process) };
  return { process: name, clause, ran: true, ...outcomeOf(process.conclusion) };
}

function blockOf({ block, subject, conclusion, parts = [] }: BlockConclusion): DetailedBlock {
  const about = subject === undefined ? {} : { subject };
  return { block, ...about, ...outcomeOf(conclusion), checks: conclusion.checks.map(checkOf), parts: parts.map(blockOf) };
}

function checkOf({ id, clause, outcome, severity, code, message, evidence }: CheckResult): CheckResult {
  const said = { ...(code === undefined ? {} : { code }), ...(message === undefined ? {} : { message }) };
  return { id, clause, outcome, severity, ...said, evidence };
}

function findingOf({ rule, holds, code, message }: FormatFinding): FormatFinding {
  return { rule, holds, ...(code === undefined ? {} : { code }), ...(message === undefined ? {} : { message }) };
}

function referenceOf({
  name,
  digestIdentifier,
  digestAlgorithm,
  found,
  expected,
  actual,
}: SignedReference): DetailedSignature['references'][number] {
  return {
    name,
    digestAlgorithm: digestAlgorithm ?? digestIdentifier,
    found,
    ...(expected ? { expected: toHex(expected) } : {}),
    ...(actual ? { actual: toHex(actual) } : {}),
  };
}

function timestampsOf(
  found: readonly EmbeddedTimestamp[],
  judged: readonly TimestampConclusion[],
  { timestampQualifications }: ValidationResult,
): DetailedTimestamp[] {
  return judged.flatMap((one) => {
    const token = found.find(({ id }) => id === one.id)?.token;
    return token ? [timestampOf(token, one, timestampQualifications?.get(one.id))] : [];
  });
}

function timestampOf(token: Uint8Array, judged: TimestampConclusion, qualification?: TimestampQualification): DetailedTimestamp {
  const { id, kind, time, signingCertificate, conclusion, basic } = judged;
  return {
    id,
    kind,
    token: toBase64(token),
    ...outcomeOf(conclusion),
    time: time === undefined ? null : toRfc3339(time),
    ...(signingCertificate ? { signingCertificate: signingCertificate.id } : {}),
    blocks: judged.blocks.map(blockOf),
    past: conclusion === basic ? [] : conclusion.checks.map(checkOf),
    ...(qualification ? { qualification: detailedTimestampQualification(qualification, time) } : {}),
  };
}

function evidenceOf({ evidence }: ValidationResult): DetailedEvidence {
  return {
    certificates: evidence.certificates.map(certificateOf),
    crls: evidence.crls.map(crlOf),
    ocsps: evidence.ocsps.map(ocspOf),
    anchors: evidence.anchors.map(({ subject, certificate }) => ({
      subject: subject.text,
      ...(certificate ? { certificate: certificate.id } : {}),
    })),
    unreadable: evidence.unreadable.map(({ id, origin, kind, code }) => ({ id, origin, kind, code })),
    notCollected: evidence.notCollected.map(({ what, why, url }) => ({ what, why, ...(url === undefined ? {} : { url }) })),
  };
}

function fetchedOf({ fetchedFrom }: EvidenceItem<unknown>): { fetchedFrom?: readonly DetailedFetch[] } {
  return fetchedFrom === undefined ? {} : { fetchedFrom: fetchedFrom.map(({ url, at }) => ({ url, at: toRfc3339(at) })) };
}

function certificateOf(item: EvidenceItem<Certificate>): DetailedEvidence['certificates'][number] {
  const { id, origins, value } = item;
  return {
    id,
    origins,
    ...fetchedOf(item),
    subject: value.subject.text,
    issuer: value.issuer.text,
    serialNumber: toHex(value.serialNumber),
    notBefore: toRfc3339(value.notBefore),
    notAfter: toRfc3339(value.notAfter),
    problems: value.problems().map(codedOf),
  };
}

function crlOf(item: EvidenceItem<Crl>): DetailedEvidence['crls'][number] {
  const { id, origins, value } = item;
  const nextUpdate = value.nextUpdate === undefined ? null : toRfc3339(value.nextUpdate);
  return { id, origins, ...fetchedOf(item), issuer: value.issuer.text, thisUpdate: toRfc3339(value.thisUpdate), nextUpdate };
}

function ocspOf(item: EvidenceItem<OcspResponse>): DetailedEvidence['ocsps'][number] {
  const { id, origins, value } = item;
  return { id, origins, ...fetchedOf(item), producedAt: toRfc3339(value.producedAt) };
}
