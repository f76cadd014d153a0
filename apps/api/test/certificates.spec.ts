import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toBase64 } from '@sigillum/encoding';
import { createAuthority, createCrl, createTlsBinding, issueSigner, startWebServer, type WebServer } from '@sigillum/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { europeTrusting, savedEurope } from './europe.js';
import { type RunningService, startService } from './service.js';

const AT = '2026-06-02T12:00:00Z';
const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
const authority = createAuthority({ name: 'Listed authority', algorithm: 'P-256' });
let server: WebServer;
let service: RunningService;
let good: Uint8Array;
let revoked: Uint8Array;
/** Below an authority that only its own certificate leads to. */
let deep: readonly [Uint8Array, Uint8Array];

beforeAll(async () => {
  server = await startWebServer();
  const profile = { crlUrls: [`${server.url}/crl`] };
  const issued = (name: string) => issueSigner(authority, { name, algorithm: 'P-256', profile });
  const [one, other] = [issued('Good'), issued('Revoked')];
  [good, revoked] = [one.certificate, other.certificate];
  const middle = createAuthority({ name: 'Issuing', algorithm: 'P-256', parent: authority, profile });
  deep = [
    issueSigner(middle, { name: 'Deep', algorithm: 'P-256', profile: { noRevocationAvailable: true } }).certificate,
    middle.certificate,
  ];
  const revocations = [{ serialNumber: other.serialNumber, revocationDate: Date.UTC(2026, 4, 1) }];
  const crl = { issuer: authority, thisUpdate: Date.UTC(2026, 5, 2, 11), nextUpdate: Date.UTC(2045, 0, 1), revoked: revocations };
  server.on('/crl', createCrl(crl));
  service = await startService({ ...savedEurope(folder, europeTrusting(authority.certificate)), SIGILLUM_ALLOWED_HOSTS: server.host });
});
afterAll(async () => {
  await service.stop();
  await server.close();
  rmSync(folder, { recursive: true });
});

const pem = (der: Uint8Array): string => `-----BEGIN CERTIFICATE-----\n${toBase64(der)}\n-----END CERTIFICATE-----\n`;

async function post(
  body: FormData | string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${service.url}/v1/certificates/validations`, { method: 'POST', body, headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const postJson = (value: unknown) => post(JSON.stringify(value), { 'content-type': 'application/json' });

function form(certificate: Uint8Array | string, fields: readonly (readonly [string, string])[] = [['at', AT]]): FormData {
  const data = new FormData();
  data.append('certificate', new Blob([typeof certificate === 'string' ? certificate : Uint8Array.from(certificate)]), 'file');
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

test('a qualified certificate: its chain, its status from an online source, what it was and is', async () => {
  const { status, body } = await post(form(good));
  expect(status).toBe(200);
  expect(body).toMatchObject({
    exitCode: 0,
    indication: 'PASSED',
    subIndication: null,
    qualificationAtIssuance: 'QCERT_FOR_ESIG_QSCD',
    qualificationAtValidation: 'QCERT_FOR_ESIG_QSCD',
    qscd: 'QSCD_YES',
    trust: { anchors: 0, trustLists: 'used' },
  });
  expect(server.requests.map(({ path }) => path)).toContain('/crl');
});

test('PEM, DER and base64 in JSON get the same answer', async () => {
  const answer = await post(form(good));
  expect(await post(form(pem(good)))).toEqual(answer);
  for (const bytes of [good, Buffer.from(pem(good))]) expect(await postJson({ certificate: toBase64(bytes), at: AT })).toEqual(answer);
});

test('a TLS certificate that is bound to a 2-QWAC, in a form and in JSON', async () => {
  const profile = { policies: ['0.4.0.194112.1.6'], extendedKeyUsage: ['0.4.0.194115.1.0'], noRevocationAvailable: true };
  const signer = issueSigner(authority, { name: 'Web', algorithm: 'P-256', profile });
  const binding = Buffer.from(createTlsBinding({ signer, certificates: [good] }));
  const asked = (tls: Uint8Array): FormData => {
    const data = form(signer.certificate);
    for (const [name, bytes] of [
      ['tlsBinding', binding],
      ['tlsCertificate', tls],
    ] as const)
      data.append(name, new Blob([Uint8Array.from(bytes)]), 'file');
    return data;
  };
  const holds = await post(asked(good));
  expect(holds.body).toMatchObject({ exitCode: 0, qwac: { profile: '2-QWAC', tlsBinding: 'holds' } });
  expect((await post(asked(revoked))).body).toMatchObject({ exitCode: 1, qwac: { tlsBindingProblem: { code: 'TLS_BINDING_OTHER_SITE' } } });
  const json = { certificate: toBase64(signer.certificate), at: AT, tlsBinding: toBase64(binding) };
  expect(await postJson({ ...json, tlsCertificate: toBase64(good) })).toEqual(holds);
  expect(await postJson(json)).toMatchObject({ status: 400, body: { code: 'PARAMETER_INVALID' } });
});

test('a bad certificate is an answer, not an error', async () => {
  expect(await post(form(revoked))).toMatchObject({
    status: 200,
    body: { exitCode: 3, indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' },
  });
});

test('certificates that follow in the same text may stand in the chain', async () => {
  expect((await post(form(pem(deep[0])))).body.subIndication).toBe('NO_CERTIFICATE_CHAIN_FOUND');
  expect((await post(form(deep.map(pem).join('')))).body).toMatchObject({
    indication: 'PASSED',
    qualificationAtValidation: 'QCERT_FOR_ESIG_QSCD',
  });
});

test('the moment and the policy are those that were asked for', async () => {
  const at = '2050-01-01T00:00:00Z';
  expect((await post(form(good, [['at', at]]))).body.indication).not.toBe('PASSED');
  expect(
    (
      await post(
        form(good, [
          ['at', AT],
          ['policy', 'dss-compatible'],
        ]),
      )
    ).body.exitCode,
  ).toBe(0);
});

test.each<[string, () => ReturnType<typeof post>, number, string]>([
  ['no certificate', () => post(new FormData()), 400, 'DOCUMENT_MISSING'],
  ['an empty file', () => post(form('')), 422, 'CERTIFICATE_UNREADABLE'],
  ['text', () => post(form('hello')), 422, 'CERTIFICATE_UNREADABLE'],
  ['a PEM text that breaks off', () => post(form(pem(good).slice(0, 200))), 422, 'CERTIFICATE_UNREADABLE'],
  ['a certificate that breaks off', () => post(form(good.subarray(0, 100))), 422, 'CERTIFICATE_UNREADABLE'],
  ['more than a certificate can be', () => post(form('A'.repeat(1024 * 1024 + 1))), 413, 'DOCUMENT_TOO_LARGE'],
  [
    'a file beside it',
    () => {
      const data = form(good);
      data.append('detached', new Blob(['x']), 'x');
      return post(data);
    },
    400,
    'PART_UNKNOWN',
  ],
  [
    'two policies',
    () =>
      post(
        form(good, [
          ['policy', 'dss-compatible'],
          ['policy', 'dss-compatible'],
        ]),
      ),
    400,
    'PARAMETER_INVALID',
  ],
  ['a moment without zone', () => post(form(good, [['at', '2026-06-02']])), 400, 'PARAMETER_INVALID'],
  ['JSON with a document', () => postJson({ document: toBase64(good) }), 400, 'PARAMETER_INVALID'],
  ['JSON without a certificate', () => postJson({ at: AT }), 400, 'DOCUMENT_MISSING'],
  ['another media type', () => post('x', { 'content-type': 'text/plain' }), 415, 'MEDIA_TYPE_UNSUPPORTED'],
])('%s: refused with its code, and nothing is left behind', async (_, ask, status, code) => {
  const answer = await ask();
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  expect(service.uploads()).toEqual([]);
});

test('without usable lists no certificate is judged', async () => {
  const lists = savedEurope(join(folder, 'one'), europeTrusting(authority.certificate));
  const anchors = savedEurope(join(folder, 'other'), europeTrusting(authority.certificate)).SIGILLUM_LOTL_ANCHORS ?? '';
  const other = await startService({ ...lists, SIGILLUM_LOTL_ANCHORS: anchors });
  try {
    const response = await fetch(`${other.url}/v1/certificates/validations`, { method: 'POST', body: form(good) });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([503, 'TRUST_LISTS_UNUSABLE']);
  } finally {
    await other.stop();
  }
});
