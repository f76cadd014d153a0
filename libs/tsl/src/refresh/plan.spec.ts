import { createSmallEurope, type EuropeOptions } from '@sigillum/testkit';
import { parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { buildSnapshot, type SnapshotInput } from '../snapshot/build.js';
import type { TrustSnapshot } from '../types.js';
import { listAddresses, lotlAddresses, pivotAddresses } from './plan.js';
import { nextRefresh } from './schedule.js';

const NOW = Date.UTC(2026, 6, 1);
const HOUR = 3_600_000;
const countries = [{ territory: 'XA', providers: [] }];

async function snapshotOf(options: Partial<EuropeOptions> = {}, more: Partial<SnapshotInput> = {}): Promise<TrustSnapshot> {
  const made = createSmallEurope({ countries, ...options });
  return buildSnapshot({ ...made, anchors: made.anchors.map((one) => parseCertificate(one)), now: NOW, ...more });
}

describe('addresses', () => {
  it('the publication first, then what the last list of the lists says of itself', async () => {
    const previous = await snapshotOf({ home: 'https://new.example' });
    expect(lotlAddresses('https://old.example/lotl.xml', previous)).toEqual([
      'https://old.example/lotl.xml',
      'https://new.example/eu-lotl.xml',
    ]);
    expect(lotlAddresses('https://new.example/eu-lotl.xml', previous)).toEqual(['https://new.example/eu-lotl.xml']);
    expect(lotlAddresses('https://old.example/lotl.xml', undefined)).toEqual(['https://old.example/lotl.xml']);
    expect(previous.listOfLists && listAddresses(previous.listOfLists)).toEqual([
      { territory: 'XA', location: 'https://new.example/xa-list.xml' },
    ]);
  });

  it('pivots of a list that nobody has authenticated: each once, so many at most, none where it is no list', () => {
    const { lotl, ojUrl, pivots } = createSmallEurope({ countries, pivots: 2 });
    expect(pivotAddresses(lotl.bytes, ojUrl)).toEqual(pivots.map(({ location }) => location));
    expect(pivotAddresses(createSmallEurope({ countries, pivots: 30 }).lotl.bytes, ojUrl)).toHaveLength(24);
    expect([pivotAddresses(Buffer.from('<a/>'), ojUrl), pivotAddresses(lotl.bytes, 'https://other.example/')]).toEqual([[], []]);
  });
});

describe('nextRefresh', () => {
  it('in six hours where all is well, up to a tenth later', async () => {
    const snapshot = await snapshotOf();
    expect([nextRefresh(snapshot, NOW, 0), nextRefresh(snapshot, NOW, 0.5)]).toEqual([NOW + 6 * HOUR, NOW + 6.3 * HOUR]);
  });

  it.each([
    ['a list is due sooner', { nextUpdate: NOW + 2 * HOUR }, 2 * HOUR],
    ['a list is due at once', { nextUpdate: NOW + 1000 }, HOUR / 6],
    ['a list is overdue', { nextUpdate: NOW - 1000 }, HOUR],
    ['a list is closed', { nextUpdate: null }, 6 * HOUR],
  ])('%s', async (_, more, wait) => {
    expect(nextRefresh(await snapshotOf({ countries: [{ territory: 'XA', providers: [], ...more }] }), NOW, 0)).toBe(NOW + wait);
  });

  it('in an hour where a list could not be had, or nothing', async () => {
    expect(nextRefresh(await snapshotOf({}, { lists: [] }), NOW, 0)).toBe(NOW + HOUR);
    expect(nextRefresh(undefined, NOW, 0)).toBe(NOW + HOUR);
  });
});
