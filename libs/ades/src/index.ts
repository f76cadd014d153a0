export * from './types.js';
export { OpenError } from './errors.js';
export { openDocument, type OpenOptions } from './open.js';
export { determineLevel } from './level/determine-level.js';
export type { LevelContext } from './level/level-context.js';
export { inspectDocument, type InspectNode } from './inspect/inspect-document.js';
export { readTimestamp, type ReadTimestamp } from './tsp/read-timestamp.js';
export { checkTlsBinding, type TlsBinding, type TlsBindingProblem, type TlsBindingQuestion } from './jades/tls-binding.js';
