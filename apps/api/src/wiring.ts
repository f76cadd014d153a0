import { createWorkerPool, readMaterial, type WorkerPool } from '@sigillum/adapters';
import { fileURLToPath } from 'node:url';
import { CodedError } from '@sigillum/encoding';
import { readAnchors } from '@sigillum/flows';
import { type Configuration, ConfigurationError } from './configuration.js';
import { knownPolicies } from './worker/policies.js';
import type { ValidationAnswer, ValidationJob, WorkerSettings } from './worker/job.js';

// The one place where this app joins the adapters to what needs them.
export {
  createAnchorStore,
  createListCopies,
  createListSource,
  createOnlineSource,
  createTrustRefresher,
  createTrustStore,
  createWorkerPool,
  openFileSource,
  type OnlineSource,
  readAnchorFile,
  readListFolder,
  readMaterial,
  type TrustRefresher,
} from '@sigillum/adapters';

/** The sets of anchors that come with Sigillum, seen from the built file. */
export const SHIPPED_ANCHORS = fileURLToPath(new URL('../../../trust-lists', import.meta.url));

export const CONFIGURATION = Symbol('configuration');
export const WORKERS = Symbol('validation workers');

export type ValidationWorkers = WorkerPool<ValidationJob, ValidationAnswer>;

/** Bytes that the answers of online sources may take on disk. */
const CACHE_BYTES = 1024 * 1024 * 1024;

/** Milliseconds that one validation may wait for online sources. */
const ONLINE_TIME = 30_000;

/** Worker threads that run the validation flow; the trusted certificates are read once here so that a wrong path stops the start. */
export function createValidationWorkers(configuration: Configuration): ValidationWorkers {
  checkAnchors(configuration.anchors);
  knownPolicies(configuration.policies);
  const { anchors, policies, online, allowedHosts, ocspNonce, cache, fetches, timeout } = configuration;
  const settings: WorkerSettings = {
    anchors,
    policies,
    ...(online && { online: { allowedHosts, nonce: ocspNonce, cache: { folder: cache, maxBytes: CACHE_BYTES } } }),
    // the answers have to be judged, too, before the worker's time is over
    fetchLimits: { fetches, time: Math.min(ONLINE_TIME, (timeout * 1000) / 2) },
  };
  return createWorkerPool({
    script: new URL('./worker/worker.js', import.meta.url),
    size: configuration.workers,
    workerData: settings,
    timeout: timeout * 1000,
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
