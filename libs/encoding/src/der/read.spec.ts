import { describe, expect, test } from 'vitest';
import { Budget } from '../budget.js';
import { concatBytes, fromHex, toHex } from '../bytes.js';
import { context, type DerNode, TAG } from './node.js';
import { readDer } from './read.js';
import { readOctetString } from './values.js';
import { writeElement, writeInteger, writeOctetString, writeSequence } from './write.js';

function failure(read: () => unknown): unknown {
  try {
    read();
  } catch (error) {
    return (error as { code: unknown }).code;
  }
  return undefined;
}

/** Every element, depth first. */
function walk(node: DerNode): number {
  return node.constructed ? node.children().reduce((sum, child) => sum + walk(child), 1) : 1;
}

const REFUSED: readonly (readonly [string, string, string])[] = [
  ['nothing', '', 'DER_TRUNCATED'],
  ['a tag alone', '30', 'DER_TRUNCATED'],
  ['a length beyond the end', '0402ff', 'DER_TRUNCATED'],
  ['a length of 2 GiB', '048480000000', 'DER_TRUNCATED'],
  ['a long length cut short', '048201', 'DER_TRUNCATED'],
  ['a length of seven octets', '048700000000000001ff', 'DER_LENGTH'],
  ['the reserved length FF', '04ff00', 'DER_LENGTH'],
  ['a long length below 128', '048101ff', 'DER_LENGTH'],
  ['a length with a leading zero', `04820080${'00'.repeat(128)}`, 'DER_LENGTH'],
  ['an indefinite length', '30800000', 'DER_LENGTH'],
  ['a byte behind', '050000', 'DER_TRAILING_BYTES'],
  ['a tag number with leading zeros', '1f801f00', 'DER_TAG'],
  ['a small tag number in the long form', '1f1e00', 'DER_TAG'],
  ['a tag number of five octets', '1f818181818100', 'DER_TAG'],
  ['a tag number that breaks off', '1f81', 'DER_TRUNCATED'],
  ['end-of-contents octets', '0000', 'DER_TAG'],
];

test.each(REFUSED)('DER refuses %s', (_, hex, code) => {
  expect(failure(() => readDer(fromHex(hex)))).toBe(code);
});

const REFUSED_INSIDE: readonly (readonly [string, string, string])[] = [
  ['an element longer than its parent', '300304020102', 'DER_TRUNCATED'],
  ['end-of-contents octets in a definite length', '30020000', 'DER_TAG'],
  ['an indefinite length inside', '300430800000', 'DER_LENGTH'],
];

test.each(REFUSED_INSIDE)('DER refuses %s', (_, hex, code) => {
  const whole = fromHex(hex);
  expect(failure(() => readDer(whole, { trailing: true }).children())).toBe(code);
});

test('a high tag number', () => {
  const node = readDer(fromHex('bf8f7f020500'));
  expect([node.tag, node.number, node.constructed, toHex(node.raw)]).toEqual([0xbf, 2047, true, 'bf8f7f020500']);
});

test('where an element stands, in absolute offsets', () => {
  const [, inner] = readDer(fromHex('30070101ff0402aabb')).children();
  expect(inner).toMatchObject({ tag: TAG.OCTET_STRING, start: 5, contentStart: 7, contentEnd: 9, end: 9, depth: 2, indefinite: false });
});

test('bytes behind are allowed where the caller says so', () => {
  expect(readDer(fromHex('0500ffff'), { trailing: true }).end).toBe(2);
});

test('a primitive element has no elements inside', () => {
  expect(failure(() => readDer(fromHex('0500')).children())).toBe('DER_UNEXPECTED');
});

test('truncated everywhere', () => {
  const whole = writeSequence(
    writeInteger(5),
    writeSequence(writeOctetString(new Uint8Array(300)), writeElement(context(0), writeInteger(1))),
  );
  for (let length = 0; length < whole.length; length++) {
    expect(failure(() => walk(readDer(whole.subarray(0, length))))).toBe('DER_TRUNCATED');
  }
  expect(walk(readDer(whole))).toBe(6);
});

describe('BER', () => {
  const ber = (hex: string, budget?: Budget) => readDer(fromHex(hex), { rules: 'ber', ...(budget ? { budget } : {}) });

  test('indefinite lengths, nested', () => {
    const node = ber('3080308004010100000401020000');
    expect(node).toMatchObject({ indefinite: true, contentEnd: 12, end: 14 });
    expect(node.children().map((child) => [toHex(child.raw), toHex(child.content), child.depth])).toEqual([
      ['30800401010000', '040101', 2],
      ['040102', '02', 2],
    ]);
  });

  test.each([
    ['lengths that are not minimal', '048101ff'],
    ['lengths with leading zeros', '0483000001ff'],
  ])('reads %s', (_, hex) => {
    expect(toHex(ber(hex).content)).toBe('ff');
  });

  test.each([
    ['an indefinite length on a primitive element', '04800000', 'DER_LENGTH'],
    ['an indefinite length without its end', '3080040101', 'DER_TRUNCATED'],
    ['half of an end', '308000', 'DER_TRUNCATED'],
    ['an end with a length', '30800001ff0000', 'DER_TAG'],
    ['an end too many', '308000000000', 'DER_TRAILING_BYTES'],
    ['an inner indefinite length that outlives its parent', '300430800500', 'DER_TRUNCATED'],
  ])('refuses %s', (_, hex, code) => {
    expect(failure(() => walk(ber(hex)))).toBe(code);
  });

  test('OCTET STRING in pieces, pieces in pieces', () => {
    expect(toHex(readOctetString(ber('2480040101248004010204010300000401040000')))).toBe('01020304');
    expect(toHex(readOctetString(ber('a006040101040102')))).toBe('0102');
    expect(toHex(readOctetString(ber('24800000')))).toBe('');
    expect(failure(() => readOctetString(ber('2403020101')))).toBe('DER_VALUE');
  });

  test('each element is read once, however deep the indefinite lengths are nested', () => {
    const budget = new Budget();
    const leaves = '0500'.repeat(1000);
    const levels = 50;
    const node = readDer(fromHex(`${'3080'.repeat(levels)}${leaves}${'0000'.repeat(levels)}`), { rules: 'ber', budget });
    expect(walk(node)).toBe(1000 + levels);
    expect(budget.spent('derNodes')).toBe(1000 + levels);
  });
});

describe('budgets', () => {
  const nested = (depth: number): Uint8Array => {
    let inner: Uint8Array = new Uint8Array(0);
    for (let level = 0; level < depth; level++) inner = writeSequence(inner);
    return inner;
  };
  const limit = (read: () => unknown): unknown => {
    try {
      read();
    } catch (error) {
      return [(error as { code: unknown }).code, (error as { limit: unknown }).limit];
    }
    return undefined;
  };

  test('depth 64 is read, 65 is not, 5000 is stopped', () => {
    expect(walk(readDer(nested(64)))).toBe(64);
    for (const depth of [65, 5000]) expect(limit(() => walk(readDer(nested(depth))))).toEqual(['LIMIT_EXCEEDED', 'derDepth']);
  });

  test('depth 5000 of indefinite lengths', () => {
    const bytes = fromHex('3080'.repeat(5000) + '0000'.repeat(5000));
    expect(limit(() => readDer(bytes, { rules: 'ber' }))).toEqual(['LIMIT_EXCEEDED', 'derDepth']);
  });

  test('a million elements', () => {
    const bytes = writeSequence(Buffer.alloc(2_000_000, Buffer.from([5, 0])));
    expect(limit(() => readDer(bytes, { budget: new Budget({ derNodes: 1000 }) }).children())).toEqual(['LIMIT_EXCEEDED', 'derNodes']);
    expect(
      limit(() => readDer(concatBytes(fromHex('3080'), bytes, fromHex('0000')), { rules: 'ber', budget: new Budget({ derNodes: 1 }) })),
    ).toEqual(['LIMIT_EXCEEDED', 'derNodes']);
  });
});
