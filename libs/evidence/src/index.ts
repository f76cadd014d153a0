export * from './types.js';
export type * from './sources.js';
export { evidenceOf } from './evidence-of.js';
export { collectCertificateEvidence, collectEvidence, type CollectOptions, FETCH_LIMITS } from './collect.js';
export { documentShape } from './saved/document-shape.js';
export { evidenceShape } from './saved/evidence-shape.js';
export { digestAlgorithmShape, signatureSchemeShape } from './saved/algorithm-shapes.js';
