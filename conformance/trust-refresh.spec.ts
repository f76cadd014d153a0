import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTrustStore } from '@sigillum/adapters';
import { refreshTrustLists } from '@sigillum/flows';
import { buildSnapshot, listAddresses, type ListSource, loadXml, readAnchorSet, readSavedLists, readTrustedList } from '@sigillum/tsl';
import { describe, expect, it } from 'vitest';

const LISTS = join(import.meta.dirname, '../../shared/corpus/trust-lists/2023');
const ANCHORS = join(import.meta.dirname, '../trust-lists/official-journal-2019-C-276.json');
const AUTUMN_2023 = Date.UTC(2023, 9, 31);
const present = existsSync(LISTS);
if (!present) console.log('The conformance corpus is not at hand: the lists of 2023 are not refreshed.');

/** The lists of 2023 at their own addresses; asked for are written down. */
async function web(lotlUrl: string): Promise<ListSource & { readonly asked: string[] }> {
  await loadXml();
  const read = (name: string) => readFileSync(join(LISTS, name));
  const names = readdirSync(LISTS);
  const lotl = read('EU-lotl-332.xml');
  const places = new Map(listAddresses(readTrustedList(lotl)).map(({ location, territory }) => [location, territory]));
  const fileAt = (url: string): string | undefined => {
    if (url === lotlUrl) return 'EU-lotl-332.xml';
    const pivot = /-pivot-(\d+)/.exec(url)?.[1];
    if (pivot !== undefined) return names.find((name) => name === `EU-lotl-pivot-${pivot}.xml`);
    return names.find((name) => name.startsWith(`${places.get(url)}-`));
  };
  const asked: string[] = [];
  return {
    asked,
    fetch(url) {
      asked.push(url);
      const name = fileAt(url);
      if (name === undefined) return Promise.resolve({ ok: false, code: 'failed', message: url });
      return Promise.resolve({ ok: true, bytes: read(name), unchanged: false });
    },
  };
}

describe.runIf(present)('the lists of autumn 2023', () => {
  it('are refreshed from the address of the publication over their pivots, and come back from the store as they were', async () => {
    const anchors = readAnchorSet(readFileSync(ANCHORS, 'utf8'));
    const lists = await web(anchors.lotlUrl);
    const folder = mkdtempSync(join(tmpdir(), 'lists-2023-'));
    try {
      const store = createTrustStore({ folder });
      const { result, made, downloads } = await refreshTrustLists(anchors, { store, lists, now: () => AUTUMN_2023 });
      expect([result, made.lotl.process, made.lists.length, made.trusted.length]).toEqual(['published', 'PROCESS_PASSED', 31, 30]);
      expect(downloads.filter(({ outcome }) => outcome === 'failed').map(({ territory }) => territory)).toEqual(['DE']);
      expect(lists.asked).toHaveLength(1 + 2 + 31);
      const files = readdirSync(LISTS).filter((name) => name.endsWith('.xml'));
      const saved = readSavedLists(files.map((name) => ({ name, bytes: readFileSync(join(LISTS, name)) })));
      const { certificates, ojUrl } = anchors;
      expect(made.id).toBe((await buildSnapshot({ ...saved, anchors: certificates, ojUrl, now: AUTUMN_2023 })).id);
      const back = store.current()?.snapshot;
      expect(back?.id).toBe(made.id);
      expect(back?.lists).toEqual(made.lists);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
