import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPem } from '@sigillum/encoding';
import { afterAll, afterEach, expect, test } from 'vitest';
import { europeTrusting, savedEurope } from './europe.js';
import { type RunningService, startInVain, startService } from './service.js';

const root = join(import.meta.dirname, '../../..');
const signed = readFileSync(join(root, 'fixtures/pades-baseline/b-rsa2048/input.pdf'));
const [authority] = readPem(readFileSync(join(root, 'fixtures/pki/root.pem'), 'latin1')).map(({ bytes }) => bytes);
const folder = mkdtempSync(join(tmpdir(), 'europe-'));
afterAll(() => rmSync(folder, { recursive: true }));

let service: RunningService | undefined;
afterEach(async () => {
  await service?.stop();
  service = undefined;
});

async function started(environment: Record<string, string>): Promise<RunningService> {
  service = await startService({ SIGILLUM_ONLINE: 'no', ...environment });
  return service;
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Record<string, unknown>;
}

async function ready({ url }: RunningService): Promise<Answer> {
  return answerOf(await fetch(`${url}/health/ready`));
}

async function validated({ url }: RunningService, parts: Record<string, string> = {}): Promise<Answer> {
  const body = new FormData();
  body.set('document', new Blob([Uint8Array.from(signed)]));
  for (const [name, value] of Object.entries(parts)) body.set(name, value);
  return answerOf(await fetch(`${url}/v1/validations`, { method: 'POST', body }));
}

async function answerOf(response: Response): Promise<Answer> {
  const body = (await response.json()) as Answer['body'];
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
}

const europe = () => europeTrusting(authority ?? new Uint8Array());

test('reports say what the lists make of a signature, readiness and metrics name each list', async () => {
  const running = await started({ ...savedEurope(join(folder, 'good'), europe()), SIGILLUM_METRICS_PORT: '0' });
  const { body } = await validated(running);
  expect(body).toMatchObject({
    exitCode: 0,
    trust: { anchors: 0, trustLists: 'used', snapshot: expect.stringMatching(/^L-[0-9A-F]{64}$/) },
    signatures: [{ indication: 'TOTAL-PASSED', qualification: 'QESIG' }],
  });
  const { snapshot } = body.trust as { snapshot: string };
  expect(await ready(running)).toMatchObject({
    status: 200,
    body: { anchors: 'none', trustLists: { snapshot, usable: 2, stale: ['XB'], refused: [] } },
  });
  const [, metrics = ''] = /"metrics":"([^"]+)"/.exec(running.output()) ?? [];
  const lines = (await (await fetch(metrics)).text()).split('\n');
  expect(lines).toContain('sigillum_trust_list_sequence_number{territory="XA"} 7');
  expect(lines).toContain('sigillum_trust_list_next_update_seconds{territory="EU"} 2366841600');
  const age = lines.find((line) => line.startsWith('sigillum_trust_list_age_seconds{territory="XA"}'));
  expect(Number(age?.split(' ')[1])).toBeGreaterThan(0);
});

test('without lists all is judged but qualification, and the service is not ready', async () => {
  const running = await started({
    SIGILLUM_TRUST_LISTS: '',
    SIGILLUM_DATA: join(folder, 'no-data'),
    SIGILLUM_ANCHORS: join(root, 'fixtures/pki/root.pem'),
  });
  expect((await validated(running)).body).toMatchObject({
    trust: { anchors: 1, trustLists: 'missing' },
    signatures: [{ indication: 'TOTAL-PASSED', qualification: 'NA' }],
  });
  expect(running.output()).toContain('EU trusted lists: none');
  expect(await ready(running)).toMatchObject({ status: 503, retryAfter: '5', body: { code: 'NOT_READY' } });
  expect((await ready(running)).body.detail).toContain('SIGILLUM_ONLINE');
});

test('where the operator wants none, the service is ready without', async () => {
  const running = await started({ SIGILLUM_TRUST_LISTS: 'none' });
  expect((await validated(running)).body).toMatchObject({ exitCode: 3, trust: { trustLists: 'not-used' } });
  expect(await ready(running)).toMatchObject({ status: 200, body: { trustLists: 'not used, by SIGILLUM_TRUST_LISTS=none' } });
});

test('T05 lists that others have signed are refused: nothing is judged without those that were asked for', async () => {
  const [one, other] = [savedEurope(join(folder, 'one'), europe()), savedEurope(join(folder, 'other'), europe())];
  const running = await started({ ...one, SIGILLUM_LOTL_ANCHORS: other.SIGILLUM_LOTL_ANCHORS ?? '' });
  for (const answer of [await validated(running), await ready(running)]) {
    expect(answer).toMatchObject({ status: 503, retryAfter: '5' });
    expect(answer.body.detail).toContain('LOTL_VERIFICATION_FAILED');
  }
  expect((await validated(running)).body.code).toBe('TRUST_LISTS_UNUSABLE');
});

test('lists that are past their next update are refused', async () => {
  const stale = europeTrusting(authority ?? new Uint8Array(), { nextUpdate: Date.UTC(2026, 5, 2) });
  const running = await started(savedEurope(join(folder, 'stale'), stale));
  expect((await ready(running)).body.detail).toContain('LOTL_NEXTUPDATE_PASSED');
});

test('a country that is refused takes nothing from the others', async () => {
  const environment = savedEurope(join(folder, 'damaged'), europe());
  const file = join(folder, 'damaged/lists/XB-7.xml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('Test operator of XB', 'Another operator'));
  const running = await started(environment);
  expect((await validated(running)).body).toMatchObject({ signatures: [{ qualification: 'QESIG' }] });
  expect(await ready(running)).toMatchObject({ status: 200, body: { trustLists: { usable: 1, stale: [], refused: ['XB'] } } });
});

const empty = join(folder, 'empty');
mkdirSync(empty);
const notAnchors = join(folder, 'not-anchors.json');
writeFileSync(notAnchors, '{}');

test.each([
  ['SIGILLUM_TRUST_LISTS', { SIGILLUM_TRUST_LISTS: '/no/such/folder' }],
  ['SIGILLUM_TRUST_LISTS', { SIGILLUM_TRUST_LISTS: empty }],
  ['SIGILLUM_LOTL_ANCHORS', { SIGILLUM_TRUST_LISTS: empty, SIGILLUM_LOTL_ANCHORS: '/no/such/file.json' }],
  ['SIGILLUM_LOTL_ANCHORS', { SIGILLUM_TRUST_LISTS: empty, SIGILLUM_LOTL_ANCHORS: notAnchors }],
])('a wrong %s stops the start with its name: %j', async (variable, environment) => {
  const { code, output } = await startInVain(environment);
  expect([code, output.startsWith(`sigillum: ${variable}: `)]).toEqual([2, true]);
});
