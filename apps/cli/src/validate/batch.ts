import { availableParallelism } from 'node:os';
import { createWorkerPool, type JobFailure, type JobResult } from '../wiring.js';
import { evaluate, prepare, refused, type Setup } from './evaluate.js';
import type { Job } from './jobs.js';
import type { ValidateOptions } from './options.js';
import type { Evaluation } from './reports.js';

/** Milliseconds that one document of a batch may take before its worker is ended. */
const DOCUMENT_TIMEOUT = 120_000;

/** Old-generation heap of one worker, MiB. */
const WORKER_HEAP = 1_536;

/** The documents' evaluations in the order of the jobs, each as soon as it and those before it are there. */
export async function* evaluateAll(jobs: readonly Job[], options: ValidateOptions): AsyncGenerator<Evaluation> {
  const setup = await prepare(options); // a wrong option is the caller's error, not that of every document
  const workers = Math.min(options.workers ?? availableParallelism(), jobs.length);
  if (jobs.length < 2 || workers < 2) {
    try {
      for (const job of jobs) yield await evaluate(job, setup);
    } finally {
      for (const source of setup.sources) source.close();
    }
    return;
  }
  const pool = createWorkerPool<Job, Evaluation>({
    script: new URL('./worker.js', import.meta.url),
    size: workers,
    workerData: pinned(options, setup),
    timeout: DOCUMENT_TIMEOUT,
    maxHeap: WORKER_HEAP,
  });
  try {
    // Standard input belongs to the process and not to a worker.
    const pending = jobs.map(async (job) => (job.file === '-' ? evaluate(job, setup) : settle(job, await pool.run(job), setup)));
    for (const evaluation of pending) yield await evaluation;
  } finally {
    await pool.close();
  }
}

/** The options for workers: all judge by the stored lists of this moment, also where others are stored meanwhile. */
export function pinned(options: ValidateOptions, { request: { trustLists } }: Pick<Setup, 'request'>): ValidateOptions {
  const { trust } = options;
  if (typeof trustLists === 'string' || trust['trust-lists'] !== undefined) return options;
  return { ...options, trust: { ...trust, 'trust-snapshot': trustLists.id } };
}

const FAILURES: Readonly<Record<JobFailure, { readonly code: string; readonly message: string }>> = {
  'timed-out': { code: 'LIMIT_EXCEEDED', message: `The document took more than ${DOCUMENT_TIMEOUT / 1000} seconds and was given up.` },
  'out-of-memory': { code: 'LIMIT_EXCEEDED', message: `The document needs more than ${WORKER_HEAP} MiB of memory and was given up.` },
  crashed: { code: 'INTERNAL_ERROR', message: 'Sigillum failed on this document. Please report it.' },
};

/** What came back from a worker; where nothing did, the document alone has no verdict. */
export function settle(job: Job, result: JobResult<Evaluation>, setup: Setup): Evaluation {
  return result.ok ? result.value : refused(job, FAILURES[result.failure], setup);
}
