import { createSmallEurope } from '@sigillum/testkit';
import { parseCertificate } from '@sigillum/x509';
import { expect, it } from 'vitest';

import type { TrustSnapshot } from '../types.js';
import { buildSnapshot } from './build.js';
import { isInDate } from './find.js';

const NOW = Date.UTC(2026, 6, 1);

function snapshotUntil(nextUpdate: number): Promise<TrustSnapshot> {
  const { anchors, ...files } = createSmallEurope({ nextUpdate, countries: [{ territory: 'XA', providers: [], nextUpdate: NOW - 1 }] });
  return buildSnapshot({ ...files, anchors: anchors.map((one) => parseCertificate(one)), now: NOW });
}

it('T-04 the list of the lists is in date up to its next update, whatever that of a country is, and not at all where it is refused', async () => {
  const until = NOW + 1000;
  const snapshot = await snapshotUntil(until);
  expect([NOW, until, until + 1].map((at) => isInDate(snapshot, at))).toEqual([true, true, false]);
  expect(isInDate(await snapshotUntil(NOW - 1), NOW)).toBe(false);
});
