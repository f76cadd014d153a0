import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refreshTrustLists, type TrustRefresh } from '@sigillum/flows';
import {
  createSmallEurope,
  type EuropeFile,
  type EuropeOptions,
  type SmallEurope,
  startWebServer,
  type WebServer,
} from '@sigillum/testkit';
import type { TrustSnapshot } from '@sigillum/tsl';
import { parseCertificate } from '@sigillum/x509';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createListCopies } from '../../store/trust/list-copies.js';
import { createTrustStore } from '../../store/trust/trust-store.js';
import { createListSource } from './list-source.js';

const NOW = Date.UTC(2026, 6, 1);
let folder: string;
let server: WebServer;
let clock: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refreshing-'));
  server = await startWebServer();
  clock = NOW;
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.close();
});

const COUNTRIES = ['XA', 'XB', 'XC'].map((territory) => ({ territory, providers: [] }));
const europe = (options: Partial<EuropeOptions> = {}): SmallEurope =>
  createSmallEurope({ countries: COUNTRIES, home: server.url, ...options });
const pathOf = ({ location }: { location: string }): string => new URL(location).pathname;

/** Serves a file as web servers do: with an entity tag, and nothing where that is at hand. */
function serve(...files: readonly EuropeFile[]): void {
  for (const file of files) {
    const etag = `"${createHash('sha256').update(file.bytes).digest('hex')}"`;
    server.on(pathOf(file), ({ headers }, response) => {
      response.setHeader('etag', etag).setHeader('last-modified', 'Mon, 01 Jun 2026 00:00:00 GMT');
      if (headers['if-none-match'] === etag) response.writeHead(304).end();
      else response.end(file.bytes);
    });
  }
}

const serveAll = ({ lotl, pivots, lists }: SmallEurope): void => serve(lotl, ...pivots, ...lists);
const store = () => createTrustStore({ folder });

function refresh(made: SmallEurope, total = 60_000): Promise<TrustRefresh> {
  const lists = createListSource({
    copies: createListCopies(join(folder, 'lists')),
    allowedHosts: [server.host],
    limits: { connect: total, total, redirects: 3 },
  });
  const certificates = made.anchors.map((one) => parseCertificate(one));
  const anchors = { publication: 'C/2026/1', date: '2026-01-01', ojUrl: made.ojUrl, lotlUrl: made.lotlUrl, certificates };
  return refreshTrustLists(anchors, { store: store(), lists, now: () => clock });
}

const statusOf = (snapshot: TrustSnapshot | undefined, territory: string) => snapshot?.lists.find((one) => one.territory === territory);
const codes = (snapshot: TrustSnapshot | undefined) => snapshot?.lists.map((one) => [one.territory, one.codes.at(-1)]);
const trusted = (snapshot: TrustSnapshot | undefined) => snapshot?.trusted.map((one) => `${one.territory}-${one.sequenceNumber}`);
const outcomes = ({ downloads }: TrustRefresh) => downloads.map((one) => [one.territory, one.error?.code ?? one.outcome]);

describe('refreshTrustLists over a real server', () => {
  it('downloads everything over the pivots, and then only what has changed', async () => {
    const made = europe({ pivots: 2 });
    serveAll(made);
    const first = await refresh(made);
    expect(first.result).toBe('published');
    expect(first.made.lotl).toMatchObject({ process: 'PROCESS_PASSED', location: made.lotlUrl });
    expect(trusted(store().current()?.snapshot)).toEqual(['XA-7', 'XB-7', 'XC-7']);
    expect(outcomes(first)).toEqual(['EU', 'EU', 'EU', 'XA', 'XB', 'XC'].map((territory) => [territory, 'downloaded']));
    serve(...europe({ like: made, countries: [{ territory: 'XB', providers: [], sequenceNumber: 8 }] }).lists);
    clock += 1000;
    const second = await refresh(made);
    expect(outcomes(second).filter(([, outcome]) => outcome !== 'unchanged')).toEqual([['XB', 'downloaded']]);
    expect(trusted(second.inUse)).toEqual(['XA-7', 'XB-8', 'XC-7']);
    expect(second.made.taken).toBe(NOW + 1000);
    expect(server.requests.at(-1)?.headers).toMatchObject({ 'if-modified-since': 'Mon, 01 Jun 2026 00:00:00 GMT' });
  });

  it('T05 a country that hangs, one that never ends and one that leads inside stop no other', async () => {
    const countries = ['XA', 'XB', 'XC', 'XD', 'XE', 'XF'].map((territory) => ({ territory, providers: [] }));
    const made = europe({ countries });
    serveAll(made);
    const inner = await startWebServer();
    inner.on('/secret', Buffer.from('inner'));
    const [xa, xb, xc, xd, xe] = made.lists.map(pathOf);
    server.on(xa ?? '', () => undefined);
    server.on(xb ?? '', (_, response) => {
      const piece = Buffer.alloc(1024 * 1024, ' ');
      const more = (): void => void response.write(piece, (error) => (error ? undefined : setImmediate(more)));
      more();
    });
    server.on(xc ?? '', (_, response) => void response.writeHead(302, { location: `${inner.url}/secret` }).end());
    server.on(xd ?? '', (_, response) => void response.writeHead(200, { 'content-length': '200000000' }).end('x'));
    server.on(xe ?? '', (_, response) => void response.writeHead(503).end());
    const done = await refresh(made, 3_000);
    expect(outcomes(done)).toEqual([
      ['EU', 'downloaded'],
      ['XA', 'timed-out'],
      ['XB', 'too-large'],
      ['XC', 'blocked'],
      ['XD', 'too-large'],
      ['XE', 'failed'],
      ['XF', 'downloaded'],
    ]);
    expect(inner.requests).toEqual([]);
    await inner.close();
    expect(codes(done.inUse)?.slice(4)).toEqual([
      ['XE', 'EUTL_NOT_AVAILABLE'],
      ['XF', 'EUTL_VERIFICATION_PASSED'],
    ]);
    expect(trusted(store().current()?.snapshot)).toEqual(['XF-7']);
  });

  it('T01 T02 refuses a rollback, another list of the same number and a broken one, and keeps the last good ones with their age', async () => {
    const made = europe({ countries: COUNTRIES.map((one) => ({ ...one, sequenceNumber: 9 })) });
    serveAll(made);
    await refresh(made);
    const older = europe({ like: made, countries: [{ territory: 'XA', providers: [], sequenceNumber: 8 }] });
    const other = europe({ like: made, countries: [{ territory: 'XB', providers: [{ name: 'Other', services: [] }], sequenceNumber: 9 }] });
    const [, , xc] = made.lists;
    if (xc === undefined) throw new Error('no list');
    serve(...older.lists, ...other.lists, {
      ...xc,
      bytes: Buffer.from(Buffer.from(xc.bytes).toString().replace('Test list', 'Fake list')),
    });
    clock += 5000;
    const { inUse } = await refresh(made);
    expect(codes(inUse)).toEqual([
      ['XA', 'TL_SEQUENCE_NUMBER_LOWER'],
      ['XB', 'TL_SEQUENCE_NUMBER_REUSED'],
      ['XC', 'TL_SIGNATURE_DIGEST_MISMATCH'],
    ]);
    expect(trusted(inUse)).toEqual(['XA-9', 'XB-9', 'XC-9']);
    expect(statusOf(store().current()?.snapshot, 'XA')?.kept).toMatchObject({ sequenceNumber: 9, authenticated: NOW });
    serveAll(made);
    expect(codes((await refresh(made)).inUse)?.map(([, code]) => code)).toEqual(Array(3).fill('EUTL_VERIFICATION_PASSED'));
  });

  it.each([['XA-7.xml'], ['EU-lotl.xml'], ['EU-lotl-pivot-10.xml']])(
    'a forged %s that once came under the tag of the true one keeps that out no longer than it comes',
    async (name) => {
      const made = europe({ pivots: 1 });
      serveAll(made);
      const truth = [made.lotl, ...made.pivots, ...made.lists].find((one) => one.name === name);
      if (truth === undefined) throw new Error(`there is no ${name}`);
      const etag = `"${createHash('sha256').update(truth.bytes).digest('hex')}"`;
      const forged = Buffer.from(Buffer.from(truth.bytes).toString().replace('Test list', 'Fake list'));
      server.on(pathOf(truth), (_, response) => void response.setHeader('etag', etag).end(forged));
      const inUse = async (): Promise<boolean> => trusted((await refresh(made)).inUse)?.includes('XA-7') ?? false;
      expect(await inUse()).toBe(false);
      serveAll(made);
      expect(await inUse()).toBe(true);
    },
  );

  it('keeps everything where nothing answers, and takes nothing into use that never was good', async () => {
    const made = europe();
    const none = await refresh(made);
    expect([none.result, none.inUse, none.made.lotl.codes]).toEqual([
      'refused',
      undefined,
      ['LOTL_VERIFICATION_FAILED', 'LOTL_NOT_AVAILABLE'],
    ]);
    expect(store().current()).toBeUndefined();
    serveAll(made);
    await refresh(made);
    for (const file of [made.lotl, ...made.lists]) server.on(pathOf(file), (_, response) => void response.writeHead(500).end());
    const { result, inUse } = await refresh(made);
    expect([result, trusted(inUse), inUse?.lotl.kept?.sequenceNumber]).toEqual(['published', ['XA-7', 'XB-7', 'XC-7'], 100]);
    const stranger = europe();
    serveAll(stranger);
    const refused = await refresh({ ...made, anchors: stranger.anchors.slice(0, 0) });
    expect(refused.result).toBe('refused');
    expect(trusted(store().current()?.snapshot)).toEqual(['XA-7', 'XB-7', 'XC-7']);
  });

  it('does not put its own in the place of what another process published meanwhile', async () => {
    const made = europe();
    serveAll(made);
    await refresh(made);
    const newer = europe({ like: made, countries: COUNTRIES.map((one) => ({ ...one, sequenceNumber: 8 })) });
    let other: Promise<TrustRefresh> | undefined;
    const [xa] = made.lists;
    if (xa === undefined) throw new Error('no list');
    server.on(pathOf(xa), (_, response) => {
      serve(...newer.lists);
      other ??= refresh(made);
      void other.then(() => response.end(xa.bytes));
    });
    const slow = await refresh(made);
    expect([slow.result, (await other)?.result]).toEqual(['overtaken', 'published']);
    expect(trusted(slow.inUse)).toEqual(['XA-8', 'XB-8', 'XC-8']);
  });
});
