import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTrustStore } from '@sigillum/adapters';
import { readPem } from '@sigillum/encoding';
import type { TrustCountry, TrustDifference, TrustLookUp, TrustOverview } from '@sigillum/reports';
import { createSmallEurope, EUROPE_ISSUED, EUROPE_NEXT_UPDATE, type SmallEurope, startWebServer, type WebServer } from '@sigillum/testkit';
import { buildSnapshot } from '@sigillum/tsl';
import { parseCertificate } from '@sigillum/x509';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANCHOR, GOOD, linesOf, put, type Ran, sigillum, temporaryFolder } from '../sigillum.js';

const folder = temporaryFolder();
const SINCE = Date.UTC(2020, 0, 1);
const NEXT = Date.UTC(2090, 0, 1);
const root = readPem(readFileSync(ANCHOR, 'latin1'))[0]?.bytes ?? new Uint8Array();
let server: WebServer;
let made: SmallEurope;

beforeAll(async () => {
  server = await startWebServer();
  made = europe();
  serve(made);
});
afterAll(() => server.close());

function europe(number = 7, like?: SmallEurope): SmallEurope {
  const criteria = { assert: 'atLeastOne', keyUsage: [{ nonRepudiation: true }, { nonRepudiation: false }] } as const;
  const state = {
    status: 'granted',
    since: SINCE,
    information: ['ForeSignatures'],
    qualifications: [{ qualifiers: ['QCStatement', 'QCForESig', 'QCWithQSCD'], criteria }],
  };
  const states = number > 7 ? [{ status: 'withdrawn', since: Date.UTC(2026, 5, 20) }, state] : [state];
  const services = [{ type: 'CA/QC', name: 'Fixture authority', certificates: [root], states }];
  return createSmallEurope({
    countries: [{ territory: 'XA', providers: [{ name: 'Listed Provider', services }], sequenceNumber: number }],
    home: server.url,
    sequenceNumber: 93 + number,
    nextUpdate: NEXT,
    ...(like && { like }),
  });
}

function serve({ lotl, lists }: SmallEurope): void {
  for (const { location, bytes } of [lotl, ...lists]) server.on(new URL(location).pathname, bytes);
}

/** The publication that announces who signs these lists, as a file of `trust-lists/`. */
function anchorFile(name: string, { ojUrl, lotlUrl, anchors }: SmallEurope): string {
  const certificates = anchors.map((bytes) => {
    const { subject, sha256 } = parseCertificate(bytes);
    return { subject: subject.text, sha256, der: Buffer.from(bytes).toString('base64') };
  });
  return put(
    folder,
    name,
    JSON.stringify({ publication: 'C/2026/1', date: '2026-01-01', ojUrl, lotlUrl, source: 'made for a test', certificates }),
  );
}

const inData = (name: string) => {
  const environment = { SIGILLUM_DATA: join(folder, name), SIGILLUM_ALLOWED_HOSTS: server.host };
  return (...args: readonly string[]): Promise<Ran> => sigillum(args, '', environment);
};
const json = <T>({ out }: Ran): T => JSON.parse(out) as T;

/** A data folder whose anchors are those of the made lists. */
async function accepted(name: string): Promise<(...args: readonly string[]) => Promise<Ran>> {
  const run = inData(name);
  const staged = json<{ id: string; from: string }[]>(await run('trust', 'anchors', 'stage', anchorFile(`${name}.json`, made), '--json'));
  const id = staged.find(({ from }) => from === 'staged')?.id ?? '';
  expect((await run('trust', 'anchors', 'accept', id)).status).toBe(0);
  return run;
}

describe('sigillum trust', () => {
  it('without lists says what to do: status 6', async () => {
    const ran = await inData('empty')('trust', 'show');
    expect(ran).toMatchObject({ status: 6, out: '' });
    expect(ran.err).toContain('sigillum trust refresh');
  });

  it('a staged set of anchors has no effect before it is accepted by its id, and both are shown', async () => {
    const run = inData('staging');
    const file = anchorFile('new.json', made);
    const staged = json<{ id: string; from: string; active: boolean; certificates: { sha256: string }[] }[]>(
      await run('trust', 'anchors', 'stage', file, '--json'),
    );
    expect(staged.map(({ from, active }) => [from, active])).toEqual([
      ['shipped', true],
      ['staged', false],
    ]);
    expect(staged[1]?.certificates.map(({ sha256 }) => sha256)).toEqual(made.anchors.map((one) => parseCertificate(one).sha256));
    expect(await run('trust', 'anchors', 'accept', 'A-0000000000000000')).toMatchObject({ status: 2, out: '' });
    const shown = await run('trust', 'anchors', 'accept', staged[1]?.id ?? '');
    expect(shown.out).toContain(`${staged[1]?.id} is in effect`);
    expect(shown.out).toMatch(new RegExp(`^${staged[1]?.id} .*, accepted, ACTIVE$`, 'm'));
    const after = json<typeof staged>(await run('trust', 'anchors', '--json'));
    expect(after.filter(({ active }) => active).map(({ id, from }) => [id, from])).toEqual([[staged[1]?.id, 'accepted']]);
    const forged = put(folder, 'forged.json', readFileSync(file, 'utf8').replace(/"sha256":"./, '"sha256":"x'));
    expect(await run('trust', 'anchors', 'stage', forged)).toMatchObject({ status: 7, out: '' });
  });

  it('refreshes, shows, finds, compares; and verdicts are drawn from what is stored', async () => {
    const run = await accepted('life');
    expect(linesOf(await run('validate', '--offline', '--ndjson', GOOD))).toMatchObject([
      { exitCode: 6, trust: { trustLists: 'missing' } },
    ]);
    const refreshed = await run('trust', 'refresh', '--json');
    expect(refreshed.status).toBe(0);
    expect(json<{ result: string; overview: TrustOverview }>(refreshed)).toMatchObject({ result: 'published', overview: { usable: true } });

    const overview = json<TrustOverview>(await run('trust', 'show', '--json'));
    expect(overview.lists).toMatchObject([{ territory: 'XA', use: 'current', inUse: { sequenceNumber: 7 } }]);
    expect(json<TrustCountry>(await run('trust', 'show', 'xa', '--json')).providers[0]?.names).toEqual(['Listed Provider']);
    expect((await run('trust', 'show', 'XX')).status).toBe(2);
    const found = json<TrustLookUp>(await run('trust', 'find', ANCHOR, '--json', '--at', '2026-06-02T12:00:00Z'));
    expect(found.found.map(({ match, stateAt }) => [match, stateAt?.status])).toEqual([['itself', 'granted']]);
    expect((await run('trust', 'find', 'listed prov')).out).toContain('Named: XA, Listed Provider');

    const at = ['--offline', '--at', '2026-06-25T12:00:00Z', '--ndjson'];
    const qualified = linesOf(await run('validate', ...at, GOOD));
    expect(qualified).toMatchObject([{ exitCode: 0, trust: { snapshot: overview.snapshot }, signatures: [{ qualification: 'QESIG' }] }]);

    serve(europe(8, made));
    expect((await run('trust', 'refresh')).out).toContain('Fixture authority (CA/QC) status: granted → withdrawn');
    const now = json<{ snapshot: string; stored: { snapshot: string }[] }>(await run('trust', 'snapshot', '--json'));
    expect(now.snapshot).not.toBe(overview.snapshot);
    expect(now.stored.map(({ snapshot }) => snapshot)).toEqual([now.snapshot, overview.snapshot]);
    const difference = json<TrustDifference>(await run('trust', 'diff', overview.snapshot, now.snapshot.slice(0, 20), '--json'));
    expect(difference.lists).toMatchObject([{ territory: 'EU' }, { territory: 'XA', from: 7, to: 8 }]);
    expect(linesOf(await run('validate', ...at, '--trust-snapshot', overview.snapshot, GOOD))).toEqual(qualified);
    expect(linesOf(await run('validate', ...at, GOOD))).toMatchObject([{ trust: { snapshot: now.snapshot } }]);
    expect(linesOf(await run('validate', ...at, '--no-trust-lists', GOOD))).toMatchObject([{ trust: { trustLists: 'not-used' } }]);
    expect((await run('validate', '--trust-snapshot', 'L-00', GOOD)).status).toBe(2);
    expect((await run('validate', '--trust-snapshot', 'L-00', '--no-trust-lists', GOOD)).status).toBe(2);
    serve(made);
  });

  it('refuses lists that the active anchors have not signed: status 6, and what cannot be had: status 8', async () => {
    const stranger = createSmallEurope({ countries: [], home: server.url, nextUpdate: NEXT });
    serve(stranger);
    const run = await accepted('refused');
    const refused = await run('trust', 'refresh', '--json');
    expect([refused.status, json<{ result: string; codes: string[] }>(refused)]).toMatchObject([
      6,
      { result: 'refused', codes: ['LOTL_VERIFICATION_FAILED', 'PIVOT_0_SIGNER_CERT_NOT_AUTHENTICATED_BY_OJEU'] },
    ]);
    server.on('/eu-lotl.xml', (_, response) => void response.writeHead(503).end());
    const gone = await run('trust', 'refresh', '--json');
    expect([gone.status, json<{ result: string; codes: string[] }>(gone)]).toMatchObject([
      8,
      { result: 'refused', codes: ['LOTL_VERIFICATION_FAILED', 'LOTL_NOT_AVAILABLE'] },
    ]);
    const told = (await run('trust', 'refresh')).out;
    expect(told).toContain('The list of the lists could not be downloaded, and nothing has changed.');
    expect(told).toContain('LOTL_NOT_AVAILABLE: The EU list of the trusted lists is not at hand.');
    expect(told).toContain('No trusted lists are stored');
    expect(told).not.toContain('L-E3B0C442'); // the digest of nothing is no snapshot to speak of
    expect((await run('trust', 'show')).status).toBe(6);
    serve(made);
  });

  it('draws no verdict from stored lists that are damaged: the last good ones, or status 6', async () => {
    const run = await accepted('damaged');
    await run('trust', 'refresh');
    mkdirSync(join(folder, 'damaged/trust/current/000000000009'));
    const ran = await run('validate', '--offline', GOOD);
    expect(ran).toMatchObject({ status: 6, out: '' });
    expect(ran.err).toContain('EISDIR');
    writeFileSync(join(folder, 'damaged/trust/current/000000000010'), 'nothing');
    expect((await run('trust', 'show')).status).toBe(6);
  });

  it('judges nothing by a stored list of the lists that is past its next update: status 6, also of a certificate', async () => {
    const run = inData('overdue');
    const lists = createSmallEurope({ countries: [{ territory: 'XA', providers: [] }] });
    const snapshot = await buildSnapshot({
      ...lists,
      anchors: lists.anchors.map((one) => parseCertificate(one)),
      now: EUROPE_ISSUED,
    });
    expect(createTrustStore({ folder: join(folder, 'overdue/trust') }).publish(snapshot, 0)).toBe(true);
    const [before, after] = [-1, 1].map((more) => new Date(EUROPE_NEXT_UPDATE + more * 1000).toISOString());
    const ran = await run('validate', '--offline', '--ndjson', '--at', String(after), GOOD);
    expect(ran).toMatchObject({ status: 6, out: '' });
    expect(ran.err).toContain('sigillum trust refresh');
    const certificates = await run('certificate', '--offline', '--ndjson', '--at', String(after), ANCHOR);
    expect(linesOf(certificates)).toMatchObject([{ exitCode: 6, error: { code: 'TRUST_LISTS_UNUSABLE' } }]);
    expect(linesOf(await run('validate', '--offline', '--ndjson', '--at', String(before), GOOD))).toMatchObject([
      { trust: { trustLists: 'used', snapshot: snapshot.id } },
    ]);
    expect((await run('trust', 'show', '--at', String(after))).status).toBe(0);
  });

  it('a data folder that can not be written is told as that: status 6, nothing on standard output', async () => {
    const ran = await inData(put(folder, 'a-file', '').slice(folder.length + 1))('trust', 'refresh');
    expect(ran).toMatchObject({ status: 6, out: '' });
    expect(ran.err).toContain('ENOTDIR');
  });

  it.each([
    ['trust'],
    ['trust', 'shw'],
    ['trust', 'find'],
    ['trust', 'diff', 'L-1'],
    ['trust', 'anchors', 'drop', 'x'],
    ['trust', 'show', '--bad'],
  ])('wrong usage: %s %s', async (...args) => {
    expect(await inData('empty')(...args)).toMatchObject({ status: 2, out: '' });
  });
});
