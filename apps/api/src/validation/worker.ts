import { readFileSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { type ByteSource, CodedError } from '@sigillum/encoding';
import { NO_MATERIAL, readAnchors, validateDocument } from '@sigillum/flows';
import { toDetailedReport, toSimpleReport } from '@sigillum/reports';
import { openFileSource, readMaterial } from '../wiring.js';
import type { ValidationAnswer, ValidationJob, WorkerSettings } from './job.js';
import { readAt, readJsonRequest, readPolicy } from './read-request.js';

const { anchors: paths } = workerData as WorkerSettings;
const anchors = readAnchors(paths.flatMap(readMaterial));

interface Asked {
  readonly source: ByteSource;
  readonly at: string | undefined;
  readonly policy: string | undefined;
  readonly close: () => void;
}

/** One validation in a worker thread: the upload in, the report out. Errors with a code are answers; others crash the job. */
export default async function run(job: ValidationJob): Promise<ValidationAnswer> {
  try {
    const asked = open(job);
    try {
      const request = { at: readAt(asked.at, job.now), policy: readPolicy(asked.policy), anchors, supplied: NO_MATERIAL };
      const result = await validateDocument(asked.source, { ...request, trustLists: 'missing', offline: false }, { sources: [] });
      return { ok: true, body: JSON.stringify(job.report === 'detailed' ? toDetailedReport(result) : toSimpleReport(result)) };
    } finally {
      asked.close();
    }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { ok: false, code: String(error.code), message: error.message };
  }
}

function open(job: ValidationJob): Asked {
  if (job.kind === 'json') {
    const { document, at, policy } = readJsonRequest(readFileSync(job.path), job.maxDocumentBytes);
    return { source: document, at, policy, close: () => undefined };
  }
  const file = openFileSource(job.path);
  return { source: file, at: job.at, policy: job.policy, close: () => file.close() };
}
