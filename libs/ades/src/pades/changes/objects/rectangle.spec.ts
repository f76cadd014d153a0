import { expect, it, test } from 'vitest';
import { areaOf, covers, intersection, type Rectangle, turned, upright } from './rectangle.js';

test.each<[string, Rectangle, Rectangle, boolean]>([
  ['neighbours with a common border', [100, 720, 300, 750], [100, 700, 300, 720], false],
  ['what rounding makes of that', [100, 719.2, 300, 750], [100, 700, 300, 720], false],
  ['an edge', [100, 718, 300, 750], [100, 700, 300, 720], true],
  ['a field on a page whose unit is an inch', [0, 0, 6, 8], [1, 7, 3, 7.2], true],
  ['a line', [0, 0, 600, 800], [100, 700, 300, 700.5], true],
  ['one behind the other', [0, 0, 10, 10], [20, 0, 30, 10], false],
])('%s', (_, one, other, covered) => {
  expect(covers(one, other)).toBe(covered);
});

it('any two opposite corners make a rectangle, and nothing else does', () => {
  expect([upright([3, 4, 1, 2]), upright([1, 2, 3])]).toEqual([[1, 2, 3, 4], undefined]);
});

it('what lies in no two rectangles has no area', () => {
  expect(areaOf(intersection([0, 0, 2, 2], [1, 1, 9, 9]))).toBe(1);
  expect(areaOf(intersection([0, 0, 2, 2], [5, 5, 9, 9]))).toBe(0);
});

it('four quarter turns about the upper left corner', () => {
  const turns = [0, 90, 180, 270].map((angle) => turned([10, 10, 14, 12], angle));
  expect(turns).toEqual([
    [10, 10, 14, 12],
    [10, 12, 12, 16],
    [6, 12, 10, 14],
    [8, 8, 10, 12],
  ]);
});
