export { type CertificateRequest, validateCertificate } from './validate-certificate.js';
export {
  type Collected,
  type CollectRequest,
  openAndCollect,
  validateDocument,
  type ValidationPorts,
  type ValidationRequest,
} from './validate-document.js';
export { judge, type JudgeInput } from './judge.js';
export { MaterialError, NO_MATERIAL, readAnchors, sortMaterial } from './supplied-material.js';
export { readSavedEvidence, type SavedAbout, type SavedEvidence, saveEvidence } from './replay/saved-evidence.js';
export { replay, type Replay, type ReplayRequest, type ReportDifference } from './replay/replay.js';
export { SavedEvidenceError, type SavedEvidenceErrorCode } from './replay/errors.js';
export type { ListDownload, RefreshPorts, TrustRefresh } from './trust-lists/refresh.js';
export { refreshTrustLists } from './trust-lists/start-refresh.js';
