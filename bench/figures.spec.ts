import { expect, test } from 'vitest';
import { median, passes, quantile } from './figures.ts';

test('a quantile is one of the values', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2);
  expect(quantile([5, 1, 4, 2, 3], 0.99)).toBe(5);
  expect(quantile([7], 0.01)).toBe(7);
  expect(() => median([])).toThrow('nothing');
});

test('a pass ends with the answer to its last document', () => {
  expect(passes([1, 2, 5, 6, 7, 7.5], 2)).toEqual([2, 4, 1.5]);
  expect(passes([1, 2, 5], 2)).toEqual([2]);
});
