export type * from './types.js';
export { TslError, type TslErrorCode } from './errors.js';
export { euTerritory, MAX_LIST_BYTES, readTrustedList } from './read/trusted-list.js';
export { type CertificateReader, certificateReader } from './read/identity.js';
export { authenticateLotl, type ListFile, type LotlInput, pivotsOf } from './authenticate/lotl.js';
export { authenticateList, listPointers, pointerTo } from './authenticate/national.js';
export type { ListSignature, ListSignatureProblem } from './authenticate/list-signature.js';
export type { AuthenticatedList } from './authenticate/status.js';
export { buildSnapshot, type SnapshotInput } from './snapshot/build.js';
export { compareSnapshots, type ListChange, type ServiceChange, type SnapshotDifference } from './snapshot/compare.js';
export { findListedServices, type FoundService, type FoundServiceState, servicesAt, staleLists } from './snapshot/find.js';
export { findIssuingServices, findServicesNamed } from './snapshot/look-up.js';
export type * from './refresh/ports.js';
export { readSnapshot } from './stored/read.js';
export { writeSnapshot } from './stored/write.js';
export { type AnchorSet, readAnchorSet } from './saved/anchor-set.js';
export { readSavedLists, type SavedLists } from './saved/saved-lists.js';
/** Has to be awaited before a list is read or authenticated by itself; `buildSnapshot` does so. */
export { loadXml } from '@sigillum/containers/xml';
