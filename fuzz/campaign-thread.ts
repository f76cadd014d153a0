import { Worker } from 'node:worker_threads';
import type { CampaignReport, CampaignRequest } from './campaign.js';

/** A thread that campaigns run in: one that hangs can be named and ended, one that hoards memory ends itself. */
export interface CampaignThread {
  run(request: CampaignRequest): Promise<CampaignReport>;
  /** The document, policy and steps that are being judged, or were at last. */
  current(): string;
  end(): Promise<number>;
}

/** Octets for the text of one mutant. */
const CURRENT_OCTETS = 8192;
/** Of a thread that holds the seeds and judges documents of some kilobytes. */
const HEAP_MEGABYTES = 256;

export function startCampaignThread(): CampaignThread {
  const current = new SharedArrayBuffer(CURRENT_OCTETS);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { current },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
  });
  const text = () => Buffer.from(new Uint8Array(current)).toString('utf8').replace(/\0.*$/s, '');
  return {
    current: text,
    run(request) {
      return new Promise((resolve, reject) => {
        const failed = (error: Error) => reject(new Error(`the thread failed at ${text()}`, { cause: error }));
        worker.once('error', failed);
        worker.once('message', (report: CampaignReport) => {
          worker.off('error', failed);
          resolve(report);
        });
        worker.postMessage(request);
      });
    },
    end: () => worker.terminate(),
  };
}
