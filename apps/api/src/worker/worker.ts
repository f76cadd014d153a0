import { workerData } from 'node:worker_threads';
import { CodedError } from '@sigillum/encoding';
import { readAnchors } from '@sigillum/flows';
import { onlineNewsOf } from '../online/online-news.js';
import { createOnlineSource, readMaterial } from '../wiring.js';
import { judgeCertificate } from './certificate.js';
import type { JobTask, ValidationAnswer, ValidationJob, WorkerSettings } from './job.js';
import { judgeDocument } from './document.js';
import { knownPolicies } from './policies.js';
import { judgeSavedEvidence } from './saved-evidence.js';
import type { Means, Result } from './means.js';

const settings = workerData as WorkerSettings;
const online = settings.online && createOnlineSource(settings.online);
const news = online && onlineNewsOf(online);
const means: Means = {
  anchors: readAnchors(settings.anchors.flatMap(readMaterial)),
  policies: knownPolicies(settings.policies),
  ports: { sources: online ? [online] : [], fetchLimits: settings.fetchLimits },
};

const TASKS: Readonly<Record<JobTask, (job: ValidationJob, means: Means) => Result | Promise<Result>>> = {
  validate: judgeDocument,
  certificate: judgeCertificate,
  replay: judgeSavedEvidence,
};

/** One request in a worker thread: the upload in, the report out. Errors with a code are answers; others crash the job. */
export default async function run(job: ValidationJob): Promise<ValidationAnswer> {
  const answer = await answerTo(job);
  return news ? { ...answer, online: news() } : answer;
}

async function answerTo(job: ValidationJob): Promise<ValidationAnswer> {
  try {
    return { ok: true, ...(await TASKS[job.task](job, means)) };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { ok: false, code: String(error.code), message: error.message };
  }
}
