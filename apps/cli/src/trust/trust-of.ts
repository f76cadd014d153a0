import type { Instant } from '@sigillum/encoding';
import type { TrustSnapshot } from '@sigillum/tsl';
import { UsageError } from '../usage.js';
import type { TrustOptions } from './trust-options.js';

/**
 * The lists that the options name, authenticated as of `now`; why there are none otherwise. Throws `UsageError` where the options do not go together or name what can't be
 * read, and `TrustDataError` where the list of the lists is refused.
 */
export async function trustOf(options: TrustOptions, now: Instant): Promise<TrustSnapshot | 'not-used' | 'missing'> {
  const folder = options['trust-lists'];
  if (options['no-trust-lists']) {
    if (folder !== undefined) throw new UsageError('--trust-lists and --no-trust-lists exclude each other.');
    return 'not-used';
  }
  const [alone] = (['lotl-anchors', 'oj-url'] as const).filter((option) => folder === undefined && options[option] !== undefined);
  if (alone !== undefined) throw new UsageError(`--${alone} says how the lists of --trust-lists DIR are authenticated; give both.`);
  if (folder === undefined) return 'missing';
  const { readLists } = await import('./read-lists.js'); // a start without lists need not wait for XML
  return readLists(folder, options, now);
}
