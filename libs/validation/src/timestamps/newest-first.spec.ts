import { readTimestamp, type ReadTimestamp } from '@sigillum/ades';
import { Budget } from '@sigillum/encoding';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at, signatureOf, stamp } from '../spec-support/timeline.js';
import { newestFirst } from './newest-first.js';

const signature = signatureOf({});

/** Named by its month; covers those of other months, whatever it states. */
function made(month: number, covered: readonly number[] = []): ReadTimestamp {
  const covers = { timestamps: covered.map((one) => `T-${one}`) };
  const timestamp = { ...stamp(signature, at(2026, month), { kind: 'document-timestamp', covers }), id: `T-${month}` };
  const read = readTimestamp(timestamp, new Budget());
  if (!read) throw new Error('the token was made for this test');
  return read;
}

// T-2 states an early time and covers T-8, which covers T-5; T-6 stands alone between them.
const all = [made(2, [8, 5]), made(8, [5]), made(5), made(6)];

it('takes a time-stamp after all that cover it, else the latest first, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 4 }), (shuffled) => {
      expect(newestFirst(shuffled).map((one) => one.timestamp.id)).toEqual(['T-6', 'T-2', 'T-8', 'T-5']);
    }),
    { numRuns: 24 },
  );
});

it('comes to an end where they would cover each other', () => {
  expect(newestFirst([made(3, [4]), made(4, [3])]).map((one) => one.timestamp.id)).toEqual(['T-4', 'T-3']);
});
