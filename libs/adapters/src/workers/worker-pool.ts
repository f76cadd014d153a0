import type { Piscina } from 'piscina';

export type JobFailure = 'crashed' | 'timed-out' | 'out-of-memory';

export type JobResult<Result> = { readonly ok: true; readonly value: Result } | { readonly ok: false; readonly failure: JobFailure };

export interface WorkerPoolOptions {
  /** The module that the workers run; its default export takes a job and returns the result. */
  readonly script: URL;
  readonly size: number;
  readonly workerData: unknown;
  /** Milliseconds that one job may take before its worker is ended. */
  readonly timeout: number;
  /** Old-generation heap of a worker, MiB. */
  readonly maxHeap: number;
}

export interface WorkerPool<Job, Result> {
  /** Never rejects: a job that crashes, hangs or eats its memory costs its worker, which is replaced, and nothing else. */
  run(job: Job): Promise<JobResult<Result>>;
  /** Jobs that no worker was free for yet. */
  readonly waiting: number;
  close(): Promise<void>;
}

/** Worker threads that take one job each at a time; none is started, and the library not loaded, before the first job. */
export function createWorkerPool<Job, Result>(options: WorkerPoolOptions): WorkerPool<Job, Result> {
  let pool: Promise<Piscina<Job, Result>> | undefined;
  let free = options.size;
  const waiting: (() => void)[] = [];
  const enter = (): Promise<void> | undefined => (free > 0 ? void free-- : new Promise((resume) => waiting.push(resume)));
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  return {
    get waiting() {
      return waiting.length;
    },
    async run(job) {
      await enter(); // so that the time limit counts from the start of the work, not from its place in the queue
      const started = await (pool ??= startWorkers<Job, Result>(options));
      const abort = new AbortController();
      let timedOut = false;
      const timer = setTimeout(() => {
        timedOut = true;
        abort.abort();
      }, options.timeout);
      try {
        return { ok: true, value: await started.run(job, { signal: abort.signal }) };
      } catch (error) {
        return { ok: false, failure: timedOut ? 'timed-out' : failureOf(error) };
      } finally {
        clearTimeout(timer);
        leave();
      }
    },
    close: async () => (await pool)?.destroy(),
  };
}

async function startWorkers<Job, Result>(options: WorkerPoolOptions): Promise<Piscina<Job, Result>> {
  const library = await import('piscina');
  return new library.Piscina<Job, Result>({
    filename: options.script.href,
    minThreads: 1,
    maxThreads: options.size,
    idleTimeout: 30_000,
    workerData: options.workerData,
    resourceLimits: { maxOldGenerationSizeMb: options.maxHeap },
  });
}

function failureOf(error: unknown): JobFailure {
  return (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'crashed';
}
