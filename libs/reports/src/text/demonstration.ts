import type { TrustUsed } from '../result.js';

/** The first line under a name where nothing that follows holds for anyone. */
export function demonstrationLines({ set }: Pick<TrustUsed, 'set'>): string[] {
  return set === 'demonstration' ? ['DEMONSTRATION: judged by made-up trusted lists. Nothing of this holds for anyone.'] : [];
}
