import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refreshTrustLists } from '@sigillum/flows';
import { createSmallEurope, type SmallEurope, startWebServer, type WebServer } from '@sigillum/testkit';
import type { AnchorSet } from '@sigillum/tsl';
import { parseCertificate } from '@sigillum/x509';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createListSource } from '../http/lists/list-source.js';
import { createListCopies } from '../store/trust/list-copies.js';
import { createTrustStore } from '../store/trust/trust-store.js';
import { createTrustRefresher, type TrustRefresher, type TrustRefresherOptions } from './trust-refresher.js';

const HOUR = 3_600_000;
let folder: string;
let server: WebServer;
let made: SmallEurope;
let clock: number;
let refresher: TrustRefresher | undefined;
let waits: { milliseconds: number; over: () => void }[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refresher-'));
  server = await startWebServer();
  clock = Date.UTC(2026, 6, 1);
  waits = [];
  made = createSmallEurope({ countries: ['XA', 'XB'].map((territory) => ({ territory, providers: [] })), home: server.url });
  for (const { location, bytes } of [made.lotl, ...made.lists]) server.on(new URL(location).pathname, bytes);
});
afterEach(async () => {
  await refresher?.close();
  refresher = undefined;
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function anchors(): AnchorSet {
  const certificates = made.anchors.map((one) => parseCertificate(one));
  return { publication: 'C/2026/1', date: '2026-01-01', ojUrl: made.ojUrl, lotlUrl: made.lotlUrl, certificates };
}

const store = () => createTrustStore({ folder });
const refresh = () => {
  const lists = createListSource({ copies: createListCopies(join(folder, 'lists')), allowedHosts: [server.host] });
  return refreshTrustLists(anchors(), { store: store(), lists, now: () => clock });
};

/** A refresher that has reached its first wait. */
async function started(more: Partial<TrustRefresherOptions> = {}): Promise<TrustRefresher> {
  refresher = createTrustRefresher({ store: store(), refresh, now: () => clock, random: () => 0.5, wait, ...more });
  await waiting(1);
  return refresher;
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((over) => {
    waits.push({ milliseconds, over });
    signal.addEventListener('abort', () => over());
  });
}

/** Until it has gone to wait so many times. */
async function waiting(times: number): Promise<void> {
  while (waits.length < times) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets the wait end at a later time, and the next begin. */
async function wake(later: number): Promise<void> {
  clock += later;
  const times = waits.length;
  waits.at(-1)?.over();
  await waiting(times + 1);
}

describe('createTrustRefresher', () => {
  it('asks at once where nothing is at hand', async () => {
    const { state } = await started();
    expect(state()).toMatchObject({ running: false, refreshed: clock, failure: undefined, next: clock + 6.3 * HOUR });
    expect(state().snapshot?.id).toBe(store().current()?.snapshot.id);
    expect(state().snapshot?.lists.map(({ territory, sequenceNumber }) => [territory, sequenceNumber])).toEqual([
      ['XA', 7],
      ['XB', 7],
    ]);
    expect([...state().errors]).toEqual([]);
    expect(waits[0]?.milliseconds).toBe(60_000);
  });

  it('takes up a fresh snapshot without asking anybody, and asks when it is due', async () => {
    await refresh();
    const asked = server.requests.length;
    const { state } = await started();
    expect([server.requests.length, state().refreshed, state().snapshot?.lists.length]).toEqual([asked, undefined, 2]);
    await wake(6 * HOUR);
    expect(server.requests.length).toBe(asked);
    await wake(0.3 * HOUR);
    expect(server.requests.length).toBe(asked + 3);
    expect(state().refreshed).toBe(clock);
  });

  it('takes up what another process published', async () => {
    const { state } = await started();
    clock += 1000;
    await refresh();
    await wake(60_000);
    expect(state().snapshot?.taken).toBe(clock - 60_000);
    expect(state().next).toBe(clock - 60_000 + 6.3 * HOUR);
  });

  it('a list that can not be had is told by its error until it can be had again, and is asked for sooner', async () => {
    const path = new URL(made.lists[1]?.location ?? '').pathname;
    server.on(path, (_, response) => void response.writeHead(503).end());
    const { state, refreshNow } = await started();
    expect([...state().errors]).toMatchObject([['XB', { code: 'failed', at: clock }]]);
    expect(state().snapshot?.lists[1]?.codes).toContain('EUTL_NOT_AVAILABLE');
    expect(state().next).toBe(clock + 1.05 * HOUR);
    server.on(path, made.lists[1]?.bytes ?? Buffer.alloc(0));
    await refreshNow();
    expect([...state().errors]).toEqual([]);
    expect(state().snapshot?.lists[1]?.sequenceNumber).toBe(7);
  });

  it('without a network it waits for the next time, and says what is the matter', async () => {
    server.on(new URL(made.lotlUrl).pathname, (_, response) => void response.writeHead(503).end());
    const { state } = await started();
    expect(state()).toMatchObject({ snapshot: undefined, next: clock + 1.05 * HOUR });
    expect([...state().errors]).toMatchObject([['EU', { code: 'failed' }]]);
  });

  it('a refresh that fails as a whole ends nothing', async () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    let broken = true;
    const { state, refreshNow } = await started({ refresh: () => (broken ? Promise.reject(full) : refresh()) });
    expect(state()).toMatchObject({ snapshot: undefined, failure: { code: 'ENOSPC', message: 'no space left', at: clock } });
    broken = false;
    await refreshNow();
    expect(state()).toMatchObject({ failure: undefined, snapshot: { lists: { length: 2 } } });
  });

  it('never asks twice at the same time', async () => {
    const { refreshNow } = await started();
    const asked = server.requests.length;
    await Promise.all([refreshNow(), refreshNow()]);
    expect(server.requests.length).toBe(asked + 3);
  });
});
