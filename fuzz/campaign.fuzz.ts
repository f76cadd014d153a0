import { randomInt } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { type CampaignReport } from './campaign.js';
import { type CampaignThread, startCampaignThread } from './campaign-thread.js';
import { MUTATION_KINDS } from './steps/mutation.js';
import { corpusPresent } from './seeds.js';

const MINUTES = Number(process.env.FUZZ_MINUTES ?? 10);
/** Given to see a failure again; the runs are the same then as well. */
const GIVEN = process.env.FUZZ_SEED === undefined ? undefined : Number(process.env.FUZZ_SEED);
const RUNS = 2_000;
/** A batch takes some seconds. */
const HANG_AFTER = 120_000;

let thread: CampaignThread | undefined;

/** Runs a batch; one that does not end is a failure that names its document. */
async function batch(kind: (typeof MUTATION_KINDS)[number], seed: number): Promise<CampaignReport> {
  thread ??= startCampaignThread();
  const running = thread;
  const { promise: hung, reject } = Promise.withResolvers<never>();
  const watch = setTimeout(() => reject(new Error(`no end after ${HANG_AFTER / 1000} seconds`)), HANG_AFTER);
  try {
    return await Promise.race([running.run({ kind, seed, runs: RUNS }), hung]);
  } catch (error) {
    thread = undefined;
    const failure = `${kind}, seed ${seed}\n${running.current()}\n${String(error)}`;
    await running.end();
    return { runs: 0, outcomes: { refused: 0, none: 0, 'not-intact': 0, intact: 0, passed: 0 }, failure };
  } finally {
    clearTimeout(watch);
  }
}

afterAll(() => thread?.end());

test(
  `documents damaged for ${MINUTES} minutes`,
  async () => {
    console.info(
      corpusPresent
        ? 'seeds: the fixtures and small PDFs of the conformance corpus'
        : 'seeds: the fixtures; the conformance corpus is absent',
    );
    const failures: string[] = [];
    let documents = 0;
    const end = Date.now() + MINUTES * 60_000;
    do {
      const seed = GIVEN ?? randomInt(2 ** 31);
      console.info(`seed ${seed}, ${documents} documents so far, ${failures.length} failures`);
      for (const kind of MUTATION_KINDS) {
        const { failure, runs } = await batch(kind, seed);
        documents += runs;
        if (failure === undefined) continue;
        console.error(failure);
        failures.push(failure);
      }
    } while (Date.now() < end && GIVEN === undefined);
    console.info(`${documents} documents`);
    expect(failures).toEqual([]);
  },
  MINUTES * 60_000 + 6 * HANG_AFTER,
);
