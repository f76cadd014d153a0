// Runs campaigns in a thread of its own, from the sources.
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { CampaignRequest } from './campaign.js';

registerHooks({
  resolve(specifier, context, next) {
    const ofSource = { ...context, conditions: [...context.conditions, 'source'] };
    const ownFile = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
    return next(ownFile ? specifier.replace(/\.js$/, '.ts') : specifier, ofSource);
  },
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    const source = stripTypeScriptTypes(readFileSync(new URL(url), 'utf8'), { mode: 'transform' });
    return { format: 'module', source, shortCircuit: true };
  },
});

const { readGround, runCampaign } = await import('./campaign.js');
const { current } = workerData as { current: SharedArrayBuffer };
const place = new Uint8Array(current);
const ground = await readGround();

/** Leaves what is being judged where the waiting thread can read it; zero bytes end it. */
function starting(what: string): void {
  const { written } = new TextEncoder().encodeInto(what, place);
  place.fill(0, written);
}

parentPort?.on('message', (request: CampaignRequest) => {
  void runCampaign(request, ground, starting).then((report) => parentPort?.postMessage(report));
});
