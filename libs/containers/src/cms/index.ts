// parseSignedData(bytes: Uint8Array, budget: Budget, options?: { trailing?: boolean }): SignedData    throws CmsError
export * from './types.js';
