// The functions that this lib offers (signatures agreed, see README):
// digest(algorithm, ...parts: Uint8Array[]): Uint8Array
// digestRanges(algorithm, source: ByteSource, ranges: {offset,length}[]): Uint8Array   chunked, for files of any size
// digestAlgorithmOf(oid): DigestAlgorithm | undefined ; digestOid(algorithm): string ; digestLength(algorithm): number
// readAlgorithmIdentifier(node: DerNode): AlgorithmIdentifier
// readSignatureAlgorithm(identifier, digest?: DigestAlgorithm): Result<SignatureAlgorithm, 'ALGORITHM_UNSUPPORTED' | 'ALGORITHM_PARAMETERS'>
// readPublicKey(spki: Uint8Array): Result<PublicKey, KeyProblem>
// verifySignature({ key: PublicKey, algorithm: SignatureAlgorithm, data: Uint8Array, signature: Uint8Array }): SignatureCheck
export * from './types.js';
