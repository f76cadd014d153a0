import { expect, test } from 'vitest';
import { fromHex } from '../bytes.js';
import { DerCursor } from './cursor.js';
import { context, TAG } from './node.js';
import { readDer } from './read.js';

// SEQUENCE { INTEGER 1, [0] { NULL }, BOOLEAN TRUE }
const node = readDer(fromHex('300a020101a00205000101ff'));
const cursor = () => new DerCursor(node, TAG.SEQUENCE, 'Thing');

test('walks the elements in their order', () => {
  const thing = cursor();
  expect(thing.next(TAG.INTEGER, 'version').start).toBe(2);
  expect(thing.optional(context(1))).toBeUndefined();
  expect(thing.optional(context(1), context(0))?.start).toBe(5);
  expect(thing.done).toBe(false);
  expect(thing.peek()?.tag).toBe(TAG.BOOLEAN);
  expect(thing.next(undefined, 'flag').tag).toBe(TAG.BOOLEAN);
  expect([thing.done, thing.rest()]).toEqual([true, []]);
  expect(() => thing.end()).not.toThrow();
});

test.each([
  ['another tag than SEQUENCE', () => new DerCursor(node, TAG.SET, 'Thing'), 0],
  ['a field of another type', () => cursor().next(TAG.OID, 'kind'), 2],
  ['elements left over', () => cursor().end(), 2],
  [
    'a field that is missing',
    () => (cursor().rest(), new DerCursor(readDer(fromHex('3000')), TAG.SEQUENCE, 'Thing').next(TAG.OID, 'kind')),
    2,
  ],
])('%s is DER_UNEXPECTED at its byte', (_, read, offset) => {
  expect(read).toThrow(expect.objectContaining({ code: 'DER_UNEXPECTED', offset }));
});
