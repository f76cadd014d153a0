import { describe, expect, it } from 'vitest';
import { worstOf } from './exit-status.js';

describe('exit status of several documents', () => {
  it('is the worst, in the order 2, 1, 7, 6, 8, 3, 5, 4, 0', () => {
    const order = [2, 1, 7, 6, 8, 3, 5, 4, 0];
    order.forEach((status, index) => expect(worstOf(order.slice(index).reverse())).toBe(status));
    expect(worstOf([])).toBe(0);
    expect(worstOf([0, 130, 1])).toBe(130);
  });
});
