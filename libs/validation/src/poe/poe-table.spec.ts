import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PoeTable } from './poe-table.js';

const NOW = 1000;

describe('the table of proofs of existence', () => {
  it('has everything at validation time, and nothing else', () => {
    expect(PoeTable.at(NOW).earliest('S-1')).toEqual({ at: NOW, by: 'validation' });
    expect(PoeTable.at(NOW).entries()).toEqual([]);
  });

  it('keeps the earliest proof of each object, at equal times the smaller id', () => {
    const table = PoeTable.at(NOW)
      .with(['S-1', 'C-1'], { at: 500, by: 'T-2' })
      .with(['S-1'], { at: 700, by: 'T-0' })
      .with(['C-1'], { at: 500, by: 'T-1' });
    expect(table.entries()).toEqual([
      ['C-1', { at: 500, by: 'T-1' }],
      ['S-1', { at: 500, by: 'T-2' }],
    ]);
  });

  it('takes no proof that is not older than now', () => {
    const table = PoeTable.at(NOW)
      .with(['S-1'], { at: NOW, by: 'T-1' })
      .with(['S-2'], { at: NOW + 1, by: 'A-1' });
    expect(table.entries()).toEqual([]);
    expect(table.earliest('S-2')).toEqual({ at: NOW, by: 'validation' });
  });

  it('leaves the table that it was made from as it was', () => {
    const before = PoeTable.at(NOW).with(['S-1'], { at: 500, by: 'T-1' });
    before.with(['S-1'], { at: 100, by: 'T-2' });
    expect(before.earliest('S-1').at).toBe(500);
  });

  it('is the same whatever the order, and never earlier than a proof says', () => {
    const proof = fc.record({
      objects: fc.subarray(['A', 'B', 'C']),
      proof: fc.record({ at: fc.integer({ min: 0, max: 1500 }), by: fc.constantFrom('T-1', 'T-2', 'T-3') }),
    });
    fc.assert(
      fc.property(fc.array(proof), (proofs) => {
        const build = (all: typeof proofs) => all.reduce((table, one) => table.with(one.objects, one.proof), PoeTable.at(NOW));
        expect(build(proofs.toReversed()).entries()).toEqual(build(proofs).entries());
        for (const object of ['A', 'B', 'C']) {
          const said = proofs.filter((one) => one.objects.includes(object)).map((one) => one.proof.at);
          expect(build(proofs).earliest(object).at).toBe(Math.min(NOW, ...said));
        }
      }),
    );
  });
});
