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

  it('takes no other pointer for the one of the list of the lists to itself', async () => {
    const previous = await snapshotOf({ home: 'https://new.example' });
    const { listOfLists } = previous;
    const [own, other] = ['EUlistofthelists', 'EUgeneric'].map((type) => `http://uri.etsi.org/TrstSvc/TrustedList/TSLType/${type}`);
    const pointers = (listOfLists?.pointers ?? []).flatMap((pointer) => [
      { ...pointer, tslType: own, territory: 'XA', location: 'https://xa.example/' },
      { ...pointer, tslType: other, territory: 'EU', location: 'https://generic.example/' },
    ]);
    const misleading = { ...previous, ...(listOfLists && { listOfLists: { ...listOfLists, pointers } }) };
    expect(pointers.length).toBeGreaterThan(0);
    expect(lotlAddresses('https://old.example/lotl.xml', misleading)).toEqual(['https://old.example/lotl.xml']);
  });

  it('names countries as their lists do', async () => {
    const { listOfLists } = await snapshotOf({ countries: [{ territory: 'GR', providers: [] }] });
    expect(listOfLists && listAddresses(listOfLists).map(({ territory }) => territory)).toEqual(['EL']);
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
    ['a list is due this very moment', { nextUpdate: NOW }, HOUR],
    ['a list is closed', { nextUpdate: null }, 6 * HOUR],
  ])('%s', async (_, more, wait) => {
    expect(nextRefresh(await snapshotOf({ countries: [{ territory: 'XA', providers: [], ...more }] }), NOW, 0)).toBe(NOW + wait);
  });

  it('counts the list of the lists as one of them', async () => {
    const later = [{ territory: 'XA', providers: [], nextUpdate: NOW + 240 * HOUR }];
    expect(nextRefresh(await snapshotOf({ countries: later, nextUpdate: NOW + 2 * HOUR }), NOW, 0)).toBe(NOW + 2 * HOUR);
  });

  it('in an hour where a list could not be had, or nothing', async () => {
    expect(nextRefresh(await snapshotOf({}, { lists: [] }), NOW, 0)).toBe(NOW + HOUR);
    expect(nextRefresh(undefined, NOW, 0)).toBe(NOW + HOUR);
  });
});
