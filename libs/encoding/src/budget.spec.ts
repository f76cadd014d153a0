import { expect, test } from 'vitest';
import { Budget, DEFAULT_LIMITS } from './budget.js';
import { CodedError, LimitError } from './errors.js';

test('units are spent one purse at a time, up to the limit and no further', () => {
  const budget = new Budget({ signatureChecks: 3 });
  budget.spend('signatureChecks');
  budget.spend('signatureChecks', 2);
  budget.spend('certificates', 5);
  expect([budget.spent('signatureChecks'), budget.spent('certificates'), budget.spent('pathSteps')]).toEqual([3, 5, 0]);
  expect(() => budget.spend('signatureChecks')).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED', limit: 'signatureChecks' }));
  expect(() => budget.spend('signatureChecks', 0)).toThrow(LimitError);
});

test('a quantity that is not added up', () => {
  const budget = new Budget({ derDepth: 2 });
  budget.within('derDepth', 2);
  budget.within('derDepth', 1);
  expect(() => budget.within('derDepth', 3)).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED', limit: 'derDepth' }));
  expect(budget.spent('derDepth')).toBe(0);
});

test('limits that are not named are the usual ones', () => {
  expect(new Budget({ derDepth: 2 }).limits).toEqual({ ...DEFAULT_LIMITS, derDepth: 2 });
});

test('an error has its code, its name and its cause', () => {
  class SourceError extends CodedError<'SOURCE_BROKEN'> {}
  const cause = new Error('inner');
  const error = new SourceError('SOURCE_BROKEN', 'Look at the source.', { cause });
  expect(error).toMatchObject({ name: 'SourceError', code: 'SOURCE_BROKEN', message: 'Look at the source.', cause });
});
