export * from './types.js';
export { hasNoParameters, readAlgorithmIdentifier } from './algorithm/identifier.js';
export { type AlgorithmProblem, type PssSettings, readPssParameters, writePssParameters } from './algorithm/pss.js';
export { readSignatureAlgorithm } from './algorithm/signature-algorithm.js';
export { type ByteRange, digest, digestMany, digestRanges } from './digest/digest.js';
export { readPublicKey } from './key/read.js';
export { DIGEST_ALGORITHMS, digestAlgorithmOf, digestAlgorithmOfUri, digestLength, digestOid, digestUri } from './registry/digests.js';
export { signatureOid } from './registry/signatures.js';
export { type SignatureInput, verifySignature } from './verify/verify.js';
