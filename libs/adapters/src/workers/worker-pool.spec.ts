import { afterEach, describe, expect, it } from 'vitest';
import { createWorkerPool, type WorkerPool } from './worker-pool.js';

interface HostileJob {
  readonly does: string;
  readonly name?: string;
  readonly milliseconds?: number;
}

interface Said {
  readonly said: string;
  readonly threadId: number;
}

const open: WorkerPool<HostileJob, Said>[] = [];

function pool(size: number, timeout = 30_000): WorkerPool<HostileJob, Said> {
  const made = createWorkerPool<HostileJob, Said>({
    script: new URL('./spec-support/hostile-worker.mjs', import.meta.url),
    size,
    workerData: { greeting: 'hello' },
    timeout,
    maxHeap: 48,
  });
  open.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

describe('worker pool', () => {
  it('hands jobs and worker data over, and results back', async () => {
    const result = await pool(1).run({ does: 'answer', name: 'Astrid' });
    expect(result).toMatchObject({ ok: true, value: { said: 'hello Astrid' } });
  });

  it.each([
    ['throws', 'throw', 'crashed'],
    ['throws outside of its call', 'throw-later', 'crashed'],
    ['rejects outside of its call', 'reject-later', 'crashed'],
    ['ends its process', 'exit', 'crashed'],
    ['ends its process with a status', 'exit-badly', 'crashed'],
    ['eats all memory', 'allocate', 'out-of-memory'],
    ['answers what cannot be handed over', 'answer-a-function', 'crashed'],
  ])('a job that %s costs itself only', async (_, does, failure) => {
    const workers = pool(1);
    const results = await Promise.all([
      workers.run({ does: 'answer', name: 'before' }),
      workers.run({ does }),
      workers.run({ does: 'answer', name: 'after' }),
    ]);
    expect(results).toMatchObject([
      { ok: true, value: { said: 'hello before' } },
      { ok: false, failure },
      { ok: true, value: { said: 'hello after' } },
    ]);
  });

  it('ends a job that loops for ever, and goes on', async () => {
    const workers = pool(1, 1_000);
    const results = await Promise.all([workers.run({ does: 'loop' }), workers.run({ does: 'answer', name: 'after' })]);
    expect(results).toMatchObject([
      { ok: false, failure: 'timed-out' },
      { ok: true, value: { said: 'hello after' } },
    ]);
  });

  it('runs no more jobs at a time than it has workers, and says how many wait', async () => {
    const workers = pool(1);
    const first = workers.run({ does: 'wait', milliseconds: 50, name: 'first' });
    const others = [workers.run({ does: 'answer', name: 'second' }), workers.run({ does: 'answer', name: 'third' })];
    expect(workers.waiting).toBe(2);
    const results = await Promise.all([first, ...others]);
    expect(workers.waiting).toBe(0);
    expect(new Set(results.map((result) => (result.ok ? result.value.threadId : -1))).size).toBe(1);
  });

  it('closes without ever having started', async () => {
    const workers = pool(2);
    await expect(workers.close()).resolves.toBeUndefined();
    expect(workers.waiting).toBe(0);
  });
});
