import { workerData } from 'node:worker_threads';
import { evaluate, prepare } from './evaluate.js';
import type { Job } from './jobs.js';
import type { ValidateOptions } from './options.js';
import type { Evaluation } from './reports.js';

const setup = await prepare(workerData as ValidateOptions);

/** One document of a batch, in a worker thread. */
export default function run(job: Job): Promise<Evaluation> {
  return evaluate(job, setup);
}
