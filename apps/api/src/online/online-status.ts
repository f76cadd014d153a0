import { Injectable } from '@nestjs/common';
import type { OnlineNews } from '../worker/job.js';

/** Milliseconds for which a worker's word that a host rests is taken. */
const RESTS_FOR = 60_000;

/** The online sources of all workers together, since the start of the service. */
@Injectable()
export class OnlineStatus {
  #requests = 0;
  #cacheHits = 0;
  readonly #failures = new Map<string, number>();
  readonly #resting = new Map<string, number>();

  add({ requests, cacheHits, failures, resting }: OnlineNews, now = Date.now()): void {
    this.#requests += requests;
    this.#cacheHits += cacheHits;
    for (const [why, count] of Object.entries(failures)) this.#failures.set(why, (this.#failures.get(why) ?? 0) + count);
    for (const host of resting) this.#resting.set(host, now + RESTS_FOR);
    for (const [host, until] of this.#resting) if (until <= now) this.#resting.delete(host);
  }

  now(at = Date.now()): OnlineNews {
    return {
      requests: this.#requests,
      cacheHits: this.#cacheHits,
      failures: Object.fromEntries([...this.#failures].sort(([a], [b]) => (a < b ? -1 : 1))),
      resting: [...this.#resting].flatMap(([host, until]) => (until > at ? [host] : [])).sort(),
    };
  }
}
