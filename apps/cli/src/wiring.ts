// The one place where this app joins the adapters to the ports of the flows.
export {
  createWorkerPool,
  type FileSource,
  InputError,
  type JobResult,
  openFileSource,
  readMaterial,
  type WorkerPool,
} from '@sigillum/adapters';
