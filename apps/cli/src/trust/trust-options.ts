import type { Instant } from '@sigillum/encoding';
import type { TrustSnapshot } from '@sigillum/tsl';
import { UsageError } from '../usage.js';

/** What the command line says of EU trusted lists. */
export interface TrustOptions {
  readonly 'trust-lists'?: string | undefined;
  readonly 'lotl-anchors'?: string | undefined;
  readonly 'oj-url'?: string | undefined;
  readonly 'no-trust-lists'?: boolean | undefined;
}

export const TRUST_OPTIONS = {
  'trust-lists': { type: 'string' },
  'lotl-anchors': { type: 'string' },
  'oj-url': { type: 'string' },
  'no-trust-lists': { type: 'boolean' },
} as const;

/** The options as plain data, which can be handed to worker threads. */
export function trustOptionsOf(values: TrustOptions): TrustOptions {
  return {
    'trust-lists': values['trust-lists'],
    'lotl-anchors': values['lotl-anchors'],
    'oj-url': values['oj-url'],
    'no-trust-lists': values['no-trust-lists'],
  };
}

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
