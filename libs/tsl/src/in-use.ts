// What a snapshot answers once it is there: nothing that is reached from here reads XML or authenticates a list, so that a verdict need not wait for either to be loaded.
export type * from './types.js';
export type * from './refresh/ports.js';
export { TslError, type TslErrorCode } from './errors.js';
export { euTerritory } from './read/territory.js';
export { compareSnapshots, type ListChange, type ServiceChange, type SnapshotDifference } from './snapshot/compare.js';
export { findListedServices, type FoundService, type FoundServiceState, isInDate, servicesAt, staleLists } from './snapshot/find.js';
export { findIssuingServices, findServicesNamed } from './snapshot/look-up.js';
export { DEMONSTRATION_URL, isDemonstration } from './snapshot/demonstration.js';
export { nextRefresh } from './refresh/schedule.js';
export { readSnapshot } from './stored/read.js';
export { writeSnapshot } from './stored/write.js';
export { type AnchorSet, anchorSetId, readAnchorSet } from './saved/anchor-set.js';
export { readSavedLists, type SavedLists } from './saved/saved-lists.js';
export type { ListFile } from './authenticate/lotl.js';
