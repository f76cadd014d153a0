export { InputError, type InputErrorCode } from './errors.js';
export { type FileSource, openFileSource } from './files/file-source.js';
export { makeFolder } from './files/make-folder.js';
export { readMaterial } from './files/read-material.js';
export { type ListFolder, readAnchorFile, readListFolder } from './files/saved-lists.js';
export { readStandardInput } from './files/standard-input.js';
export { createWorkerPool, type JobFailure, type JobResult, type WorkerPool, type WorkerPoolOptions } from './workers/worker-pool.js';
export { createOnlineSource, type OnlineOptions, type OnlineSource, type OnlineState } from './http/online/online-source.js';
export { createListSource, type ListSourceOptions } from './http/lists/list-source.js';
export { createListCopies, type ListCopies, type ListCopy } from './store/trust/list-copies.js';
export { createTrustStore, type DiskTrustStore, type TrustStoreOptions } from './store/trust/trust-store.js';
export { type AnchorStore, createAnchorStore, type KnownAnchorSet } from './store/trust/anchor-store.js';
export {
  createTrustRefresher,
  type TrustRefresher,
  type TrustRefresherOptions,
  type TrustRefresherState,
} from './schedule/trust-refresher.js';
