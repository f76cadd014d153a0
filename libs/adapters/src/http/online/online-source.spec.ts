import { writeOctetString, writeOid } from '@sigillum/encoding';
import type { EvidenceSession, SourceAnswer } from '@sigillum/evidence';
import {
  createAuthority,
  createCrl,
  createOcspError,
  createSignedData,
  issueOcspResponder,
  issueSigner,
  ocspResponder,
  startWebServer,
  type WebAnswer,
  type WebServer,
} from '@sigillum/testkit';
import { asIssuer, type Certificate, parseCertificate } from '@sigillum/x509';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOnlineSource, type OnlineOptions, type OnlineSource } from './online-source.js';

const NOW = Date.UTC(2026, 6, 1);
const DAY = 24 * 3_600_000;
const LIMITS = { fetches: 10, time: 60_000 };
const authority = createAuthority({ name: 'Issuer', algorithm: 'P-256' });
const stranger = createAuthority({ name: 'Stranger', algorithm: 'P-256' });
const issuer = asIssuer(parseCertificate(authority.certificate));

let server: WebServer;
let folder: string;
let signer: Certificate;
const sources: OnlineSource[] = [];
const sessions: EvidenceSession[] = [];

beforeEach(async () => {
  server = await startWebServer();
  folder = mkdtempSync(join(tmpdir(), 'cache-'));
  signer = signerWith({ ocspUrls: ['/ocsp'], crlUrls: ['/crl'], caIssuersUrls: ['/ca'] });
});
afterEach(async () => {
  for (const session of sessions.splice(0)) session.close();
  for (const source of sources.splice(0)) source.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

function signerWith(paths: { ocspUrls?: string[]; crlUrls?: string[]; caIssuersUrls?: string[] }): Certificate {
  const profile = Object.fromEntries(
    Object.entries(paths).map(([kind, all]) => [kind, all.map((path) => (path.startsWith('/') ? server.url + path : path))]),
  );
  return parseCertificate(issueSigner(authority, { name: 'Signer', algorithm: 'P-256', profile }).certificate);
}

function sourceWith(options: OnlineOptions = {}): OnlineSource {
  const source = createOnlineSource({ allowedHosts: [server.host], cache: { folder, maxBytes: 10_000_000 }, now: () => NOW, ...options });
  sources.push(source);
  return source;
}

function open(source = sourceWith(), limits = LIMITS): EvidenceSession {
  const session = source.open(limits);
  sessions.push(session);
  return session;
}

/** A place that accepts no connection and refuses none: its process is stopped, and the queue of the kernel full. */
async function blackHole(): Promise<{ readonly port: number; close(): void }> {
  const script =
    "const s = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(s.address().port))";
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(line.toString());
  child.kill('SIGSTOP');
  const fillers = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  await Promise.race(fillers.map((one) => once(one, 'connect')));
  return {
    port,
    close() {
      for (const one of fillers) one.destroy();
      child.kill('SIGKILL');
    },
  };
}

const failures = ({ found, missed }: SourceAnswer) => [found.length, ...missed.map(({ why }) => why)];
const page = Buffer.from('<!DOCTYPE html><html><body>Moved</body></html>');

describe('OCSP', () => {
  it('asks by POST and gives the response with its place and time', async () => {
    server.on('/ocsp', ocspResponder({ issuer: authority, thisUpdate: NOW }));
    const { found, missed } = await open().fetchOcsp(signer, issuer);
    expect(missed).toEqual([]);
    expect(found).toEqual([{ bytes: expect.any(Uint8Array) as Uint8Array, url: `${server.url}/ocsp`, at: NOW }]);
    expect(server.requests[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/ocsp-request' } });
  });

  it('asks by GET where that is wanted and short enough, and by POST where GET fails', async () => {
    const post = ocspResponder({ issuer: authority, thisUpdate: NOW });
    server.on('/o/*', ({ path, ...rest }, response) => {
      const body = Buffer.from(decodeURIComponent(path.slice(3)), 'base64');
      return typeof post === 'function' ? post({ ...rest, path, body }, response) : post;
    });
    server.on('/ocsp', post);
    const byGet = { ocspByGet: true };
    expect(failures(await open(sourceWith(byGet)).fetchOcsp(signerWith({ ocspUrls: ['/o'] }), issuer))).toEqual([1]);
    expect(failures(await open(sourceWith(byGet)).fetchOcsp(signer, issuer))).toEqual([1, 'failed']);
    expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
    const long = signerWith({ ocspUrls: [`/${'long'.repeat(60)}`, '/ocsp'] });
    expect(failures(await open(sourceWith(byGet)).fetchOcsp(long, issuer))).toEqual([1, 'failed', 'failed']);
    expect(server.requests.slice(3).map(({ method }) => method)).toEqual(['POST', 'GET', 'POST']);
  });

  it.each<[string, (nonce: Uint8Array) => Uint8Array | undefined, (number | string)[]]>([
    ['the same nonce', (nonce) => nonce, [1]],
    ['no nonce', () => undefined, [1]],
    ['another nonce', () => Buffer.alloc(32, 1), [0, 'not-what-was-asked']],
    ['a cut nonce', (nonce) => nonce.subarray(0, 16), [0, 'not-what-was-asked']],
  ])('K09 a response with %s', async (what, change, expected) => {
    server.on('/ocsp', (request, response) => {
      const sent = request.body.subarray(-32);
      const nonce = change(sent);
      const answer = ocspResponder({ issuer: authority, thisUpdate: NOW, ...(nonce && { options: { nonce } }) });
      return typeof answer === 'function' ? answer(request, response) : answer;
    });
    const source = sourceWith({ nonce: 'sent' });
    expect(failures(await open(source).fetchOcsp(signer, issuer))).toEqual(expected);
    expect(Buffer.from(server.requests[0]?.body ?? []).includes(Buffer.from(writeOid('1.3.6.1.5.5.7.48.1.2')))).toBe(true);
    await open(source).fetchOcsp(signer, issuer);
    // an answer to a nonce answers no one else
    expect(server.requests.length).toBe(2);
    const strict = await open(sourceWith({ nonce: 'required' })).fetchOcsp(signer, issuer);
    expect(failures(strict)).toEqual(what === 'no nonce' ? [0, 'not-what-was-asked'] : expected);
  });

  it.each<[string, WebAnswer, string]>([
    [
      'K09 about another serial number',
      ocspResponder({ issuer: authority, thisUpdate: NOW, change: { serialNumber: 99n } }),
      'not-what-was-asked',
    ],
    ['K09 about the certificate of another issuer', ocspResponder({ issuer: stranger, thisUpdate: NOW }), 'not-what-was-asked'],
    ['K10 that says tryLater', createOcspError(3), 'failed'],
    ['K10 that says unauthorized', createOcspError(6), 'failed'],
    ['K10 with HTTP status 500', (_, response) => void response.writeHead(500).end(), 'failed'],
    ['K10 that is empty', (_, response) => void response.end(), 'not-what-was-asked'],
    ['K10 that is cut', createOcspError(3).subarray(0, 3), 'not-what-was-asked'],
    ['K07 that is a page of HTML', page, 'not-what-was-asked'],
    ['K07 that is too long', Buffer.alloc(65 * 1024), 'too-large'],
  ])('a response %s is none', async (_, answer, why) => {
    server.on('/ocsp', answer);
    expect(failures(await open().fetchOcsp(signer, issuer))).toEqual([0, why]);
  });

  it.each([
    ['from the future', NOW + 3_600_000],
    ['that is stale', NOW - 3 * DAY],
  ])('K09 a response %s is handed on to be judged, and not kept', async (_, thisUpdate) => {
    server.on('/ocsp', ocspResponder({ issuer: authority, thisUpdate }));
    const source = sourceWith();
    for (let index = 0; index < 2; index++) expect(failures(await open(source).fetchOcsp(signer, issuer))).toEqual([1]);
    expect(server.requests.length).toBe(2);
  });

  it('K08 a response by someone who may not answer is handed on to be judged, and not kept for long', async () => {
    const responder = issueOcspResponder(stranger, { name: 'Responder', algorithm: 'P-256' });
    server.on('/ocsp', ocspResponder({ issuer: authority, responder, thisUpdate: NOW }));
    await open().fetchOcsp(signer, issuer);
    const later = (minutes: number) => sourceWith({ now: () => NOW + minutes * 60_000 });
    await open(later(4)).fetchOcsp(signer, issuer);
    expect(server.requests.length).toBe(1);
    await open(later(6)).fetchOcsp(signer, issuer);
    expect(server.requests.length).toBe(2);
  });
});

describe('CRLs', () => {
  const crl = createCrl({ issuer: authority, thisUpdate: NOW, nextUpdate: NOW + DAY });

  it.each<[string, WebAnswer, (number | string)[]]>([
    ['in DER', crl, [1]],
    ['in PEM', Buffer.from(`-----BEGIN X509 CRL-----\n${Buffer.from(crl).toString('base64')}\n-----END X509 CRL-----\n`), [1]],
    ['of another issuer', createCrl({ issuer: stranger, thisUpdate: NOW }), [0, 'not-what-was-asked']],
    ['that is a page of HTML', page, [0, 'not-what-was-asked']],
    ['that is cut', crl.subarray(0, -1), [0, 'not-what-was-asked']],
    ['of 100 MB', (_, response) => void response.writeHead(200, { 'content-length': 100 * 2 ** 20 }).flushHeaders(), [0, 'too-large']],
  ])('K07 a CRL %s', async (_, answer, expected) => {
    server.on('/crl', answer);
    const answered = await open().fetchCrl(signer, issuer);
    expect(failures(answered)).toEqual(expected);
    for (const { bytes } of answered.found) expect(Buffer.from(bytes).equals(crl)).toBe(true);
  });

  it('K11 brings the delta of a list along, where it is wanted', async () => {
    const freshestUrls = [`${server.url}/gone`, `${server.url}/delta`];
    const base = createCrl({ issuer: authority, thisUpdate: NOW - DAY, nextUpdate: NOW + DAY, number: 1n, freshestUrls });
    const delta = createCrl({ issuer: authority, thisUpdate: NOW, nextUpdate: NOW + DAY, number: 2n, baseNumber: 1n });
    server.on('/crl', base);
    server.on('/delta', delta);
    const { found, missed } = await open().fetchCrl(signer, issuer);
    expect(found.map(({ bytes }) => Buffer.from(bytes))).toEqual([base, delta].map((bytes) => Buffer.from(bytes)));
    expect(missed).toEqual([{ url: `${server.url}/gone`, why: 'failed' }]);
    expect((await open(sourceWith({ deltas: false })).fetchCrl(signer, issuer)).found.length).toBe(1);
  });

  it('K06 passes over addresses that are not asked, and takes the next', async () => {
    server.on('/crl', crl);
    const certificate = signerWith({ crlUrls: ['ldap://ldap.example/cn=CA', 'file:///etc/passwd', '/gone', '/crl', '/never'] });
    expect(failures(await open().fetchCrl(certificate, issuer))).toEqual([1, 'blocked', 'blocked', 'failed']);
    expect(server.requests.map(({ path }) => path)).toEqual(['/gone', '/crl']);
  });
});

describe('issuers', () => {
  const certsOnly = createSignedData({
    signer: issueSigner(authority, { name: 'S', algorithm: 'P-256' }),
    content: Buffer.alloc(0),
    certificates: [stranger.certificate, authority.certificate],
    defects: ['no-signer-info'],
  });

  it.each<[string, WebAnswer, (number | string)[]]>([
    ['a certificate', authority.certificate, [1]],
    ['a certificate of another name', stranger.certificate, [0, 'not-what-was-asked']],
    ['a page of HTML', page, [0, 'not-what-was-asked']],
    ['an OCTET STRING', writeOctetString(page), [0, 'not-what-was-asked']],
  ])('takes %s for what it is', async (_, answer, expected) => {
    server.on('/ca', answer);
    expect(failures(await open().fetchIssuers(signer))).toEqual(expected);
  });

  it('takes the certificates out of a SignedData', async () => {
    server.on('/ca', certsOnly);
    const { found } = await open().fetchIssuers(signer);
    expect(found.map(({ bytes }) => Buffer.from(bytes).equals(authority.certificate)).sort()).toEqual([false, true]);
  });
});

describe('cache', () => {
  const asked = () => server.requests.length;

  it('is shared by sources of one folder, until nextUpdate', async () => {
    server.on('/ocsp', ocspResponder({ issuer: authority, thisUpdate: NOW, change: { nextUpdate: NOW + DAY } }));
    const first = await open().fetchOcsp(signer, issuer);
    const later = sourceWith({ now: () => NOW + DAY - 1 });
    expect(await open(later).fetchOcsp(signer, issuer)).toEqual(first);
    expect(later.state()).toMatchObject({ requests: 0, cacheHits: 1, failures: {}, circuits: [] });
    expect(asked()).toBe(1);
    await open(sourceWith({ now: () => NOW + DAY })).fetchOcsp(signer, issuer);
    expect(asked()).toBe(2);
  });

  it('keeps for an hour what makes no promise', async () => {
    server.on('/crl', createCrl({ issuer: authority, thisUpdate: NOW, nextUpdate: false }));
    await open().fetchCrl(signer, issuer);
    await open(sourceWith({ now: () => NOW + 3_599_999 })).fetchCrl(signer, issuer);
    expect(asked()).toBe(1);
    await open(sourceWith({ now: () => NOW + 3_600_000 })).fetchCrl(signer, issuer);
    expect(asked()).toBe(2);
  });

  it('a damaged file is a miss', async () => {
    server.on('/crl', createCrl({ issuer: authority, thisUpdate: NOW }));
    const first = await open().fetchCrl(signer, issuer);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files.length).toBe(1);
    for (const file of files) writeFileSync(join(file.parentPath, file.name), 'damaged');
    expect(await open().fetchCrl(signer, issuer)).toEqual(first);
    expect(asked()).toBe(2);
  });

  it('two that ask for the same at once share one request', async () => {
    server.on('/crl', createCrl({ issuer: authority, thisUpdate: NOW }));
    const source = sourceWith();
    const [one, other] = await Promise.all([open(source).fetchCrl(signer, issuer), open(source).fetchCrl(signer, issuer)]);
    expect(one).toEqual(other);
    expect(asked()).toBe(1);
  });

  it('remembers failures for a minute', async () => {
    const clock = { now: NOW };
    const source = sourceWith({ now: () => clock.now });
    for (let index = 0; index < 3; index++) expect(failures(await open(source).fetchCrl(signer, issuer))).toEqual([0, 'failed']);
    expect(asked()).toBe(1);
    expect(source.state()).toMatchObject({ requests: 1, failures: { failed: 3 } });
    clock.now += 60_000;
    await open(source).fetchCrl(signer, issuer);
    expect(asked()).toBe(2);
  });
});

describe('limits of a session', () => {
  it('sends no more requests than allowed; what is kept is free', async () => {
    server.on('/ocsp', ocspResponder({ issuer: authority, thisUpdate: NOW }));
    server.on('/crl', createCrl({ issuer: authority, thisUpdate: NOW }));
    const session = open(sourceWith(), { fetches: 1, time: 60_000 });
    expect(failures(await session.fetchOcsp(signer, issuer))).toEqual([1]);
    expect(failures(await session.fetchCrl(signer, issuer))).toEqual([0, 'limit']);
    expect(failures(await session.fetchOcsp(signer, issuer))).toEqual([1]);
  });

  it('waits no longer than allowed', async () => {
    server.on('/ocsp', () => undefined);
    const session = open(sourceWith(), { fetches: 10, time: 20 });
    expect(failures(await session.fetchOcsp(signer, issuer))).toEqual([0, 'limit']);
    expect(failures(await session.fetchCrl(signer, issuer))).toEqual([0, 'limit']);
  });

  // How full a queue of connections has to be before packets are dropped is the kernel's matter.
  it.skipIf(process.platform !== 'linux')('O06 gives up on a place that swallows packets, and tells the others', async () => {
    const hole = await blackHole();
    try {
      const options = { allowedHosts: [`127.0.0.1:${hole.port}`], limits: { connect: 50, total: 600_000, redirects: 0 } };
      const crlUrls = ['/1', '/2', '/3', '/4'].map((path) => `http://127.0.0.1:${hole.port}${path}`);
      const first = sourceWith(options);
      expect(failures(await open(first).fetchCrl(signerWith({ crlUrls }), issuer))).toEqual([
        0,
        'timed-out',
        'timed-out',
        'timed-out',
        'circuit-open',
      ]);
      expect(failures(await open(sourceWith(options)).fetchCrl(signerWith({ crlUrls: crlUrls.slice(3) }), issuer))).toEqual([
        0,
        'circuit-open',
      ]);
    } finally {
      hole.close();
    }
  });

  it('O06 leaves a host alone that failed three times in a row', async () => {
    server.on('/*', (_, response) => void response.socket?.destroy());
    const source = sourceWith();
    const paths = ['/1', '/2', '/3', '/4', '/5'];
    const answered = await open(source).fetchCrl(signerWith({ crlUrls: paths }), issuer);
    expect(failures(answered)).toEqual([0, 'failed', 'failed', 'failed', 'circuit-open', 'circuit-open']);
    expect(source.state()).toEqual({
      requests: 3,
      cacheHits: 0,
      failures: { failed: 3, 'circuit-open': 2 },
      circuits: [{ host: server.url, state: 'open' }],
    });
  });

  it('K05 asks no inner host that is not allowed', async () => {
    const source = sourceWith({ allowedHosts: [] });
    for (const answer of [
      open(source).fetchOcsp(signer, issuer),
      open(source).fetchCrl(signer, issuer),
      open(source).fetchIssuers(signer),
    ]) {
      expect(failures(await answer)).toEqual([0, 'blocked']);
    }
    expect(server.requests).toEqual([]);
  });
});
