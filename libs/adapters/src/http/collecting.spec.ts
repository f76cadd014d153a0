import { memorySource } from '@sigillum/encoding';
import type { EvidenceSource, FetchLimits } from '@sigillum/evidence';
import { NO_MATERIAL, validateDocument } from '@sigillum/flows';
import { type DetailedReport, toDetailedReport } from '@sigillum/reports';
import {
  addDss,
  type Authority,
  createAuthority,
  createCrl,
  createKey,
  createOcspError,
  createOcspResponse,
  createPdf,
  issueOcspResponder,
  issueSigner,
  ocspResponder,
  signPdf,
  startWebServer,
  type TestIdentity,
  type WebAnswer,
  type WebServer,
} from '@sigillum/testkit';
import { DEFAULT_POLICY } from '@sigillum/validation';
import { parseCertificate, parseCrl, parseOcspResponse, trustAnchorOf } from '@sigillum/x509';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import dns from 'node:dns';
import net from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOnlineSource, type OnlineSource } from './online/online-source.js';

const NOW = Date.UTC(2026, 6, 1);
const DAY = 24 * 3_600_000;
const root = createAuthority({ name: 'Root', algorithm: 'P-256' });
const anchors = [trustAnchorOf(parseCertificate(root.certificate))];
const pdf = await createPdf();
const keys = { authority: createKey('P-256'), signer: createKey('P-256') };

let server: WebServer;
let authority: Authority;
let signer: TestIdentity;
let source: OnlineSource;

beforeEach(async () => {
  server = await startWebServer();
  const url = (path: string) => [`${server.url}${path}`];
  authority = createAuthority({ name: 'Issuing', parent: root, key: keys.authority, profile: { crlUrls: url('/root.crl') } });
  const profile = { ocspUrls: url('/ocsp'), crlUrls: url('/ca.crl'), caIssuersUrls: url('/ca.cer') };
  signer = issueSigner(authority, { name: 'Signer', key: keys.signer, profile });
  source = createOnlineSource({ allowedHosts: [server.host], now: () => NOW });
  server.on('/root.crl', createCrl({ issuer: root, thisUpdate: NOW - 1_000 }));
  server.on('/ocsp', ocspResponder({ issuer: authority, thisUpdate: NOW - 1_000 }));
  server.on('/ca.cer', authority.certificate);
});
afterEach(async () => {
  source.close();
  await server.close();
});

interface Asked {
  readonly document?: Uint8Array;
  readonly sources?: readonly EvidenceSource[];
  readonly offline?: boolean;
  readonly trusted?: typeof anchors;
}

async function validate({ document, sources = [source], offline = false, trusted = anchors }: Asked = {}) {
  const request = { at: NOW, policy: DEFAULT_POLICY, anchors: trusted, supplied: NO_MATERIAL, trustLists: 'not-used', offline } as const;
  const result = await validateDocument(memorySource(document ?? signPdf(pdf, { signer })), request, { sources });
  const [first] = result.signatures;
  const { indication, subIndication } = first?.conclusion ?? {};
  return {
    verdict: [indication, subIndication].filter(Boolean).join('/'),
    evidence: result.evidence,
    report: JSON.parse(JSON.stringify(toDetailedReport(result))) as DetailedReport,
    paths: server.requests.map(({ path }) => path),
  };
}

const GOOD = 'TOTAL-PASSED';
/** No acceptable data at all (EN 319 102-1 5.2.6.4 step 4 e); what is only too old gives TRY_LATER. */
const UNKNOWN = 'INDETERMINATE/CERTIFICATE_CHAIN_GENERAL_FAILURE';
const whys = ({ notCollected }: { notCollected: readonly { why: string }[] }) => notCollected.map(({ why }) => why);
const id = (identity: TestIdentity) => parseCertificate(identity.certificate).id;

describe('what is asked', () => {
  it('the status of each certificate of the chain, OCSP first, with place and time', async () => {
    const { verdict, evidence, paths } = await validate();
    expect(verdict).toBe(GOOD);
    expect([...paths].sort()).toEqual(['/ocsp', '/root.crl']);
    expect(evidence.notCollected).toEqual([]);
    expect(evidence.ocsps.map(({ origins, fetchedFrom }) => ({ origins, fetchedFrom }))).toEqual([
      { origins: ['online'], fetchedFrom: [{ url: `${server.url}/ocsp`, at: NOW }] },
    ]);
    expect(evidence.crls.map(({ origins, fetchedFrom }) => ({ origins, fetchedFrom }))).toEqual([
      { origins: ['online'], fetchedFrom: [{ url: `${server.url}/root.crl`, at: NOW }] },
    ]);
  });

  it('the detailed report says so, by its schema', async () => {
    server.on('/ocsp', createOcspError(3));
    const { report } = await validate();
    const schemas = ['simple', 'detailed'].map((name) =>
      readFileSync(join(import.meta.dirname, `../../../reports/schemas/${name}-report.json`), 'utf8'),
    );
    const ajv = new Ajv2020({ allowUnionTypes: true, formats: { 'date-time': true } });
    const [, check] = schemas.map((schema) => ajv.compile(JSON.parse(schema) as object));
    expect([check?.(report), check?.errors]).toEqual([true, null]);
    const { crls, notCollected } = report.evidence;
    expect(crls.map(({ fetchedFrom }) => fetchedFrom)).toEqual([[{ url: `${server.url}/root.crl`, at: '2026-07-01T00:00:00Z' }]]);
    expect(notCollected.map(({ why, url }) => [why, url])).toEqual([
      ['failed', `${server.url}/ca.crl`],
      ['failed', `${server.url}/ocsp`],
    ]);
  });

  it('missing issuers first, which are trusted for nothing', async () => {
    const document = signPdf(pdf, { signer, cms: { certificates: [signer.certificate] } });
    const { verdict, evidence, paths } = await validate({ document });
    expect(verdict).toBe(GOOD);
    expect(paths[0]).toBe('/ca.cer');
    const fetched = evidence.certificates.filter(({ fetchedFrom }) => fetchedFrom !== undefined);
    expect(fetched.map(({ id: one, origins }) => [one, origins])).toEqual([[id(authority), ['online']]]);
  });

  it('nothing about chains that reach no anchor, but for the issuers that they lack', async () => {
    const other = [trustAnchorOf(parseCertificate(createAuthority({ name: 'Other', algorithm: 'P-256' }).certificate))];
    expect((await validate({ trusted: other })).paths).toEqual([]);
    const document = signPdf(pdf, { signer, cms: { certificates: [signer.certificate] } });
    expect((await validate({ document, trusted: other })).paths).toEqual(['/ca.cer']);
  });

  it('no issuer for ever: a chain that goes on and on ends with the requests', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `CA ${index}`);
    const rising = names.map((name) => createAuthority({ name, algorithm: 'P-256' }));
    names.forEach((name, index) => {
      const parent = rising[index + 1];
      if (!parent) return;
      const profile = { caIssuersUrls: [`${server.url}/${index + 1}`] };
      server.on(`/${index}`, createAuthority({ name, key: rising[index]?.key, parent, profile }).certificate);
    });
    const [first] = rising;
    if (!first) throw new Error('no authority');
    const lone = issueSigner(first, { name: 'Lone', algorithm: 'P-256', profile: { caIssuersUrls: [`${server.url}/0`] } });
    const document = signPdf(pdf, { signer: lone, cms: { certificates: [lone.certificate] } });
    const { verdict, paths } = await validate({ document });
    expect(verdict).toBe('INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND');
    expect(paths).toEqual(['/0', '/1', '/2', '/3', '/4', '/5', '/6', '/7']);
  });

  it('nothing that the document has, as long as it is current', async () => {
    const single = { serialNumber: signer.serialNumber, issuer: authority };
    const current = createOcspResponse({ responder: authority, responses: [{ ...single, thisUpdate: NOW - 1_000 }] });
    const old = createOcspResponse({ responder: authority, responses: [{ ...single, thisUpdate: NOW - 9 * DAY }] });
    const crl = createCrl({ issuer: root, thisUpdate: NOW - 1_000 });
    expect((await validate({ document: addDss(signPdf(pdf, { signer }), { ocsps: [current], crls: [crl] }) })).paths).toEqual([]);
    expect((await validate({ document: addDss(signPdf(pdf, { signer }), { ocsps: [old], crls: [crl] }) })).paths).toEqual(['/ocsp']);
  });

  it('the status of a responder that is not exempt', async () => {
    const profile = { ocspNoCheck: false, crlUrls: [`${server.url}/responders.crl`] };
    const responder = issueOcspResponder(authority, { name: 'Responder', algorithm: 'P-256', profile });
    server.on('/ocsp', ocspResponder({ issuer: authority, responder, thisUpdate: NOW - 1_000 }));
    server.on('/responders.crl', createCrl({ issuer: authority, thisUpdate: NOW - 1_000 }));
    const { verdict, paths } = await validate();
    expect([verdict, paths.includes('/responders.crl')]).toEqual([GOOD, true]);
  });

  it.each(['/ocsp', '/root.crl'])('gives the same set though %s answers last', async (late) => {
    const answers = new Map<string, Uint8Array>([
      [
        '/ocsp',
        createOcspResponse({
          responder: authority,
          responses: [{ serialNumber: signer.serialNumber, issuer: authority, thisUpdate: NOW - 1_000 }],
        }),
      ],
      ['/root.crl', createCrl({ issuer: root, thisUpdate: NOW - 1_000 })],
    ]);
    const others = Promise.withResolvers<void>();
    for (const [path, bytes] of answers) {
      server.on(path, (_, response) => {
        if (path === late) void others.promise.then(() => response.end(bytes));
        else response.on('finish', others.resolve).end(bytes);
      });
    }
    const { evidence } = await validate();
    const ids = [...evidence.ocsps, ...evidence.crls].map((one) => one.id);
    expect(ids).toEqual([parseOcspResponse(answers.get('/ocsp') ?? pdf).id, parseCrl(answers.get('/root.crl') ?? pdf).id]);
    expect(evidence.certificates.map((one) => one.id)).toEqual(evidence.certificates.map((one) => one.id).sort());
  });
});

describe('answers that are none', () => {
  const html = Buffer.from('<html></html>');
  const good = () => createCrl({ issuer: authority, thisUpdate: NOW - 1_000 });

  it.each<[string, WebAnswer]>([
    ['K10 tryLater', createOcspError(3)],
    ['K10 unauthorized', createOcspError(6)],
    ['K10 HTTP 500', (_, response) => void response.writeHead(500).end()],
    ['K10 no body', (_, response) => void response.end()],
    ['K10 a cut body', createOcspError(3).subarray(0, 2)],
    ['K07 HTML', html],
    ['K06 a redirect to an inner address', (_, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end()],
  ])('%s: the CRL answers, and without it nobody does', async (_, answer) => {
    server.on('/ocsp', answer);
    const without = await validate();
    expect([without.verdict, whys(without.evidence).length]).toEqual([UNKNOWN, 2]);
    server.on('/ca.crl', good());
    source = createOnlineSource({ allowedHosts: [server.host], now: () => NOW });
    const { verdict, evidence } = await validate();
    expect(verdict).toBe(GOOD);
    expect(evidence.notCollected.map(({ what }) => what)).toEqual([`OCSP response for ${id(signer)}`]);
  });

  it.each<[string, () => WebAnswer]>([
    ['K10 unknown', () => ocspResponder({ issuer: authority, thisUpdate: NOW - 1_000, change: { status: 'unknown' } })],
    ['K09 another serial number', () => ocspResponder({ issuer: authority, thisUpdate: NOW - 1_000, change: { serialNumber: 5n } })],
    ['K09 from the future', () => ocspResponder({ issuer: authority, thisUpdate: NOW + DAY })],
    ['K09 from long ago', () => ocspResponder({ issuer: authority, thisUpdate: NOW - 400 * DAY, change: { nextUpdate: NOW - 399 * DAY } })],
    [
      'K08 by a stranger',
      () =>
        ocspResponder({
          issuer: authority,
          responder: issueOcspResponder(root, { name: 'R', algorithm: 'P-256' }),
          thisUpdate: NOW - 1_000,
        }),
    ],
    [
      'K08 by someone not for OCSP',
      () =>
        ocspResponder({ issuer: authority, responder: issueSigner(authority, { name: 'R', algorithm: 'P-256' }), thisUpdate: NOW - 1_000 }),
    ],
    [
      'K08 by an expired responder',
      () =>
        ocspResponder({
          issuer: authority,
          responder: issueOcspResponder(authority, { name: 'R', algorithm: 'P-256', notAfter: NOW - DAY }),
          thisUpdate: NOW - 1_000,
        }),
    ],
  ])('%s: unusable, the CRL answers, and without it nobody does', async (_, answer) => {
    server.on('/ocsp', answer());
    expect((await validate()).verdict).toBe(UNKNOWN);
    server.on('/ca.crl', good());
    source = createOnlineSource({ allowedHosts: [server.host], now: () => NOW });
    expect((await validate()).verdict).toBe(GOOD);
  });

  it('K09 a stale response: try later, unless the CRL answers', async () => {
    server.on('/ocsp', ocspResponder({ issuer: authority, thisUpdate: NOW - 9 * DAY, change: { nextUpdate: NOW - 8 * DAY } }));
    expect((await validate()).verdict).toBe('INDETERMINATE/TRY_LATER');
    server.on('/ca.crl', good());
    source = createOnlineSource({ allowedHosts: [server.host], now: () => NOW });
    expect((await validate()).verdict).toBe(GOOD);
  });

  it('K05 inner addresses are not asked, and the status stays unknown', async () => {
    const { verdict, evidence, paths } = await validate({ sources: [createOnlineSource({ now: () => NOW })] });
    expect([verdict, paths]).toEqual([UNKNOWN, []]);
    expect(evidence.notCollected).toEqual(
      [
        { what: `CRL for ${id(authority)}`, why: 'blocked', url: `${server.url}/root.crl` },
        { what: `CRL for ${id(signer)}`, why: 'blocked', url: `${server.url}/ca.crl` },
        { what: `OCSP response for ${id(signer)}`, why: 'blocked', url: `${server.url}/ocsp` },
      ].sort((a, b) => (a.what < b.what ? -1 : 1)),
    );
  });

  it('a revoked certificate is revoked, whoever else says what', async () => {
    server.on('/ocsp', ocspResponder({ issuer: authority, thisUpdate: NOW - 1_000, change: { status: { revocationTime: NOW - DAY } } }));
    expect((await validate()).verdict).toMatch(/REVOKED/);
  });
});

describe('hosts that hang', () => {
  it('O06 holds up nobody else: other hosts are asked meanwhile', async () => {
    const other = await startWebServer();
    const answered = Promise.withResolvers<void>();
    other.on('/root.crl', (_, response) => {
      response.on('finish', answered.resolve);
      return createCrl({ issuer: root, thisUpdate: NOW - 1_000 });
    });
    const held: (() => void)[] = [];
    server.on('/ocsp', (_, response) => void held.push(() => response.destroy()));
    authority = createAuthority({ name: 'Issuing', parent: root, key: keys.authority, profile: { crlUrls: [`${other.url}/root.crl`] } });
    signer = issueSigner(authority, { name: 'Signer', key: keys.signer, profile: { ocspUrls: [`${server.url}/ocsp`] } });
    source = createOnlineSource({ allowedHosts: [server.host, other.host], now: () => NOW });
    const validating = validate();
    await answered.promise;
    while (held.length === 0) await new Promise(setImmediate);
    for (const release of held) release();
    expect((await validating).verdict).toBe(UNKNOWN);
    await other.close();
  });
});

describe('offline', () => {
  it('opens no socket, resolves no name, and opens no source', async () => {
    const connect = vi.spyOn(net.Socket.prototype, 'connect');
    const lookup = vi.spyOn(dns, 'lookup');
    const open = vi.spyOn(source, 'open');
    const { verdict, evidence } = await validate({ offline: true });
    expect([connect.mock.calls.length, lookup.mock.calls.length, open.mock.calls.length]).toEqual([0, 0, 0]);
    vi.restoreAllMocks();
    expect(verdict).toBe(UNKNOWN);
    expect(new Set(whys(evidence))).toEqual(new Set(['offline']));
  });
});

/** Bytes: less than the smallest thing that a validation could leave behind (its certificates, a session, a socket); what the engine compiles meanwhile is less. */
const KEPT_BY_NONE = 2_048;

describe('a thousand documents with bad responders', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;

  it('leave no socket, no timer and no memory behind', { timeout: 300_000 }, async () => {
    const document = signPdf(pdf, { signer });
    server.on('/ocsp', (_, response) => {
      switch (server.requests.length % 4) {
        case 0:
          return void response.socket?.destroy();
        case 1:
          return html500(response);
        case 2:
          return void response.write('half');
        default:
          return void setImmediate(() => response.end(createOcspError(3)));
      }
    });
    server.on('/ca.crl', (_, response) => void response.write(Buffer.alloc(1024)));
    const limits: FetchLimits = { fetches: 10, time: 60_000 };
    const resources = () => process.getActiveResourcesInfo().filter((one) => /TCPSocket|Timeout|GetAddrInfo/.test(one)).length;
    const run = async () => {
      // a fresh source each time: no circuit and no memory of failures spares the requests
      const fresh = createOnlineSource({
        allowedHosts: [server.host],
        now: () => NOW,
        limits: { connect: 1_000, total: 15, redirects: 2 },
      });
      const opened = { ...fresh, open: () => fresh.open(limits) };
      const { verdict } = await validate({ document, sources: [opened] });
      (server.requests as unknown[]).length = 0;
      return verdict;
    };
    const verdicts = new Set<string>();
    const batches = async (count: number): Promise<void> => {
      for (let index = 0; index < count; index++)
        for (const verdict of await Promise.all(Array.from({ length: 50 }, run))) verdicts.add(verdict);
      await settled();
    };
    await batches(1);
    const before = resources();
    await batches(10);
    const half = heap();
    await batches(10);
    expect(heap() - half).toBeLessThan(500 * KEPT_BY_NONE);
    expect([...verdicts]).toEqual([UNKNOWN]);
    expect(resources()).toBeLessThanOrEqual(before);
    expect(await server.connections()).toBe(0);
  });

  function html500(response: Parameters<Extract<WebAnswer, (...args: never) => unknown>>[1]): void {
    response.writeHead(500, { 'content-type': 'text/html' }).end('<html></html>');
  }

  /** Bytes in use once all garbage is collected, that which finalizers free included. */
  function heap(): number {
    collectGarbage();
    collectGarbage();
    return process.memoryUsage().heapUsed;
  }

  /** The server sees the closing of the last connections a little later. */
  async function settled(): Promise<void> {
    while ((await server.connections()) > 0) await new Promise(setImmediate);
  }
});
