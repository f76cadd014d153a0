export { CmsError, type CmsErrorCode } from './errors.js';
export { parseSignedData, parseSignerInfo, type ParseOptions } from './parse-signed-data.js';
export { readAttributes } from './signer-info.js';
export * from './types.js';
