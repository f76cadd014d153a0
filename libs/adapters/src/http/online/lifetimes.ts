import type { Instant } from '@sigillum/encoding';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** An answer that could not be confirmed: long enough for a batch, too short to keep a forger's answer. */
export const UNCONFIRMED_FOR = 5 * 60_000;

/** A CA's certificate changes rarely, and an old one is trusted for nothing. */
export const ISSUERS_FOR = 7 * DAY;

/** Without nextUpdate the issuer promises nothing. */
const WITHOUT_PROMISE_FOR = HOUR;

/** Nobody binds us for longer, whatever nextUpdate says. */
const AT_MOST = 7 * DAY;

/** Clocks may differ by so much. */
const SKEW = 5 * 60_000;

/**
 * Until when revocation data may be used again: to its nextUpdate where its signature could be confirmed. What speaks of the future or is stale is not kept.
 */
export function revocationExpiry(
  { thisUpdate, nextUpdate }: { readonly thisUpdate: Instant; readonly nextUpdate: Instant | undefined },
  confirmed: boolean,
  now: Instant,
): Instant | undefined {
  if (thisUpdate > now + SKEW) return undefined;
  const promised = nextUpdate ?? now + WITHOUT_PROMISE_FOR;
  if (promised <= now) return undefined;
  return Math.min(promised, now + (confirmed ? AT_MOST : UNCONFIRMED_FOR));
}
