import type { TrustSnapshot } from '../types.js';

/** What the made-up lists of the demonstration set name as their publication; no journal has this address. */
export const DEMONSTRATION_URL = 'https://demonstration.example/not-an-official-journal';

/** Whether these are the made-up lists of the demonstration set, under which nothing holds for anyone: told by the publication that they were authenticated from. */
export function isDemonstration({ authority }: Pick<TrustSnapshot, 'authority'>): boolean {
  return authority?.ojUrl === DEMONSTRATION_URL;
}
