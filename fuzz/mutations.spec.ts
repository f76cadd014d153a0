import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type CampaignThread, startCampaignThread } from './campaign-thread.js';
import { MUTATION_KINDS } from './steps/mutation.js';
import { corpusPresent } from './seeds.js';

/** The same documents in every run; `npm run fuzz` makes others each time. */
const SEED = 20_261;
const RUNS = 4_000;
const HANG_AFTER = 120_000;

let thread: CampaignThread | undefined;
let finished = true;

beforeAll(() => {
  if (!corpusPresent) console.info('the conformance corpus is absent: only the fixtures are mutated');
});

// a thread that hangs is of no more use
afterEach(async () => {
  if (finished) return;
  console.error(`no end: ${thread?.current()}`);
  await thread?.end();
  thread = undefined;
});

afterAll(() => thread?.end());

test.each(MUTATION_KINDS)(
  `${RUNS} documents damaged by steps of the kind %s: nothing but refusals is thrown, nothing unsigned is intact`,
  async (kind) => {
    finished = false;
    thread ??= startCampaignThread();
    const report = await thread.run({ kind, seed: SEED, runs: RUNS });
    finished = true;
    expect(report.failure).toBeUndefined();
    expect(report.runs).toBe(RUNS);
    // damage that every document survives, or that none does, tells nothing
    expect(
      Math.min(...(['refused', 'not-intact', 'intact', 'passed'] as const).map((outcome) => report.outcomes[outcome])),
    ).toBeGreaterThan(0);
  },
  HANG_AFTER,
);
