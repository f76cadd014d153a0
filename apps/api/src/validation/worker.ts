import { readFileSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { type ByteSource, CodedError } from '@sigillum/encoding';
import { NO_MATERIAL, readAnchors, validateDocument } from '@sigillum/flows';
import { toDetailedReport, toEtsiReport, toSimpleReport, type ValidationResult } from '@sigillum/reports';
import { RequestError } from '../http/problem.js';
import { onlineNewsOf } from '../online/online-news.js';
import { createOnlineSource, openFileSource, readMaterial } from '../wiring.js';
import type { ReportKind, ValidationAnswer, ValidationJob, WorkerSettings } from './job.js';
import { readAt, readJsonRequest, readPolicy } from './read-request.js';

const settings = workerData as WorkerSettings;
const anchors = readAnchors(settings.anchors.flatMap(readMaterial));
const online = settings.online && createOnlineSource(settings.online);
const news = online && onlineNewsOf(online);
const ports = { sources: online ? [online] : [], fetchLimits: settings.fetchLimits };

interface Asked {
  readonly source: ByteSource;
  readonly at: string | undefined;
  readonly policy: string | undefined;
  readonly close: () => void;
}

/** One validation in a worker thread: the upload in, the report out. Errors with a code are answers; others crash the job. */
export default async function run(job: ValidationJob): Promise<ValidationAnswer> {
  const answer = await answerTo(job);
  return news ? { ...answer, online: news() } : answer;
}

async function answerTo(job: ValidationJob): Promise<ValidationAnswer> {
  try {
    const asked = open(job);
    try {
      const request = { at: readAt(asked.at, job.now), policy: readPolicy(asked.policy), anchors, supplied: NO_MATERIAL };
      const result = await validateDocument(asked.source, { ...request, trustLists: 'missing', offline: false }, ports);
      return { ok: true, body: bodyOf(result, job.report) };
    } finally {
      asked.close();
    }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { ok: false, code: String(error.code), message: error.message };
  }
}

function bodyOf(result: ValidationResult, report: ReportKind): string {
  if (report === 'simple') return JSON.stringify(toSimpleReport(result));
  if (report === 'detailed') return JSON.stringify(toDetailedReport(result));
  const body = toEtsiReport(result);
  if (body === undefined) {
    throw new RequestError(
      'REPORT_WITHOUT_SIGNATURE',
      'An ETSI report is about one signature or time-stamp at least; the document has none.',
    );
  }
  return body;
}

function open(job: ValidationJob): Asked {
  if (job.kind === 'json') {
    const { document, at, policy } = readJsonRequest(readFileSync(job.path), job.maxDocumentBytes);
    return { source: document, at, policy, close: () => undefined };
  }
  const file = openFileSource(job.path);
  return { source: file, at: job.at, policy: job.policy, close: () => file.close() };
}
