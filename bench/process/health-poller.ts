// A worker thread that asks /health/live every 5 ms, whether or not the last answer came, and tells how long each answer took.
import { Agent, get } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';

const INTERVAL = 5;
const url = workerData as string;
const agent = new Agent({ keepAlive: true });
const latencies: number[] = [];
const own = monitorEventLoopDelay({ resolution: 1 });
const failures: string[] = [];
own.enable();

const timer = setInterval(() => {
  const asked = performance.now();
  get(url, { agent }, (response) => {
    response.resume().once('end', () => latencies.push(performance.now() - asked));
    if (response.statusCode !== 200) failures.push(String(response.statusCode));
  }).once('error', (error) => failures.push(error.message));
}, INTERVAL);

parentPort?.once('message', () => {
  clearInterval(timer);
  parentPort?.postMessage({ latencies, failures, ownDelay: own.max / 1e6 });
  agent.destroy();
});
