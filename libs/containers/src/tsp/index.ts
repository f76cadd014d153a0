export { TspError, type TspErrorCode } from './errors.js';
export { parseTimestampResponse, parseTimestampToken } from './parse-token.js';
export * from './types.js';
