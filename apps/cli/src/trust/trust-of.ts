import { CodedError, type Instant, toRfc3339 } from '@sigillum/encoding';
import { isInDate, type TrustSnapshot } from '@sigillum/tsl/in-use';
import { UsageError } from '../usage.js';
import { trustStore } from './data-folder.js';
import { TrustDataError } from './trust-data-error.js';
import type { TrustOptions } from './trust-options.js';

/**
 * The lists that the options name, authenticated as of `now`, else those that are stored; why there are none otherwise. Throws `UsageError` where the options do not go together or name
 * what can't be read, and `TrustDataError` where the lists are refused or damaged. Never downloads.
 */
export async function trustOf(options: TrustOptions, now: Instant): Promise<TrustSnapshot | 'not-used' | 'missing'> {
  const { 'trust-lists': folder, 'trust-snapshot': snapshot } = options;
  const named = (['no-trust-lists', 'trust-lists', 'trust-snapshot'] as const).filter((option) => options[option]);
  if (named.length > 1) throw new UsageError(`${named.map((option) => `--${option}`).join(' and ')} exclude each other.`);
  const [alone] = (['lotl-anchors', 'oj-url'] as const).filter((option) => folder === undefined && options[option] !== undefined);
  if (alone !== undefined && !options['no-trust-lists'])
    throw new UsageError(`--${alone} says how the lists of --trust-lists DIR are authenticated; give both.`);
  if (options['no-trust-lists']) return 'not-used';
  if (folder === undefined) return storedTrust(snapshot);
  const { readLists } = await import('./read-lists.js'); // a start without lists need not wait for XML
  return readLists(folder, options, now);
}

/**
 * The lists for a verdict as of `at`. Throws as `trustOf`, and `TrustDataError` where the list of the lists is past its next update by then: it authenticates nothing any more.
 */
export async function trustForVerdict(options: TrustOptions, at: Instant): Promise<TrustSnapshot | 'not-used' | 'missing'> {
  const lists = await trustOf(options, at);
  if (typeof lists === 'string' || isInDate(lists, at)) return lists;
  throw new TrustDataError(
    `The stored list of the lists is past its next update at ${toRfc3339(at)}, and nothing is judged by it: \`sigillum trust refresh\` downloads a new one, --no-trust-lists judges without.`,
  );
}

/** The snapshot in use, or an earlier one by its id. */
export function storedTrust(id: string | undefined): TrustSnapshot | 'missing' {
  try {
    if (id === undefined) return trustStore().current()?.snapshot ?? 'missing';
    const found = trustStore().find(id);
    if (found === undefined)
      throw new UsageError(
        `--trust-snapshot ${id}: no stored snapshot, or not a single one, begins so; \`sigillum trust snapshot\` lists them.`,
      );
    return found;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (!(error instanceof CodedError) && code === undefined) throw error;
    throw new TrustDataError(`The stored trusted lists can't be read (${code}).`);
  }
}
