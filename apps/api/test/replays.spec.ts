import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningService, startInVain, startService } from './service.js';

const root = join(import.meta.dirname, '../../..');
const signed = readFileSync(join(root, 'fixtures/pades-baseline/b-rsa2048/input.pdf'));
const AT = '2026-07-01T00:00:00Z';
const JSON_TYPE = { 'content-type': 'application/json' };

const folder = mkdtempSync(join(tmpdir(), 'policies-'));
const HOUSE = join(folder, 'house.json');
writeFileSync(HOUSE, JSON.stringify({ extends: 'ts-119-172-4', name: 'house', digests: { 'SHA-256': '2020-01-01T00:00:00Z' } }));

let service: RunningService;
let saved: string;

beforeAll(async () => {
  service = await startService({ SIGILLUM_ANCHORS: join(root, 'fixtures/pki/root.pem'), SIGILLUM_ONLINE: 'no', SIGILLUM_POLICIES: HOUSE });
  saved = (await post('/v1/validations?report=evidence', form({ document: signed, at: AT }))).text;
});

afterAll(async () => {
  await service.stop();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly replay: string | null;
  readonly type: string | null;
  readonly text: string;
}

async function post(path: string, body: FormData | string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${service.url}${path}`, { method: 'POST', body, headers });
  const { status, headers: given } = response;
  return { status, replay: given.get('sigillum-replay'), type: given.get('content-type'), text: await response.text() };
}

type Part = string | Uint8Array;

function form(parts: Readonly<Record<string, Part | readonly string[]>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(parts)) {
    if (typeof value === 'string') data.append(name, value);
    else if (value instanceof Uint8Array) data.append(name, new Blob([Uint8Array.from(value)]), 'file');
    else for (const one of value) data.append(name, one);
  }
  return data;
}

const parsed = ({ text }: Answer): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

test.each(['simple', 'detailed', 'etsi'])('the %s report again, byte for byte, from a form and from JSON', async (report) => {
  const before = await post(`/v1/validations?report=${report}`, form({ document: signed, at: AT }));
  const expected = { status: 200, replay: 'same', type: before.type, text: before.text };
  expect(await post(`/v1/replays?report=${report}`, form({ evidence: Buffer.from(saved) }))).toEqual(expected);
  expect(await post(`/v1/replays?report=${report}`, saved, JSON_TYPE)).toEqual(expected);
});

test('evidence is given by Accept too, and taken under its own type', async () => {
  const accept = 'application/vnd.sigillum.evidence+json';
  const again = await post('/v1/validations', form({ document: signed, at: AT }), { accept });
  expect(again).toMatchObject({ status: 200, type: `${accept}; charset=utf-8`, text: saved });
  expect(await post('/v1/replays', saved, { 'content-type': accept })).toMatchObject({ status: 200, replay: 'same' });
});

test('the same evidence is asked anew, by fields of the form and by the query', async () => {
  const at = '2050-01-01T00:00:00Z';
  const byForm = await post('/v1/replays', form({ evidence: Buffer.from(saved), at, policy: 'dss-compatible' }));
  const byQuery = await post(`/v1/replays?at=${at}&policy=dss-compatible`, saved, JSON_TYPE);
  expect(parsed(byForm)).toMatchObject({ exitCode: 3, validationTime: at, policy: { name: 'dss-compatible' } });
  expect(byForm.replay).toBe('different');
  expect(byQuery).toEqual(byForm);
});

test('the comparison says what differs', async () => {
  expect(parsed(await post('/v1/replays?report=comparison', saved, JSON_TYPE))).toEqual({
    same: true,
    program: { saved: '0.1.0', now: '0.1.0' },
    differences: [],
  });
  const other = await post('/v1/replays?report=comparison&policy=dss-compatible', saved, JSON_TYPE);
  expect(parsed(other)).toMatchObject({
    same: false,
    differences: [{ path: 'policy.name', saved: '"ts-119-172-4"', now: '"dss-compatible"' }, {}, {}],
  });
});

test('several policies give one verdict each: shipped, of the operator, of the request', async () => {
  const own = JSON.stringify({ extends: 'house', name: 'mine', version: '2', digests: { 'SHA-256': null } });
  const asForm = await post('/v1/validations', form({ document: signed, at: AT, policy: ['ts-119-172-4', 'house', own] }));
  expect(parsed(asForm)).toMatchObject({
    exitCode: 0,
    policy: { name: 'ts-119-172-4' },
    signatures: [{ indication: 'TOTAL-PASSED' }],
    otherPolicies: [
      { policy: { name: 'house', version: '1' }, signatures: [{ indication: 'INDETERMINATE' }] },
      { policy: { name: 'mine', version: '2' }, signatures: [{ indication: 'TOTAL-PASSED' }] },
    ],
  });
  const body = JSON.stringify({ document: signed.toString('base64'), at: AT, policy: ['ts-119-172-4', 'house', JSON.parse(own)] });
  expect((await post('/v1/validations', body, JSON_TYPE)).text).toBe(asForm.text);
});

const damaged = (): string => saved.replace('TOTAL-PASSED', 'TOTAL-FAILED');

const REFUSED: readonly [name: string, path: string, body: () => FormData | string, status: number, code: string][] = [
  ['evidence that was changed', '/v1/replays', () => form({ evidence: Buffer.from(damaged()) }), 422, 'SAVED_EVIDENCE_DAMAGED'],
  ['evidence that was changed, as JSON', '/v1/replays', damaged, 422, 'SAVED_EVIDENCE_DAMAGED'],
  ['a document', '/v1/replays', () => form({ evidence: signed }), 422, 'SAVED_EVIDENCE_UNREADABLE'],
  ['JSON that is something else', '/v1/replays', () => '{"document":""}', 422, 'SAVED_EVIDENCE_UNREADABLE'],
  ['another version', '/v1/replays', () => saved.replace('"version":1', '"version":9'), 422, 'SAVED_EVIDENCE_VERSION'],
  ['no evidence', '/v1/replays', () => form({ at: AT }), 400, 'DOCUMENT_MISSING'],
  ['another trust', '/v1/replays', () => form({ evidence: Buffer.from(saved), trust: 'demonstration' }), 400, 'PART_UNKNOWN'],
  ['a document beside', '/v1/replays', () => form({ evidence: Buffer.from(saved), document: signed }), 400, 'PART_UNKNOWN'],
  ['a moment without zone', '/v1/replays?at=2026-07-01', () => saved, 400, 'PARAMETER_INVALID'],
  ['an unknown policy', '/v1/replays?policy=mine', () => saved, 400, 'PARAMETER_INVALID'],
  ['the evidence of a replay', '/v1/replays?report=evidence', () => saved, 400, 'PARAMETER_INVALID'],
  ['the comparison of a validation', '/v1/validations?report=comparison', () => form({ document: signed }), 400, 'PARAMETER_INVALID'],
  [
    'several policies in a detailed report',
    '/v1/validations?report=detailed',
    () => form({ document: signed, policy: ['house', 'dss-compatible'] }),
    400,
    'PARAMETER_INVALID',
  ],
  [
    'policies without end',
    '/v1/validations',
    () => form({ document: signed, policy: Array<string>(11).fill('house') }),
    400,
    'PARAMETER_INVALID',
  ],
  [
    'a policy that softens what none may',
    '/v1/validations',
    () => form({ document: signed, policy: '{"extends":"house","name":"x","severities":{"CV.signature-value":"warn"}}' }),
    400,
    'PARAMETER_INVALID',
  ],
];

test.each(REFUSED)('%s: refused with its code, and nothing is left behind', async (_, path, body, status, code) => {
  const content = body();
  const answer = await post(path, content, typeof content === 'string' ? JSON_TYPE : {});
  expect({ status: answer.status, code: parsed(answer).code }).toEqual({ status, code });
  expect(service.uploads()).toEqual([]);
});

test.each([
  ['that is missing', 'nowhere.json', ''],
  ['that softens what none may', 'soft.json', '{"extends":"house","name":"x","severities":{"CV.signature-value":"warn"}}'],
])('a policy file %s stops the start', async (_, name, content) => {
  const path = join(folder, name);
  if (content !== '') writeFileSync(path, content);
  const { code, output } = await startInVain({ SIGILLUM_POLICIES: `${HOUSE},${path}` });
  expect(code).toBe(2);
  expect(output).toContain('SIGILLUM_POLICIES');
  expect(output).toContain(name);
});
