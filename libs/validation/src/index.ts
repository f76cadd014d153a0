export * from './conclusion.js';
export type { CertificateStatus, ProcessConclusion, ProcessName, SignatureConclusion } from './result.js';
export type { ReportData, RetryData, RevocationData, UnreliableAlgorithm } from './data/types.js';
export type { Reason } from './reason.js';
export type { TimestampConclusion } from './timestamps/timestamp-result.js';
export { PoeTable, type ProofOfExistence } from './poe/poe-table.js';
export {
  type DocumentConclusion,
  type Judgeable,
  validateSignature,
  validateSignatures,
  type ValidationTimes,
} from './processes/signature.js';
export { type CheckDescription, CHECKS } from './checks/catalogue.js';
export type { CheckId, Severities, ValidationPolicy } from './policy/policy.js';
export type { CryptographicConstraints, Freshness, PolicyParameters } from './policy/parameters.js';
export { DEFAULT_POLICY, POLICIES, policyNamed } from './policy/policies.js';
export { EN_319_102_1 } from './policy/en-319-102-1.js';
export { TS_119_172_4 } from './policy/ts-119-172-4.js';
export { DSS_COMPATIBLE } from './policy/dss-compatible.js';
export { digestReliability, type Reliability, signatureReliability } from './policy/cryptography.js';
export { type CertificateConclusion, validateCertificate } from './certificate/validate-certificate.js';
export { checkPolicy, type PolicyProblem } from './policy/check-policy.js';
export type { RevocationCandidate, RevocationKnowledge } from './blocks/chain/revocation/knowledge.js';
export { readPolicy, type ReadPolicy } from './policy/file/read-policy.js';
export { policyDigest } from './policy/file/policy-digest.js';
export { policyShape } from './policy/file/policy-shape.js';
export { comparePolicies, type PolicyDifference, policyRows } from './policy/file/compare-policies.js';
