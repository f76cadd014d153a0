import { readFileSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { digestRanges } from '@sigillum/crypto';
import { type ByteSource, CodedError, toHex } from '@sigillum/encoding';
import { judge, NO_MATERIAL, openAndCollect, readAnchors, readSavedEvidence, replay, saveEvidence } from '@sigillum/flows';
import { toDetailedReport, toEtsiReport, toSimpleReport, type ValidationResult } from '@sigillum/reports';
import { DEFAULT_POLICY } from '@sigillum/validation';
import { RequestError } from '../http/problem.js';
import { onlineNewsOf } from '../online/online-news.js';
import { version } from '../version.js';
import { createOnlineSource, openFileSource, readMaterial } from '../wiring.js';
import { listsOf } from './job-lists.js';
import type { ReportKind, ValidationAnswer, ValidationJob, WorkerSettings } from './job.js';
import { askedPolicies, knownPolicies } from './policies.js';
import { readAt, readJsonRequest } from './read-request.js';

const settings = workerData as WorkerSettings;
const anchors = readAnchors(settings.anchors.flatMap(readMaterial));
const known = knownPolicies(settings.policies);
const online = settings.online && createOnlineSource(settings.online);
const news = online && onlineNewsOf(online);
const ports = { sources: online ? [online] : [], fetchLimits: settings.fetchLimits };

interface Asked {
  readonly source: ByteSource;
  readonly at: string | undefined;
  readonly policies: readonly string[];
  readonly close: () => void;
}

/** One validation in a worker thread: the upload in, the report out. Errors with a code are answers; others crash the job. */
export default async function run(job: ValidationJob): Promise<ValidationAnswer> {
  const answer = await answerTo(job);
  return news ? { ...answer, online: news() } : answer;
}

async function answerTo(job: ValidationJob): Promise<ValidationAnswer> {
  try {
    return job.task === 'replay' ? replayed(job) : await validated(job);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { ok: false, code: String(error.code), message: error.message };
  }
}

async function validated(job: ValidationJob): Promise<ValidationAnswer> {
  const asked = open(job);
  const beside = job.detached.map(({ path, name }) => ({ name, source: openFileSource(path) }));
  try {
    const [policy = DEFAULT_POLICY, ...others] = askedPolicies(asked.policies, known);
    const trust = { anchors, supplied: NO_MATERIAL, trustLists: listsOf(job.lists), offline: false } as const;
    const request = { at: readAt(asked.at, job.now), detached: beside, ...trust };
    const collected = await openAndCollect(asked.source, request, ports);
    const results = [policy, ...others].map((one) => judge({ ...collected, policy: one }));
    const evidenceFile = (result: ValidationResult): string =>
      saveEvidence(result, { name: 'document', program: version(), documentDigest: documentDigestOf(asked.source) }, collected.lists);
    return { ok: true, body: bodyOf(results, job.report, evidenceFile) };
  } finally {
    asked.close();
    beside.forEach((one) => one.source.close());
  }
}

/** Judges saved evidence again. Nothing of this service but its code and its policies plays a part: neither its anchors nor its online sources. */
function replayed(job: ValidationJob): ValidationAnswer {
  const saved = readSavedEvidence(readFileSync(job.path, 'utf8'));
  const [policy = saved.policy, ...others] = askedPolicies(job.policies, known);
  const at = readAt(job.at, saved.at);
  const replays = [policy, ...others].map((one) => replay(saved, { at, policy: one }));
  const [first] = replays;
  if (job.report === 'comparison' && first && replays.length === 1) {
    const { same, differences } = first;
    return { ok: true, same, body: JSON.stringify({ same, program: { saved: saved.about.program, now: version() }, differences }) };
  }
  const body = bodyOf(
    replays.map((one) => one.result),
    job.report,
  );
  return { ok: true, same: replays.every((one) => one.same), body };
}

function documentDigestOf(source: ByteSource): string {
  return toHex(digestRanges('SHA-256', source, [{ offset: 0, length: source.size }]));
}

function bodyOf(
  [first, ...others]: readonly ValidationResult[],
  report: ReportKind,
  evidenceFile?: (result: ValidationResult) => string,
): string {
  if (!first) throw new RequestError('PARAMETER_INVALID', 'policy: one at least.');
  if (report === 'simple') return JSON.stringify(toSimpleReport(first, others));
  if (others.length > 0)
    throw new RequestError('PARAMETER_INVALID', 'Only the simple report is about several policies; send one "policy".');
  if (report === 'detailed') return JSON.stringify(toDetailedReport(first));
  if (report === 'evidence' && evidenceFile) return evidenceFile(first);
  return etsiReportOf(first);
}

function etsiReportOf(result: ValidationResult): string {
  const body = toEtsiReport(result);
  if (body !== undefined) return body;
  throw new RequestError(
    'REPORT_WITHOUT_SIGNATURE',
    'An ETSI report is about one signature or time-stamp at least; the document has none.',
  );
}

function open(job: ValidationJob): Asked {
  if (job.kind === 'json') {
    const { document, at, policies } = readJsonRequest(readFileSync(job.path), job.maxDocumentBytes);
    return { source: document, at, policies, close: () => undefined };
  }
  const file = openFileSource(job.path);
  return { source: file, at: job.at, policies: job.policies, close: () => file.close() };
}
