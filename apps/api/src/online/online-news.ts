import type { OnlineNews } from '../worker/job.js';
import type { OnlineSource } from '../wiring.js';

/** Gives what is new with each call. */
export function onlineNewsOf(source: OnlineSource): () => OnlineNews {
  let before = source.state();
  return () => {
    const now = source.state();
    const known: Readonly<Record<string, number>> = before.failures;
    const failures = Object.entries(now.failures).map(([why, count]): [string, number] => [why, count - (known[why] ?? 0)]);
    const news = {
      requests: now.requests - before.requests,
      cacheHits: now.cacheHits - before.cacheHits,
      failures: Object.fromEntries(failures.filter(([, count]) => count > 0)),
      resting: now.circuits.filter(({ state }) => state === 'open').map(({ host }) => host),
    };
    before = now;
    return news;
  };
}
