export { PdfError, type PdfErrorCode } from './errors.js';
export { openPdf } from './open.js';
export * from './access.js';
export { textOf } from './text.js';
export * from './types.js';
