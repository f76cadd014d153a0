import type { Instant } from '@sigillum/encoding';
import type { TrustSnapshot } from '../types.js';

const HOUR = 3_600_000;

/**
 * When the lists should be asked for next: after six hours, or when the first list in use is due for its next update, or after one hour where a list could not be had or is overdue; not within ten
 * minutes, and up to a tenth later by `random` (0 to 1), so that not everybody asks at once.
 */
export function nextRefresh(snapshot: TrustSnapshot | undefined, now: Instant, random: number): Instant {
  const wait = snapshot === undefined ? HOUR : Math.max(HOUR / 6, Math.min(...waitsOf(snapshot, now)));
  return now + Math.floor(wait * (1 + random / 10));
}

function waitsOf({ lotl, lists }: TrustSnapshot, now: Instant): number[] {
  return [lotl, ...lists].map(({ process, nextUpdate }) => {
    if (process === 'PROCESS_FAILED' || (nextUpdate !== undefined && nextUpdate <= now)) return HOUR;
    return nextUpdate === undefined ? 6 * HOUR : Math.min(6 * HOUR, nextUpdate - now);
  });
}
