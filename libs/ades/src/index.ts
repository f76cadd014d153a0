// openDocument(source: ByteSource, budget: Budget): SignedDocument     throws OpenError (OpenErrorCode), LimitError
export * from './types.js';
