import { createWorkerPool, readMaterial, type WorkerPool } from '@sigillum/adapters';
import { CodedError } from '@sigillum/encoding';
import { readAnchors } from '@sigillum/flows';
import { type Configuration, ConfigurationError } from './configuration.js';
import type { ValidationAnswer, ValidationJob, WorkerSettings } from './validation/job.js';

// The one place where this app joins the adapters to what needs them.
export { openFileSource, readMaterial } from '@sigillum/adapters';

export const CONFIGURATION = Symbol('configuration');
export const WORKERS = Symbol('validation workers');

export type ValidationWorkers = WorkerPool<ValidationJob, ValidationAnswer>;

/** Worker threads that run the validation flow; the trusted certificates are read once here so that a wrong path stops the start. */
export function createValidationWorkers(configuration: Configuration): ValidationWorkers {
  checkAnchors(configuration.anchors);
  const settings: WorkerSettings = { anchors: configuration.anchors };
  return createWorkerPool({
    script: new URL('./validation/worker.js', import.meta.url),
    size: configuration.workers,
    workerData: settings,
    timeout: configuration.timeout * 1000,
    maxHeap: 1_024,
  });
}

function checkAnchors(paths: readonly string[]): void {
  try {
    readAnchors(paths.flatMap(readMaterial));
  } catch (error) {
    throw error instanceof CodedError ? new ConfigurationError('SIGILLUM_ANCHORS', error.message) : error;
  }
}
