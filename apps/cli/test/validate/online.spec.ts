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
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { linesOf, put, type Ran, sigillum, temporaryFolder } from '../sigillum.js';

const AT = Date.UTC(2026, 6, 1);
const UNTIL = Date.UTC(2045, 0, 1);
const folder = temporaryFolder();
const root = createAuthority({ name: 'Root', algorithm: 'P-256' });
let server: WebServer;
let document: string;
let anchor: string;

beforeAll(async () => {
  server = await startWebServer();
  const url = (path: string) => [`${server.url}${path}`];
  const authority = createAuthority({ name: 'CA', algorithm: 'P-256', parent: root, profile: { crlUrls: url('/root.crl') } });
  const profile = { ocspUrls: url('/ocsp'), caIssuersUrls: url('/ca.cer') };
  const signer = issueSigner(authority, { name: 'Signer', algorithm: 'P-256', profile });
  server.on('/root.crl', createCrl({ issuer: root, thisUpdate: AT, nextUpdate: UNTIL }));
  server.on('/ocsp', ocspResponder({ issuer: authority, thisUpdate: AT, change: { nextUpdate: UNTIL } }));
  server.on('/ca.cer', authority.certificate);
  document = put(folder, 'signed.pdf', signPdf(await createPdf(), { signer, cms: { certificates: [signer.certificate] } }));
  anchor = put(folder, 'root.der', root.certificate);
});
afterAll(() => server.close());
beforeEach(() => void (server.requests as unknown[]).splice(0));

const validate = (options: string[], environment: Record<string, string>): Promise<Ran> =>
  sigillum(['validate', '--anchors', anchor, '--no-trust-lists', '--at', '2026-07-01T00:00:01Z', '--ndjson', ...options], '', environment);
const verdicts = (ran: Ran) => linesOf(ran).map(({ signatures: [first] }) => [first?.indication, first?.subIndication]);
const paths = () => server.requests.map(({ path }) => path);

test('what the document lacks is asked for, once for all processes of one cache', async () => {
  const environment = { SIGILLUM_ALLOWED_HOSTS: server.host, SIGILLUM_CACHE: `${folder}/cache` };
  for (const asked of [['/ca.cer', '/ocsp', '/root.crl'], []]) {
    const ran = await validate([document, document, '--workers', '2'], environment);
    expect([ran.status, ran.err, verdicts(ran)]).toEqual([0, '', Array.from({ length: 2 }, () => ['TOTAL-PASSED', null])]);
    expect([...new Set(paths())].sort()).toEqual(asked);
    (server.requests as unknown[]).splice(0);
  }
});

test('K05 an inner address that the operator does not name is not asked', async () => {
  const ran = await validate([document], { SIGILLUM_CACHE: `${folder}/none` });
  expect([ran.status, verdicts(ran), paths()]).toEqual([3, [['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND']], []]);
});

test('--offline asks nobody, and takes nothing out of the cache', async () => {
  const environment = { SIGILLUM_ALLOWED_HOSTS: server.host, SIGILLUM_CACHE: `${folder}/offline` };
  await validate([document], environment);
  (server.requests as unknown[]).splice(0);
  const ran = await validate([document, '--offline'], environment);
  expect([ran.status, verdicts(ran), paths()]).toEqual([3, [['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND']], []]);
});
