import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTrustStore } from '@sigillum/adapters';
import { readPem } from '@sigillum/encoding';
import { type SmallEurope, startWebServer, type WebServer } from '@sigillum/testkit';
import { buildSnapshot } from '@sigillum/tsl';
import { parseCertificate } from '@sigillum/x509';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { europeTrusting, savedEurope } from './europe.js';
import { type RunningService, startService } from './service.js';

const root = join(import.meta.dirname, '../../..');
const signed = readFileSync(join(root, 'fixtures/pades-baseline/b-rsa2048/input.pdf'));
const [authority = new Uint8Array()] = readPem(readFileSync(join(root, 'fixtures/pki/root.pem'), 'latin1')).map(({ bytes }) => bytes);
let folder: string;
let server: WebServer;
let europe: SmallEurope;
let service: RunningService | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refreshing-'));
  server = await startWebServer();
  europe = europeTrusting(authority, { home: server.url });
});
afterEach(async () => {
  await service?.stop();
  service = undefined;
  await server.close();
  rmSync(folder, { recursive: true });
});

function publish(one: SmallEurope): void {
  for (const { location, bytes } of [one.lotl, ...one.lists]) server.on(new URL(location).pathname, bytes);
}

async function started(more: Record<string, string> = {}): Promise<RunningService> {
  const { SIGILLUM_LOTL_ANCHORS = '' } = savedEurope(join(folder, 'saved'), europe);
  service = await startService({
    SIGILLUM_TRUST_LISTS: 'refresh',
    SIGILLUM_LOTL_ANCHORS,
    SIGILLUM_DATA: join(folder, 'data'),
    SIGILLUM_ALLOWED_HOSTS: server.host,
    ...more,
  });
  return service;
}

async function ready({ url }: RunningService): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${url}/health/ready`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

function posted({ url }: RunningService, at?: string): Promise<Response> {
  const body = new FormData();
  body.set('document', new Blob([Uint8Array.from(signed)]));
  if (at !== undefined) body.set('at', at);
  return fetch(`${url}/v1/validations`, { method: 'POST', body });
}

async function verdict(running: RunningService): Promise<{ trust: { snapshot?: string }; word: string | undefined }> {
  const response = await posted(running);
  const { trust, signatures } = (await response.json()) as { trust: { snapshot?: string }; signatures: { qualification: string }[] };
  return { trust, word: signatures[0]?.qualification };
}

const LONG = { timeout: 20_000, interval: 200 };

test('lists are downloaded, and a new snapshot reaches the workers without a restart', async () => {
  publish(europe);
  const running = await started();
  await expect.poll(async () => (await ready(running)).status, LONG).toBe(200);
  const before = await verdict(running);
  expect(before.word).toBe('QESIG');

  publish(
    europeTrusting(authority, {
      home: server.url,
      like: europe,
      sequenceNumber: 101,
      countries: [{ territory: 'XA', providers: [], sequenceNumber: 8 }],
    }),
  );
  running.process.kill('SIGHUP');
  await expect.poll(async () => (await verdict(running)).trust.snapshot, LONG).not.toBe(before.trust.snapshot);
  expect((await verdict(running)).word).toBe('NA');

  const old = await fetch(`${running.url}/v1/trust/snapshots/${before.trust.snapshot}`);
  expect(old.status).toBe(200);
});

test('what was stored is in use at once after a restart, also where nobody is asked any more', async () => {
  publish(europe);
  const first = await started();
  await expect.poll(async () => (await ready(first)).status, LONG).toBe(200);
  await first.stop();
  await server.close();
  server = await startWebServer();
  const again = await started({ SIGILLUM_ONLINE: 'no' });
  expect((await ready(again)).body).toMatchObject({ status: 'ok', trustLists: { usable: 2 } });
  expect((await verdict(again)).word).toBe('QESIG');
});

test('where the lists can not be had, readiness says why, and all but qualification is judged', async () => {
  const running = await started({ SIGILLUM_ANCHORS: join(root, 'fixtures/pki/root.pem') });
  await expect.poll(async () => (await ready(running)).body.detail, LONG).toContain('could not be had: http');
  expect((await ready(running)).body.detail).not.toContain('LOTL_VERIFICATION_FAILED');
  expect(await verdict(running)).toMatchObject({ trust: { anchors: 1, trustLists: 'missing' }, word: 'NA' });
});

test('lists of other signers are refused, and what was in use stays', async () => {
  publish(europe);
  const running = await started();
  await expect.poll(async () => (await ready(running)).status, LONG).toBe(200);
  const before = await verdict(running);
  publish(europeTrusting(authority, { home: server.url, sequenceNumber: 101 }));
  running.process.kill('SIGHUP');
  const failed = async (): Promise<unknown> => ((await ready(running)).body.refresh as { failed: unknown }).failed;
  await expect.poll(failed, LONG).toEqual(expect.arrayContaining([{ territory: 'EU', code: 'LOTL_VERIFICATION_FAILED' }]));
  expect(await verdict(running)).toEqual(before);
});

/** Has the data folder hold these lists as of a time at which they were in date. */
async function stored({ anchors, ...files }: SmallEurope, now: number): Promise<void> {
  const snapshot = await buildSnapshot({ ...files, anchors: anchors.map((one) => parseCertificate(one)), now });
  expect(createTrustStore({ folder: join(folder, 'data/trust') }).publish(snapshot, 0)).toBe(true);
}

test('T-04 a list of the lists that is past its next update judges nothing any more, but for moments at which it was not', async () => {
  await stored(europeTrusting(authority, { nextUpdate: Date.UTC(2026, 5, 3) }), Date.UTC(2026, 5, 2));
  const running = await started({ SIGILLUM_ONLINE: 'no' });
  const asked = async (at?: string): Promise<[number, string | null, object]> => {
    const response = await posted(running, at);
    return [response.status, response.headers.get('retry-after'), (await response.json()) as object];
  };
  expect((await ready(running)).body.detail).toContain('past its next update');
  expect(await asked()).toMatchObject([503, '5', { code: 'TRUST_LISTS_UNUSABLE' }]);
  expect(await asked('2026-06-02T12:00:00Z')).toMatchObject([200, null, { signatures: [{ qualification: 'QESIG' }] }]);
});

test('a moment at which the list of the lists will be past its next update can not be asked about', async () => {
  await stored(europe, Date.now());
  const response = await posted(await started({ SIGILLUM_ONLINE: 'no' }), '2045-01-02T00:00:00Z');
  expect([response.status, await response.json()]).toMatchObject([400, { code: 'PARAMETER_INVALID' }]);
});

test('stored lists that are damaged while they are in use are told as that', async () => {
  await stored(europe, Date.now());
  const running = await started({ SIGILLUM_ONLINE: 'no' });
  expect((await ready(running)).status).toBe(200);
  const snapshots = join(folder, 'data/trust/snapshots');
  for (const name of readdirSync(snapshots)) writeFileSync(join(snapshots, name), 'damaged');
  const response = await posted(running);
  expect([response.status, response.headers.get('retry-after'), await response.json()]).toMatchObject([
    503,
    '5',
    { code: 'TRUST_LISTS_UNUSABLE' },
  ]);
});
