// The one place where this app joins the adapters to the ports of the flows.
export {
  createWorkerPool,
  type FileSource,
  type JobFailure,
  type JobResult,
  openFileSource,
  readMaterial,
  readStandardInput,
  type WorkerPool,
} from '@sigillum/adapters';
