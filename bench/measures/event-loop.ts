import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { quantile } from '../figures.ts';
import { writeSignedFile } from '../large-file/write-signed-file.ts';
import { runService } from '../process/run-service.ts';
import { inScratchFolder } from '../process/scratch.ts';
import { type Row, seconds } from '../table.ts';

interface Latency {
  readonly asked: number;
  readonly worst: number;
  readonly p99: number;
  readonly median: number;
  /** The longest that the asking thread itself was held up: on a busy machine a part of `worst` is this. */
  readonly ownDelay: number;
  readonly requestSeconds: number;
}

interface Polled {
  readonly latencies: readonly number[];
  readonly failures: readonly string[];
  readonly ownDelay: number;
}

/** How long /health/live takes, asked every 5 ms, while the built service receives and validates a large document, and while it idles. */
export async function measureEventLoop(size: number): Promise<{ rows: Row[]; values: Record<string, Latency> }> {
  return inScratchFolder(async (folder) => {
    const path = join(folder, 'upload.pdf');
    await writeSignedFile(path, size);
    const document = readFileSync(path);
    const form = new FormData();
    form.set('document', new Blob([document]), 'upload.pdf');
    const json = JSON.stringify({ document: document.toString('base64') });
    const service = await runService(join(folder, 'uploads'));
    const post = (init: RequestInit) => send(`${service.url}/v1/validations`, init);
    const asJson = { body: json, headers: { 'content-type': 'application/json' } };
    try {
      await new Promise((resume) => setTimeout(resume, 500));
      const values = {
        idle: await whilePolling(service.url, () => new Promise((resume) => setTimeout(resume, 1000))),
        multipart: await whilePolling(service.url, () => post({ body: form })),
        json: await whilePolling(service.url, () => post(asJson)),
        both: await whilePolling(service.url, () => Promise.all([post({ body: form }), post(asJson)])),
      };
      const rows = Object.entries(values).map(([what, one]): Row => {
        const rest = `p99 ${seconds(one.p99 / 1000)}, asked ${one.asked} times in ${seconds(one.requestSeconds)}`;
        return [
          `worst /health/live, ${what}`,
          `${one.worst.toFixed(0)} ms`,
          `${rest}; the asking thread itself waited up to ${one.ownDelay.toFixed(0)} ms`,
        ];
      });
      return { rows, values };
    } finally {
      await service.stop();
    }
  });
}

async function send(url: string, init: RequestInit): Promise<void> {
  const response = await fetch(url, { method: 'POST', ...init });
  const body = await response.text();
  if (response.status !== 200 || !body.includes('"intact":true'))
    throw new Error(`the service answered ${response.status}: ${body.slice(0, 500)}`);
}

async function whilePolling(service: string, work: () => Promise<unknown>): Promise<Latency> {
  const poller = new Worker(join(import.meta.dirname, '../process/health-poller.ts'), { workerData: `${service}/health/live` });
  await new Promise((resume) => setTimeout(resume, 300));
  const started = performance.now();
  await work();
  const requestSeconds = (performance.now() - started) / 1000;
  const polled = new Promise<Polled>((resolve, reject) => poller.once('message', resolve).once('error', reject));
  poller.postMessage('stop');
  const { latencies, failures, ownDelay } = await polled;
  if (failures.length > 0) throw new Error(`${failures.length} requests to /health/live failed: ${failures[0]}`);
  const at = (part: number) => quantile(latencies, part);
  return { asked: latencies.length, worst: at(1), p99: at(0.99), median: at(0.5), ownDelay, requestSeconds };
}
