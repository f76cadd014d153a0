export { type CompactJws, readCompactJws } from './compact.js';
export { JwsError, type JwsErrorCode } from './errors.js';
