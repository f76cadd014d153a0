import {
  createAuthority,
  createCrl,
  createPdf,
  issueSigner,
  ocspResponder,
  signPdf,
  startWebServer,
  type WebServer,
} from '@sigillum/testkit';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningService, startInVain, startService } from './service.js';

const AT = Date.UTC(2026, 6, 1);
const UNTIL = Date.UTC(2045, 0, 1);
const folder = mkdtempSync(join(tmpdir(), 'anchors-'));
const anchor = join(folder, 'root.der');
let server: WebServer;
let document: Uint8Array;

beforeAll(async () => {
  server = await startWebServer();
  const root = createAuthority({ name: 'Root', algorithm: 'P-256' });
  const profile = { ocspUrls: [`${server.url}/ocsp`], crlUrls: [`${server.url}/crl`] };
  const signer = issueSigner(root, { name: 'Signer', algorithm: 'P-256', profile });
  server.on('/ocsp', ocspResponder({ issuer: root, thisUpdate: AT, change: { nextUpdate: UNTIL } }));
  server.on('/crl', createCrl({ issuer: root, thisUpdate: AT, nextUpdate: UNTIL }));
  document = signPdf(await createPdf(), { signer });
  writeFileSync(anchor, root.certificate);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function withService<T>(environment: Record<string, string>, use: (service: RunningService) => Promise<T>): Promise<T> {
  const service = await startService({ SIGILLUM_ANCHORS: anchor, ...environment });
  try {
    return await use(service);
  } finally {
    await service.stop();
  }
}

async function verdict({ url }: RunningService): Promise<unknown> {
  const body = new FormData();
  body.set('document', new Blob([new Uint8Array(document)]));
  body.set('at', '2026-07-01T00:00:01Z');
  const report = (await (await fetch(`${url}/v1/validations`, { method: 'POST', body })).json()) as {
    signatures: { indication: string }[];
  };
  return report.signatures[0]?.indication;
}

async function online({ url }: RunningService): Promise<unknown> {
  return ((await (await fetch(`${url}/health/ready`)).json()) as { online: unknown }).online;
}

test('what the document lacks is asked for once, and the state of it can be seen', async () => {
  await withService({ SIGILLUM_ALLOWED_HOSTS: server.host, SIGILLUM_METRICS_PORT: '0' }, async (service) => {
    expect(await online(service)).toEqual({ requests: 0, cacheHits: 0, failures: {}, resting: [] });
    expect([await verdict(service), await verdict(service)]).toEqual(['TOTAL-PASSED', 'TOTAL-PASSED']);
    expect(await online(service)).toEqual({ requests: 1, cacheHits: 1, failures: {}, resting: [] });
    expect(server.requests.map(({ path }) => path)).toEqual(['/ocsp']);
    const [, metrics = ''] = /"metrics":"([^"]+)"/.exec(service.output()) ?? [];
    expect(await (await fetch(metrics)).text()).toContain('\nsigillum_online_requests_total 1\n');
    expect([(await fetch(metrics.replace('metrics', ''))).status, (await fetch(`${service.url}/metrics`)).status]).toEqual([404, 404]);
  });
});

test('O06 a host that fails is seen to rest', async () => {
  const broken = await startWebServer();
  broken.on('/*', (_, response) => void response.writeHead(503).end());
  const root = createAuthority({ name: 'Root', algorithm: 'P-256' });
  const urls = ['/1', '/2', '/3', '/4'].map((path) => broken.url + path);
  const signer = issueSigner(root, { name: 'Signer', algorithm: 'P-256', profile: { crlUrls: urls } });
  const [own, ours] = [document, join(folder, 'other.der')];
  document = signPdf(await createPdf(), { signer });
  writeFileSync(ours, root.certificate);
  await withService({ SIGILLUM_ANCHORS: ours, SIGILLUM_ALLOWED_HOSTS: broken.host }, async (service) => {
    expect(await verdict(service)).toBe('INDETERMINATE');
    expect(await online(service)).toMatchObject({ requests: 3, resting: [broken.url] });
  });
  document = own;
  await broken.close();
});

test('K05 inner addresses are not asked, and with SIGILLUM_ONLINE=no nobody is', async () => {
  (server.requests as unknown[]).splice(0);
  await withService({}, async (service) => {
    expect([await verdict(service), await online(service)]).toEqual([
      'INDETERMINATE',
      { requests: 0, cacheHits: 0, failures: { blocked: 2 }, resting: [] },
    ]);
  });
  await withService({ SIGILLUM_ONLINE: 'no', SIGILLUM_ALLOWED_HOSTS: server.host }, async (service) => {
    expect([await verdict(service), await online(service)]).toEqual(['INDETERMINATE', 'off']);
  });
  expect(server.requests).toEqual([]);
});

test.each([
  ['SIGILLUM_ONLINE', 'maybe'],
  ['SIGILLUM_FETCHES', '-1'],
  ['SIGILLUM_OCSP_NONCE', 'yes'],
  ['SIGILLUM_CACHE', '/dev/null/cache'],
])('a wrong %s stops the start with its name', async (variable, value) => {
  const { code, output } = await startInVain({ [variable]: value });
  expect([code, output.includes(variable)]).toEqual([2, true]);
});
