export { CodedError, EncodingError, type EncodingErrorCode, LimitError } from './errors.js';
export { Budget, DEFAULT_LIMITS, type Limits } from './budget.js';
export { type ByteSource, memorySource, pieceReader } from './byte-source.js';
export { compareBytes, concatBytes, equalBytes, fromHex, toHex } from './bytes.js';
export { fromBase64, fromBase64Url, readPem, toBase64, toBase64Url } from './text/base64.js';
export { fromRfc3339, type Instant, toRfc3339 } from './text/instant.js';
export { printable } from './text/printable.js';
export { canonicalJson } from './json/canonical.js';
export * as shape from './json/shape.js';
export { type Shape, ShapeError } from './json/shape.js';
export { context, DerNode, type Rules, TAG } from './der/node.js';
export { readDer, type ReadOptions } from './der/read.js';
export { DerCursor } from './der/cursor.js';
export {
  type BitString,
  bitOf,
  checkSetOrder,
  integerOctets,
  readBitString,
  readBoolean,
  readInteger,
  readOctetString,
  readOid,
  readSmallInteger,
  readText,
} from './der/values.js';
export { readTime } from './der/time.js';
export {
  writeBitString,
  writeBoolean,
  writeElement,
  writeInteger,
  writeNull,
  writeOctetString,
  writeOid,
  writeSequence,
  writeSetOf,
} from './der/write.js';
