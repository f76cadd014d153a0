import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority } from '@sigillum/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemonstrationDocument } from '../../../fixtures/families/demonstration/documents.ts';
import { europeTrusting, savedEurope } from './europe.js';
import { type RunningService, startService } from './service.js';

type Example = Omit<DemonstrationDocument, 'pdf'>;

const home = join(import.meta.dirname, '../../../fixtures/demonstration');
const examples = JSON.parse(readFileSync(join(home, 'documents.json'), 'utf8')) as Example[];
const folder = mkdtempSync(join(tmpdir(), 'demonstration-'));
let service: RunningService;
let listed: RunningService;

beforeAll(async () => {
  const authority = createAuthority({ name: 'Authority', algorithm: 'P-256' });
  service = await startService({ SIGILLUM_TRUST_LISTS: '', SIGILLUM_ONLINE: 'no', SIGILLUM_DATA: join(folder, 'data') });
  listed = await startService(savedEurope(folder, europeTrusting(authority.certificate)));
});
afterAll(async () => {
  await Promise.all([service.stop(), listed.stop()]);
  rmSync(folder, { recursive: true });
});

interface Report {
  readonly exitCode: number;
  readonly trust: Record<string, unknown>;
  readonly signatures: readonly { readonly indication: string; readonly subIndication: string | null; readonly qualification: string }[];
}

async function get(path: string, from = service): Promise<Response> {
  return fetch(`${from.url}${path}`);
}

async function validated(name: string, ask: { query?: string; field?: string; to?: RunningService } = {}): Promise<Response> {
  const body = new FormData();
  body.set('document', await (await get(`/v1/demonstration/${name}`)).blob());
  if (ask.field !== undefined) body.set('trust', ask.field);
  return fetch(`${(ask.to ?? service).url}/v1/validations?${ask.query ?? ''}`, { method: 'POST', body });
}

async function reportOn(...args: Parameters<typeof validated>): Promise<Report> {
  return (await (await validated(...args)).json()) as Report;
}

test('the examples are listed and given', async () => {
  const { documents } = (await (await get('/v1/demonstration')).json()) as { documents: object[] };
  expect(documents).toEqual(examples.map(({ name, title, about }) => ({ name, title, about, href: `/v1/demonstration/${name}` })));
  const one = await get('/v1/demonstration/qualified-signature');
  expect([one.status, one.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(Buffer.from(await one.arrayBuffer())).toEqual(readFileSync(join(home, 'documents/qualified-signature.pdf')));
});

test.each(['nothing', '..%2Fanchors', '..%2F..%2Fpki%2Froot', '%00'])('no document of the name %s', async (name) => {
  expect((await get(`/v1/demonstration/${name}`)).status).toBe(404);
});

test.each(examples)('$name: its verdict on a service without network and lists', async ({ name, expect: expected }) => {
  const { exitCode, trust, signatures } = await reportOn(name, { query: 'trust=demonstration' });
  const [signature] = signatures;
  const { indication = null, subIndication = null, qualification = null } = signature ?? {};
  expect({ exitCode, indication, subIndication, qualification }).toEqual(expected);
  expect(trust).toMatchObject({ anchors: 0, trustLists: 'used', set: 'demonstration' });
});

test('a form, JSON and the address choose it alike', async () => {
  const byField = await reportOn('qualified-signature', { field: 'demonstration' });
  expect(byField).toMatchObject({ trust: { set: 'demonstration' }, signatures: [{ qualification: 'QESIG' }] });
  const document = Buffer.from(await (await get('/v1/demonstration/qualified-signature')).arrayBuffer()).toString('base64');
  const body = JSON.stringify({ document, trust: 'demonstration' });
  const response = await fetch(`${service.url}/v1/validations`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  expect(await response.json()).toMatchObject({ trust: { set: 'demonstration' }, signatures: [{ qualification: 'QESIG' }] });
});

test('nobody believes it who has not asked for it', async () => {
  for (const to of [service, listed]) {
    const { exitCode, trust, signatures } = await reportOn('qualified-signature', { to });
    expect(exitCode).not.toBe(0);
    expect(trust).not.toHaveProperty('set');
    expect(signatures).toMatchObject([{ indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND', qualification: 'NA' }]);
  }
});

test('who has lists can ask for it too, and neither set has a part in the verdicts of the other', async () => {
  const asked = await reportOn('qualified-signature', { query: 'trust=demonstration', to: listed });
  expect(asked).toMatchObject({ trust: { anchors: 0, set: 'demonstration' }, signatures: [{ qualification: 'QESIG' }] });
  const own = (await (await get('/v1/trust', listed)).json()) as { snapshot: string };
  expect(asked.trust.snapshot).not.toBe(own.snapshot);
});

test('the operator’s own anchors count for nothing under it', async () => {
  const anchors = join(home, '../pki/root.pem');
  const other = await startService({ SIGILLUM_ANCHORS: anchors });
  try {
    const body = new FormData();
    body.set('document', new Blob([readFileSync(join(home, '../pades-baseline/b-rsa2048/input.pdf'))]));
    const response = await fetch(`${other.url}/v1/validations?trust=demonstration`, { method: 'POST', body });
    expect(await response.json()).toMatchObject({ trust: { anchors: 0 }, signatures: [{ subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' }] });
  } finally {
    await other.stop();
  }
});

test('what is saved of it says so when it is judged again', async () => {
  const body = await (await validated('qualified-signature', { query: 'trust=demonstration&report=evidence' })).text();
  const headers = { 'content-type': 'application/json' };
  const again = await fetch(`${service.url}/v1/replays`, { method: 'POST', body, headers });
  expect(again.headers.get('sigillum-replay')).toBe('same');
  expect(await again.json()).toMatchObject({ trust: { set: 'demonstration' }, signatures: [{ qualification: 'QESIG' }] });
});

test('the lists and a certificate of it can be looked at', async () => {
  const list = (await (await get('/v1/trust?trust=demonstration')).json()) as { lists: { territory: string; use: string }[] };
  expect(list.lists.map(({ territory, use }) => [territory, use])).toEqual([
    ['XA', 'current'],
    ['XB', 'current'],
  ]);
});

test.each(['?trust=mine', '?trust=demonstration&trust=demonstration'])('no other set is known: %s', async (query) => {
  const response = await validated('qualified-signature', { query: query.slice(1) });
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, 'PARAMETER_INVALID']);
});
