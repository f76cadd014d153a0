import { expect, test } from 'vitest';
import { toRfc3339 } from '../text/instant.js';
import { TAG } from './node.js';
import { readDer } from './read.js';
import { readTime } from './time.js';
import { writeElement } from './write.js';

const node = (text: string, tag: number) => readDer(writeElement(tag, Buffer.from(text, 'latin1')));
const utc = (text: string) => node(text, TAG.UTC_TIME);
const generalized = (text: string) => node(text, TAG.GENERALIZED_TIME);

test.each([
  [utc('491231235959Z'), '2049-12-31T23:59:59Z'],
  [utc('500101000000Z'), '1950-01-01T00:00:00Z'],
  [utc('240229120000Z'), '2024-02-29T12:00:00Z'],
  [generalized('20240229120000Z'), '2024-02-29T12:00:00Z'],
  [generalized('99991231235959Z'), '9999-12-31T23:59:59Z'],
  [generalized('20240101000000.5Z'), '2024-01-01T00:00:00.500Z'],
  [generalized('20240101000000.057Z'), '2024-01-01T00:00:00.057Z'],
  [generalized('20240101000000.0579Z'), '2024-01-01T00:00:00.057Z'],
])('strict: %#', (time, expected) => {
  expect(toRfc3339(readTime(time, true))).toBe(expected);
});

test.each([
  [utc('2401010000Z'), '2024-01-01T00:00:00Z'],
  [utc('240101000000+0100'), '2023-12-31T23:00:00Z'],
  [utc('240101000000-0530'), '2024-01-01T05:30:00Z'],
  [generalized('202401010000Z'), '2024-01-01T00:00:00Z'],
  [generalized('20240101000000,25Z'), '2024-01-01T00:00:00.250Z'],
  [generalized('20240101000000.50Z'), '2024-01-01T00:00:00.500Z'],
  [generalized('20240101020000+0200'), '2024-01-01T00:00:00Z'],
])('read, but not in the form of DER: %#', (time, expected) => {
  expect(toRfc3339(readTime(time))).toBe(expected);
  expect(() => readTime(time, true)).toThrow(expect.objectContaining({ code: 'DER_VALUE' }));
});

test.each([
  ['no zone', generalized('20240101000000')],
  ['30 February', utc('240230000000Z')],
  ['29 February of a common year', utc('230229000000Z')],
  ['month 0', utc('240001000000Z')],
  ['month 13', utc('241301000000Z')],
  ['day 0', utc('240100000000Z')],
  ['hour 24', utc('240101240000Z')],
  ['minute 60', utc('240101006000Z')],
  ['second 60', utc('240101000060Z')],
  ['an offset of 24 hours', utc('240101000000+2400')],
  ['an offset of 60 minutes', utc('240101000000+0060')],
  ['the year 99', generalized('00990101000000Z')],
  ['letters', utc('24010100000aZ')],
  ['a NUL behind', utc('240101000000Z\0')],
  ['a line break behind', utc('240101000000Z\n')],
  ['nothing', utc('')],
  ['a million digits', generalized('1'.repeat(1_000_000))],
  ['UTCTime with four digits of the year', utc('20240101000000Z')],
  ['in pieces', readDer(writeElement(TAG.UTC_TIME | 0x20, writeElement(TAG.UTC_TIME, Buffer.from('240101000000Z'))))],
])('refused: %s', (_, time) => {
  expect(() => readTime(time)).toThrow(expect.objectContaining({ code: 'DER_VALUE' }));
});
