import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64, fromBase64Url, readPem, toBase64, toBase64Url } from './text/base64.js';
import { Budget } from './budget.js';
import { equalBytes, fromHex } from './bytes.js';
import { type DerNode, type Rules } from './der/node.js';
import { readDer } from './der/read.js';
import { readTime } from './der/time.js';
import {
  bitOf,
  checkSetOrder,
  readBitString,
  readBoolean,
  readInteger,
  readOctetString,
  readOid,
  readSmallInteger,
  readText,
} from './der/values.js';
import { writeBitString, writeElement, writeInteger, writeOid, writeSequence, writeSetOf } from './der/write.js';
import { EncodingError, LimitError } from './errors.js';

const READERS: readonly ((node: DerNode) => unknown)[] = [
  readInteger,
  readSmallInteger,
  readBoolean,
  readOid,
  (node) => bitOf(readBitString(node), 3),
  readOctetString,
  readText,
  (node) => readTime(node, true),
  readTime,
  checkSetOrder,
];

/** Only the errors that are meant may come out. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof EncodingError) && !(error instanceof LimitError)) throw error;
  }
}

function readEverything(node: DerNode): void {
  for (const reader of READERS) attempt(() => void reader(node));
  if (node.constructed) attempt(() => node.children().forEach(readEverything));
}

const bytes = fc.uint8Array({ maxLength: 200 });

// bytes that look like DER more often than random ones do
const shaped = fc
  .array(
    fc.oneof(
      fc.constantFrom(0x30, 0x31, 0x24, 0xa0, 0x80, 0x00, 0x02, 0x03, 0x04, 0x06, 0x17, 0x18, 0x1e, 0x1f, 0x81, 0x82, 0xff),
      fc.nat(12),
      fc.nat(255),
    ),
    { maxLength: 60 },
  )
  .map((octets) => Uint8Array.from(octets));

test.each<Rules>(['der', 'ber'])('any bytes under %s: a value, an EncodingError or a LimitError', (rules) => {
  fc.assert(
    fc.property(fc.oneof(bytes, shaped), fc.boolean(), (input, trailing) => {
      attempt(() => readEverything(readDer(input, { rules, trailing, budget: new Budget({ derNodes: 500, derDepth: 12 }) })));
    }),
    { numRuns: 3000 },
  );
});

test('any text: bytes or an EncodingError', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const read of [fromBase64, fromBase64Url, fromHex, readPem]) attempt(() => void read(text));
    }),
  );
});

test('bytes survive base64 and base64url', () => {
  fc.assert(
    fc.property(bytes, (input) => equalBytes(fromBase64(toBase64(input)), input) && equalBytes(fromBase64Url(toBase64Url(input)), input)),
  );
});

const leaf: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.bigInt({ min: -(1n << 200n), max: 1n << 200n }).map((value) => writeInteger(value)),
  bytes.map((content) => writeElement(0x04, content)),
  bytes.map((content) => writeBitString(content)),
);
const { tree } = fc.letrec<{ tree: Uint8Array }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }).map((parts) => writeSequence(...parts)),
    fc.array(tie('tree'), { maxLength: 4 }).map((parts) => writeSetOf(...parts)),
  ),
}));

/** Writes what was read. */
function rewrite(node: DerNode): Uint8Array {
  return node.constructed ? writeElement(node.tag, ...node.children().map(rewrite)) : writeElement(node.tag, node.content);
}

test('what is written is read, and written again it is the same', () => {
  fc.assert(
    fc.property(tree, (written) => {
      expect(equalBytes(rewrite(readDer(written)), written)).toBe(true);
    }),
  );
});

test('INTEGER and object identifier survive', () => {
  const oid = fc
    .tuple(fc.nat(2), fc.nat(39), fc.array(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), { maxLength: 2 }))
    .map(([root, second, rest]) => [root, second, ...rest].join('.'));
  fc.assert(fc.property(oid, (dotted) => readOid(readDer(writeOid(dotted))) === dotted));
  fc.assert(fc.property(fc.bigInt(), (value) => readInteger(readDer(writeInteger(value))) === value));
});
