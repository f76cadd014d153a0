import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { digest } from '@sigillum/crypto';
import { explainCode } from '@sigillum/reports';
import { createAuthority, createTimestampToken, issueTimestampAuthority } from '@sigillum/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningService, startInVain, startService } from './service.js';

const root = join(import.meta.dirname, '../../..');
const signed = readFileSync(join(root, 'fixtures/pades-baseline/b-rsa2048/input.pdf'));
const unsigned = readFileSync(join(root, 'fixtures/unreadable/unsigned/input.pdf'));
const MAX_BYTES = 1_000_000;

let service: RunningService;

beforeAll(async () => {
  service = await startService({ SIGILLUM_ANCHORS: join(root, 'fixtures/pki/root.pem'), SIGILLUM_MAX_DOCUMENT_BYTES: String(MAX_BYTES) });
});

afterAll(async () => {
  await service.stop();
});

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: Record<string, unknown> & { signatures?: Record<string, unknown>[] };
}

async function post(
  body: FormData | string | Uint8Array<ArrayBuffer>,
  options: { query?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { query = '', headers = {} } = options;
  const response = await fetch(`${service.url}/v1/validations${query}`, { method: 'POST', body, headers });
  return { status: response.status, type: response.headers.get('content-type'), body: (await response.json()) as Answer['body'] };
}

function form(parts: Readonly<Record<string, string | Uint8Array>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(parts))
    data.append(
      name,
      typeof value === 'string' ? value : new Blob([Uint8Array.from(value)]),
      ...((typeof value === 'string' ? [] : ['secret-name.pdf']) as []),
    );
  return data;
}

const json = (value: unknown): [string, { headers: Record<string, string> }] => [
  JSON.stringify(value),
  { headers: { 'content-type': 'application/json' } },
];

test('a signed PDF in a form gets its verdict', async () => {
  const { status, type, body } = await post(form({ document: signed }));
  expect(status).toBe(200);
  expect(type).toBe('application/json; charset=utf-8');
  expect(body.exitCode).toBe(0);
  expect(body.signatures?.[0]).toMatchObject({ indication: 'TOTAL-PASSED', subIndication: null, level: 'PAdES-BASELINE-B', intact: true });
});

test('the same document as base64 in JSON gets the same verdict', async () => {
  const at = '2026-07-01T00:00:00Z';
  const asForm = await post(form({ document: signed, at }));
  const asJson = await post(...json({ document: signed.toString('base64'), at }));
  expect(asJson.status).toBe(200);
  expect(asJson.body).toEqual(asForm.body);
  expect(asJson.body.validationTime).toBe(at);
});

test('the detailed report names every block, by query and by Accept', async () => {
  const byQuery = await post(form({ document: signed, at: '2026-07-01T00:00:00Z' }), { query: '?report=detailed' });
  const byAccept = await post(form({ document: signed, at: '2026-07-01T00:00:00Z' }), {
    headers: { accept: 'application/vnd.sigillum.detailed+json' },
  });
  const blocks = ['FC', 'ISC', 'VCI', 'XCV', 'CV', 'SAV'].map((block) => expect.objectContaining({ block }) as unknown);
  expect(byQuery.body.signatures).toEqual([expect.objectContaining({ blocks })]);
  expect(byAccept.body).toEqual(byQuery.body);
});

test('the ETSI report is XML, by query and by Accept', async () => {
  const ask = async (query: string, accept: string): Promise<[number, string | null, string]> => {
    const body = form({ document: signed, at: '2026-07-01T00:00:00Z' });
    const response = await fetch(`${service.url}/v1/validations${query}`, { method: 'POST', body, headers: { accept } });
    return [response.status, response.headers.get('content-type'), await response.text()];
  };
  const [status, type, text] = await ask('?report=etsi', '*/*');
  expect([status, type]).toEqual([200, 'application/xml; charset=utf-8']);
  expect(text).toContain('<ValidationReport xmlns="http://uri.etsi.org/19102/v1.4.1#"');
  expect(text.match(/mainindication:total-[a-z]+/g)).toEqual(['mainindication:total-passed']);
  expect(await ask('', 'application/xml')).toEqual([status, type, text]);
});

test('a bare time-stamp is judged over what is sent beside it', async () => {
  const content = Buffer.from('an agreement');
  const authority = createAuthority({ name: 'Root', algorithm: 'P-256' });
  const token = createTimestampToken(digest('SHA-256', content), {
    authority: issueTimestampAuthority(authority, { name: 'TSA', algorithm: 'P-256' }),
    time: Date.UTC(2026, 5, 1),
  });
  const over = async (detached: Uint8Array): Promise<unknown> => {
    const { body } = await post(form({ document: token, detached }));
    return (body.timestamps as { subIndication: string }[])[0]?.subIndication;
  };
  expect(await over(content)).toBe('NO_CERTIFICATE_CHAIN_FOUND');
  expect(await over(Buffer.from('another agreement'))).toBe('HASH_FAILURE');
  expect(service.uploads()).toEqual([]);
});

test('a changed document is an answer, not an error', async () => {
  const changed = Buffer.from(signed);
  changed[100] = (changed[100] ?? 0) ^ 1;
  const { status, body } = await post(form({ document: changed }));
  expect(status).toBe(200);
  expect(body.signatures?.[0]).toMatchObject({ indication: 'TOTAL-FAILED', intact: false });
});

const REFUSED: readonly [name: string, request: () => Parameters<typeof post>, status: number, code: string][] = [
  ['no document', () => [form({ policy: 'ts-119-172-4' })], 400, 'DOCUMENT_MISSING'],
  ['a part that is not known', () => [form({ document: signed, attachment: signed })], 400, 'PART_UNKNOWN'],
  ['a field that is not known', () => [form({ document: signed, polcy: 'x' })], 400, 'PART_UNKNOWN'],
  ['an empty document', () => [form({ document: new Uint8Array() })], 422, 'DOCUMENT_EMPTY'],
  ['text', () => [form({ document: Buffer.from('hello') })], 422, 'NOT_A_SIGNED_DOCUMENT'],
  ['another format', () => [form({ document: Buffer.from('<?xml version="1.0"?><a/>') })], 422, 'FORMAT_UNSUPPORTED'],
  ['a truncated PDF', () => [form({ document: signed.subarray(0, 500) })], 422, 'PDF_UNPARSABLE'],
  ['P39 a document over the limit', () => [form({ document: Buffer.alloc(MAX_BYTES + 1, 0x20) })], 413, 'DOCUMENT_TOO_LARGE'],
  ['P39 base64 over the limit', () => json({ document: Buffer.alloc(MAX_BYTES + 1).toString('base64') }), 413, 'DOCUMENT_TOO_LARGE'],
  ['a JSON body far over the limit', () => json({ document: 'A'.repeat(3 * MAX_BYTES) }), 413, 'DOCUMENT_TOO_LARGE'],
  ['a moment without zone', () => [form({ document: signed, at: '2026-07-01T00:00:00' })], 400, 'PARAMETER_INVALID'],
  ['an unknown policy', () => [form({ document: signed, policy: 'mine' })], 400, 'PARAMETER_INVALID'],
  ['an unknown report', () => [form({ document: signed }), { query: '?report=pdf' }], 400, 'PARAMETER_INVALID'],
  [
    'an ETSI report on a document without signature',
    () => [form({ document: unsigned }), { query: '?report=etsi' }],
    422,
    'REPORT_WITHOUT_SIGNATURE',
  ],
  ['JSON that breaks off', () => ['{"document": "', { headers: { 'content-type': 'application/json' } }], 400, 'REQUEST_MALFORMED'],
  ['JSON that is no object', () => json([1]), 400, 'REQUEST_MALFORMED'],
  ['JSON without a document', () => json({}), 400, 'DOCUMENT_MISSING'],
  ['JSON with a document that is no text', () => json({ document: 1 }), 400, 'DOCUMENT_MISSING'],
  ['JSON that is not base64', () => json({ document: '***' }), 400, 'REQUEST_MALFORMED'],
  ['JSON with an unknown field', () => json({ document: '', __proto: 1 }), 400, 'PARAMETER_INVALID'],
  ['another media type', () => ['x', { headers: { 'content-type': 'text/plain' } }], 415, 'MEDIA_TYPE_UNSUPPORTED'],
  ['a form without its boundary', () => ['x', { headers: { 'content-type': 'multipart/form-data' } }], 400, 'REQUEST_MALFORMED'],
  [
    'a form that breaks off',
    () => [
      '--b\r\ncontent-disposition: form-data; name="document"; filename="a"\r\n\r\nabc',
      { headers: { 'content-type': 'multipart/form-data; boundary=b' } },
    ],
    400,
    'REQUEST_MALFORMED',
  ],
];

test.each(REFUSED)('%s is refused with its code and leaves nothing behind', async (_name, request, status, code) => {
  const answer = await post(...request());
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  expect(answer.type).toBe('application/problem+json; charset=utf-8');
  expect(answer.body.status).toBe(status);
  expect(String(answer.body.detail)).not.toBe('');
  expect(answer.body.next).toBe(explainCode(code)?.next);
  expect(answer.body.next).toMatch(/^[A-Z].+[.]$/);
  expect(service.uploads()).toEqual([]);
  // a good document right after it is judged as ever
  expect((await post(form({ document: signed }))).body.exitCode).toBe(0);
});

test('an upload that the client gives up leaves nothing behind', async () => {
  const { port } = new URL(service.url);
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(
        'POST /v1/validations HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 100000\r\n\r\n',
      );
      socket.write('--b\r\ncontent-disposition: form-data; name="document"; filename="a"\r\n\r\n%PDF-');
      setTimeout(() => socket.destroy(), 100);
    });
    socket.on('close', () => resolve());
    socket.on('error', reject);
  });
  await expect.poll(() => service.uploads(), { timeout: 5000 }).toEqual([]);
  expect((await post(form({ document: signed }))).body.exitCode).toBe(0);
});

test('the log has a line for each request, and neither names nor content of documents', async () => {
  const before = service.output().length;
  await fetch(`${service.url}/v1/validations?report=simple`, {
    method: 'POST',
    body: form({ document: signed }),
    headers: { 'x-request-id': 'order-17' },
  });
  await expect.poll(() => service.output().slice(before), { timeout: 5000 }).toContain('order-17');
  const line = JSON.parse(service.output().slice(before).trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
  expect(line).toMatchObject({ requestId: 'order-17', method: 'POST', path: '/v1/validations', status: 200 });
  expect(service.output()).not.toContain('secret-name');
  expect(service.output()).not.toContain('Astrid');
});

test('a request id that could harm a log is replaced', async () => {
  const response = await fetch(`${service.url}/health/live`, { headers: { 'x-request-id': 'a b"c' } });
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('health, API description and unknown addresses', async () => {
  expect(await (await fetch(`${service.url}/health/live`)).json()).toEqual({ status: 'ok' });
  expect(await (await fetch(`${service.url}/health/ready`)).json()).toMatchObject({ status: 'ok', uploads: 'ok', anchors: 'own' });
  const description = (await (await fetch(`${service.url}/docs-json`)).json()) as { paths: object };
  expect(Object.keys(description.paths)).toContain('/v1/validations');
  expect((await fetch(`${service.url}/docs`)).status).toBe(200);
  const unknown = await fetch(`${service.url}/v1/nothing`);
  expect([unknown.status, ((await unknown.json()) as { code: string }).code]).toEqual([404, 'NOT_FOUND']);
});

test.each([
  ['SIGILLUM_PORT', 'many'],
  ['SIGILLUM_WORKERS', '0'],
  ['SIGILLUM_LOG_LEVEL', 'loud'],
  ['SIGILLUM_MAX_DOCUMENT_BYTES', '1.5'],
  ['SIGILLUM_ANCHORS', '/no/such/file.pem'],
  ['SIGILLUM_ANKORS', 'x'],
])('a wrong %s stops the start with its name', async (variable, value) => {
  const { code, output } = await startInVain({ [variable]: value });
  expect(code).toBe(2);
  expect(output).toContain(variable);
});

test('on SIGTERM the requests under way are answered', async () => {
  const other = await startService();
  const asked = fetch(`${other.url}/v1/validations`, { method: 'POST', body: form({ document: signed }) });
  await new Promise((resolve) => setTimeout(resolve, 30));
  const stopped = other.stop();
  const response = await asked;
  expect(response.status).toBe(200);
  // ended by the signal itself, after the answer
  expect(await stopped).toBe(null);
  expect(other.process.signalCode).toBe('SIGTERM');
});
