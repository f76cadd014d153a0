export type * from './types.js';
export { TslError, type TslErrorCode } from './errors.js';
export { euTerritory, MAX_LIST_BYTES, readTrustedList } from './read/trusted-list.js';
export { type CertificateReader, certificateReader } from './read/identity.js';
export { authenticateLotl, type ListFile, type LotlInput, pivotsOf } from './authenticate/lotl.js';
export { authenticateList, listPointers, pointerTo } from './authenticate/national.js';
export type { ListSignature, ListSignatureProblem } from './authenticate/list-signature.js';
export type { AuthenticatedList } from './authenticate/status.js';
