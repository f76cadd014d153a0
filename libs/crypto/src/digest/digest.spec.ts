import { type ByteSource, fromHex, memorySource, toHex } from '@sigillum/encoding';
import { describe, expect, test } from 'vitest';
import { DIGEST_ALGORITHMS, digestLength } from '../registry/digests.js';
import { type DigestAlgorithm } from '../types.js';
import { digest, digestMany, digestRanges } from './digest.js';

const abc = Buffer.from('abc');

// RFC 1321 A.5, the RIPEMD-160 paper, FIPS 180-4 and FIPS 202 examples for the message "abc".
const KNOWN: readonly (readonly [DigestAlgorithm, string])[] = [
  ['MD5', '900150983cd24fb0d6963f7d28e17f72'],
  ['SHA-1', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ['RIPEMD-160', '8eb208f7e05d987a9b044a8e98c6b087f15a0bfc'],
  ['SHA-224', '23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7'],
  ['SHA-256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['SHA-512/256', '53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23'],
  ['SHA3-256', '3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532'],
];

test.each(KNOWN)('%s of "abc"', (algorithm, expected) => {
  expect(toHex(digest(algorithm, abc))).toBe(expected);
});

test('SHAKE256 with 512 bits (FIPS 202, empty message)', () => {
  expect(toHex(digest('SHAKE256-512'))).toBe(
    '46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762fd75dc4ddd8c0f200cb05019d67b592f6fc821c49479ab48640292eacb3b7c4be',
  );
});

test.each(DIGEST_ALGORITHMS)('%s: the stated length, and parts are one message', (algorithm) => {
  const whole = digest(algorithm, abc);
  expect(whole).toHaveLength(digestLength(algorithm));
  expect(digest(algorithm, fromHex('61'), fromHex(''), fromHex('6263'))).toEqual(whole);
  expect(digestRanges(algorithm, memorySource(Buffer.from('xabcx')), [{ offset: 1, length: 3 }])).toEqual(whole);
});

describe('ranges', () => {
  const MIB = 1024 * 1024;
  const bytes = Buffer.alloc(3 * MIB + 17, 'sigillum');
  const ranges = [
    { offset: 5, length: 2 * MIB + 3 },
    { offset: 0, length: 0 },
    { offset: 3 * MIB, length: 17 },
  ];
  const joined = Buffer.concat([bytes.subarray(5, 2 * MIB + 8), bytes.subarray(3 * MIB)]);

  test('are one message, read in pieces of at most 1 MiB', () => {
    const reads: number[] = [];
    const inner = memorySource(bytes);
    const source: ByteSource = {
      size: inner.size,
      read: (offset, length) => {
        reads.push(length);
        return inner.read(offset, length);
      },
    };
    expect(digestRanges('SHA-256', source, ranges)).toEqual(digest('SHA-256', joined));
    expect(reads).toEqual([MIB, MIB, 3, 17]);
  });

  test('a source that fills memory is read through one piece of it', () => {
    const pieces = new Set<ArrayBufferLike>();
    const source: ByteSource = {
      size: bytes.length,
      read: () => {
        throw new Error('memory was asked for');
      },
      readInto: (offset, target) => {
        pieces.add(target.buffer);
        target.set(bytes.subarray(offset, offset + target.length));
      },
    };
    expect(digestRanges('SHA-256', source, ranges)).toEqual(digest('SHA-256', joined));
    expect(pieces.size).toBe(1);
    expect(digestRanges('SHA-256', source, [])).toEqual(digest('SHA-256'));
  });

  test('several digests in one pass', () => {
    let passed = 0;
    const source: ByteSource = {
      size: bytes.length,
      read: (offset, length) => {
        passed += length;
        return bytes.subarray(offset, offset + length);
      },
    };
    const values = digestMany(source, ranges, ['SHA-1', 'SHA-512', 'SHA-1']);
    expect([...values.keys()]).toEqual(['SHA-1', 'SHA-512']);
    expect(values.get('SHA-1')).toEqual(digest('SHA-1', joined));
    expect(values.get('SHA-512')).toEqual(digest('SHA-512', joined));
    expect(passed).toBe(joined.length);
  });

  test('outside the source', () => {
    expect(() => digestRanges('SHA-256', memorySource(abc), [{ offset: 1, length: 3 }])).toThrow(
      expect.objectContaining({ code: 'DER_TRUNCATED' }),
    );
  });
});
