// The one place where this app joins the adapters to the ports of the flows.
export {
  type AnchorStore,
  createAnchorStore,
  createListCopies,
  createListSource,
  createTrustStore,
  type DiskTrustStore,
  createOnlineSource,
  createWorkerPool,
  type FileSource,
  type JobFailure,
  type JobResult,
  type OnlineSource,
  openFileSource,
  readMaterial,
  readStandardInput,
  type WorkerPool,
} from '@sigillum/adapters';
