import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toBase64 } from '@sigillum/encoding';
import { createAuthority, issueSigner } from '@sigillum/testkit';
import { readSnapshot } from '@sigillum/tsl';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { europeTrusting, savedEurope } from './europe.js';
import { type RunningService, startService } from './service.js';

const folder = mkdtempSync(join(tmpdir(), 'trust-'));
const authority = createAuthority({ name: 'Authority', algorithm: 'P-256' });
const signer = issueSigner(authority, { name: 'Signer', algorithm: 'P-256' }).certificate;
let service: RunningService;
let without: RunningService;

beforeAll(async () => {
  service = await startService(savedEurope(folder, europeTrusting(authority.certificate)));
  without = await startService({ SIGILLUM_TRUST_LISTS: '', SIGILLUM_ONLINE: 'no', SIGILLUM_DATA: join(folder, 'data') });
});
afterAll(async () => {
  await Promise.all([service.stop(), without.stop()]);
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function get(path: string, from = service): Promise<Answer> {
  const response = await fetch(`${from.url}/v1/trust${path}`);
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

test('the overview has the state of each list', async () => {
  expect(await get('')).toMatchObject({
    status: 200,
    body: {
      usable: true,
      counts: { lists: 2, current: 1, overdue: 1, services: 1 },
      listOfLists: { territory: 'EU', use: 'current', inUse: { sequenceNumber: 100 } },
      lists: [
        { territory: 'XA', use: 'current', granted: 1 },
        { territory: 'XB', use: 'overdue', codes: expect.arrayContaining(['WARNING_EUTL_NEXTUPDATE_PASSED']) as unknown },
      ],
    },
  });
});

test('a country, a provider, a service', async () => {
  const service = { current: { type: 'CA/QC', status: 'granted', from: '2020-01-01T00:00:00Z' }, history: [] };
  const provider = { names: ['Listed Provider'], services: [service] };
  for (const name of ['XA', 'xa']) expect(await get(`/lists/${name}`)).toMatchObject({ status: 200, body: { providers: [provider] } });
  expect(await get('/lists/XA/providers/1')).toMatchObject({ status: 200, body: provider });
  expect(await get('/lists/XA/providers/1/services/1')).toMatchObject({ status: 200, body: service });
});

test('the issuer of a certificate is found by its key, at a moment', async () => {
  const found = { territory: 'XA', provider: 'Listed Provider' };
  for (const text of [toBase64(signer), toBase64(signer).replaceAll('+', '-').replaceAll('/', '_')]) {
    const answer = await get(`/services?certificate=${encodeURIComponent(text)}`);
    expect(answer).toMatchObject({
      status: 200,
      body: { total: 1, found: [{ ...found, match: 'issuer', stateAt: { status: 'granted' } }] },
    });
  }
  const itself = await get(`/services?certificate=${toBase64(authority.certificate)}&at=2019-12-31T00:00:00Z`);
  expect(itself).toMatchObject({ status: 200, body: { at: '2019-12-31T00:00:00Z', found: [{ match: 'itself', stateAt: null }] } });
  expect(await get('/services?name=LISTED%20prov')).toMatchObject({
    status: 200,
    body: { total: 1, found: [{ ...found, match: 'name' }] },
  });
  expect(await get('/services?name=nobody')).toMatchObject({ status: 200, body: { total: 0, found: [] } });
});

test('the snapshot that reports name can be had and read', async () => {
  const { snapshot } = (await get('')).body as { snapshot: string };
  const response = await fetch(`${service.url}/v1/trust/snapshots/${snapshot}`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
  expect(readSnapshot(new Uint8Array(await response.arrayBuffer())).id).toBe(snapshot);
});

test.each([
  ['/lists/XC', 404, 'NOT_FOUND'],
  ['/lists/XA/providers/2', 404, 'NOT_FOUND'],
  ['/lists/XA/providers/0', 404, 'NOT_FOUND'],
  ['/lists/XA/providers/length', 404, 'NOT_FOUND'],
  ['/lists/XA/providers/1/services/9', 404, 'NOT_FOUND'],
  ['/snapshots/L-00', 404, 'NOT_FOUND'],
  ['/services', 400, 'PARAMETER_INVALID'],
  ['/services?name=', 400, 'PARAMETER_INVALID'],
  ['/services?name=a&name=b', 400, 'PARAMETER_INVALID'],
  [`/services?name=a&certificate=${toBase64(signer)}`, 400, 'PARAMETER_INVALID'],
  ['/services?name=a&at=yesterday', 400, 'PARAMETER_INVALID'],
  ['/services?name=a&at=2026-01-01T00:00:00Z&at=2026-01-01T00:00:00Z', 400, 'PARAMETER_INVALID'],
  ['/services?certificate=AAAA', 422, 'CERTIFICATE_UNREADABLE'],
  ['/services?certificate=%2A', 422, 'CERTIFICATE_UNREADABLE'],
])('%s: %i %s', async (path, status, code) => {
  const answer = await get(path);
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
});

test('a service without lists says so', async () => {
  expect(await get('', without)).toMatchObject({ status: 503, body: { code: 'TRUST_LISTS_UNUSABLE' } });
});

test('the API description has every address', async () => {
  const { paths } = (await (await fetch(`${service.url}/docs-json`)).json()) as { paths: object };
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/v1/trust',
      '/v1/trust/lists/{country}',
      '/v1/trust/services',
      '/v1/certificates/validations',
      '/v1/demonstration',
    ]),
  );
});

test('the API description says of the answers what the published schemas say, and no reference leads nowhere', async () => {
  const text = await (await fetch(`${service.url}/docs-json`)).text();
  const { openapi, components, paths } = JSON.parse(text) as {
    openapi: string;
    components: { schemas: Record<string, { required?: string[] }> };
    paths: Record<string, { post?: { responses: Record<string, object> } }>;
  };
  expect(openapi).toBe('3.1.0');
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference ?? '');
  const known = new Set(Object.keys(components.schemas).map((name) => `#/components/schemas/${name}`));
  expect(references.length).toBeGreaterThan(60);
  expect(references.filter((reference) => !known.has(reference))).toEqual([]);
  expect(components.schemas['certificate-report']?.required).toEqual(['exitCode', 'reasons']);
  expect(paths['/v1/validations']?.post?.responses['200']).toMatchObject({
    content: { 'application/json': { schema: { $ref: '#/components/schemas/simple-report' } } },
  });
});
