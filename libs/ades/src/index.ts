export * from './types.js';
export { OpenError } from './errors.js';
export { openDocument } from './open.js';
export { inspectDocument, type InspectNode } from './inspect/inspect-document.js';
