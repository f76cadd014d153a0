import { threadId, workerData } from 'node:worker_threads';

/** Does to its worker what a hostile document might. */
export default async function run(job) {
  switch (job.does) {
    case 'answer':
      return { said: `${workerData.greeting} ${job.name}`, threadId };
    case 'wait':
      await new Promise((resolve) => setTimeout(resolve, job.milliseconds));
      return { said: job.name, threadId };
    case 'loop':
      for (;;) Math.sqrt(2);
    case 'throw':
      throw new Error('thrown by the job');
    case 'throw-later':
      setTimeout(() => {
        throw new Error('thrown outside of the job');
      }, 0);
      return new Promise(() => undefined);
    case 'reject-later':
      void Promise.reject(new Error('rejected outside of the job'));
      return new Promise(() => undefined);
    case 'exit':
      process.exit(0);
    case 'exit-badly':
      process.exit(3);
    case 'allocate': {
      const kept = [];
      for (;;) kept.push(new Array(100_000).fill({ kept: kept.length }));
    }
    default:
      return { said: () => 'a function cannot be handed over', threadId };
  }
}
