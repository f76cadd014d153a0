export * from './in-use.js';
export { MAX_LIST_BYTES, readTrustedList } from './read/trusted-list.js';
export { type CertificateReader, certificateReader } from './read/identity.js';
export { authenticateLotl, type LotlInput, pivotsOf } from './authenticate/lotl.js';
export { authenticateList, listPointers, pointerTo } from './authenticate/national.js';
export { recognize } from './recognition/recognize.js';
export type { ListSignature, ListSignatureProblem } from './authenticate/list-signature.js';
export type { AuthenticatedList } from './authenticate/status.js';
export { buildSnapshot, type SnapshotInput } from './snapshot/build.js';
export { listAddresses, type ListAddress, lotlAddresses, pivotAddresses } from './refresh/plan.js';
/** Has to be awaited before a list is read or authenticated by itself; `buildSnapshot` does so. */
export { loadXml } from '@sigillum/containers/xml';
