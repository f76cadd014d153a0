import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeOid, writeSequence } from '@sigillum/encoding';
import { createAuthority, createCrl, createSmallEurope, createTlsBinding, issue, issueSigner } from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { BAD, linesOf, put, type Ran, sigillum, temporaryFolder } from '../sigillum.js';

const folder = temporaryFolder();
const AT = '2026-08-01T00:00:00Z';
const ISSUED = Date.UTC(2026, 1, 1);

const root = createAuthority({ name: 'CN=Listed CA, O=Listed Provider, C=XA', algorithm: 'P-256' });
const statements = ['0.4.0.1862.1.1', '0.4.0.1862.1.4'].map((oid) => writeSequence(writeOid(oid)));
const qualified = issueSigner(root, { name: 'Qualified', algorithm: 'P-256', notBefore: ISSUED, profile: { qcStatements: statements } });
const stranger = issueSigner(createAuthority({ name: 'Stranger CA', algorithm: 'P-256' }), { name: 'Stranger', algorithm: 'P-256' });
const europe = createSmallEurope({
  pivots: 1,
  countries: [
    {
      territory: 'XA',
      nextUpdate: Date.UTC(2026, 9, 15),
      providers: [
        {
          name: 'Listed Provider',
          services: [
            {
              type: 'CA/QC',
              name: 'Listed CA for signatures',
              certificates: [root.certificate],
              states: [
                { status: 'withdrawn', since: Date.UTC(2026, 8, 1), information: ['ForeSignatures'] },
                { status: 'granted', since: Date.UTC(2020, 0, 1), information: ['ForeSignatures'] },
              ],
            },
          ],
        },
      ],
    },
  ],
});

const lists = join(folder, 'lists');
const journal = join(folder, 'journal');
for (const path of [lists, journal]) mkdirSync(path);
for (const { name, bytes } of [europe.lotl, ...europe.pivots, ...europe.lists]) put(lists, name, bytes);
for (const [index, anchor] of europe.anchors.entries()) put(journal, `${index}.cer`, anchor);

/** The same folder, but the one national list was changed after it was signed. */
const damaged = join(folder, 'damaged');
mkdirSync(damaged);
for (const { name, bytes } of [europe.lotl, ...europe.pivots]) put(damaged, name, bytes);
for (const { name, bytes } of europe.lists)
  put(damaged, name, Buffer.from(bytes).toString('utf8').replace('Listed CA for', 'Other CA for'));

const webPolicies = { policies: ['0.4.0.194112.1.6'], extendedKeyUsage: ['0.4.0.194115.1.0'], qcStatements: statements } as const;
const second = issue(root, { name: 'site', algorithm: 'P-256', notBefore: ISSUED, profile: webPolicies });
const site = put(folder, 'site.cer', second.certificate);
const file = put(folder, 'qualified.cer', qualified.certificate);
const unknown = put(folder, 'stranger.cer', stranger.certificate);
const issuer = put(folder, 'ca.cer', root.certificate);
const crl = put(folder, 'clean.crl', createCrl({ issuer: root, thisUpdate: Date.UTC(2026, 6, 31, 23), nextUpdate: Date.UTC(2026, 7, 2) }));
const trust = ['--trust-lists', lists, '--lotl-anchors', journal, '--oj-url', europe.ojUrl];
const ask = (...args: readonly string[]): Promise<Ran> => sigillum(['certificate', '--offline', '--ndjson', '--at', AT, ...args]);

describe('sigillum certificate', () => {
  it('says of a certificate what it is worth, and by which list', async () => {
    const ran = await ask(...trust, '--certificates', crl, file);
    expect(ran).toMatchObject({ status: 0, err: '' });
    expect(linesOf(ran)).toMatchObject([
      {
        file,
        exitCode: 0,
        indication: 'PASSED',
        subIndication: null,
        qualificationAtIssuance: 'QCERT_FOR_ESIG_QSCD',
        qualificationAtValidation: 'QCERT_FOR_ESIG_QSCD',
        qscd: 'QSCD_YES',
        trust: { anchors: 0, trustLists: 'used', snapshot: expect.stringMatching(/^L-[0-9A-F]{64}$/) },
      },
    ]);
  });

  it('reads the certificate out, and says where it departs from its profile, which changes no verdict', async () => {
    const ran = await ask(...trust, '--certificates', crl, file);
    expect(linesOf(ran)).toMatchObject([
      {
        exitCode: 0,
        indication: 'PASSED',
        qualificationAtValidation: 'QCERT_FOR_ESIG_QSCD',
        subject: { name: 'Qualified', identifiers: [] },
        issuer: { name: 'Listed CA' },
        statements: { compliance: true, device: true, types: [] },
        profile: {
          findings: expect.arrayContaining([
            expect.objectContaining({ id: 'statements.disclosure', clause: expect.stringContaining('EN 319 412-5'), severity: 'error' }),
          ]),
        },
      },
    ]);
    const text = (await sigillum(['certificate', '--offline', '--at', AT, ...trust, '--certificates', crl, file])).out;
    expect(text).toContain('Departures from the certificate profiles (EN 319 412), which change no verdict:');
  });

  it('tells a 2-QWAC, and that its binding was not checked', async () => {
    const ran = await ask(...trust, site);
    expect(linesOf(ran)).toMatchObject([
      { qwac: { profile: '2-QWAC', qualified: false, tlsBinding: 'not-checked' }, profile: { holder: 'web' } },
    ]);
  });

  it('tells whether a TLS certificate is bound to it', async () => {
    const [bound, other] = ['bound', 'other'].map((name) => issueSigner(root, { name, algorithm: 'P-256' }).certificate);
    const binding = put(folder, 'binding.jws', Buffer.from(createTlsBinding({ signer: second, certificates: bound ? [bound] : [] })));
    const about = (certificate: Uint8Array | undefined, name: string): string[] => [
      ...['--tls-binding', binding],
      ...['--tls-certificate', put(folder, name, certificate ?? new Uint8Array())],
    ];
    const holds = await ask(...trust, ...about(bound, 'bound.cer'), site);
    expect(linesOf(holds)).toMatchObject([{ qwac: { profile: '2-QWAC', tlsBinding: 'holds' } }]);
    const broken = await ask(...trust, ...about(other, 'other.cer'), site);
    expect(broken.status).toBe(1);
    expect(linesOf(broken)).toMatchObject([
      { exitCode: 1, qwac: { tlsBinding: 'broken', tlsBindingProblem: { code: 'TLS_BINDING_OTHER_SITE' } } },
    ]);
    const none = await ask(...trust, ...about(bound, 'bound.cer'), file);
    expect(linesOf(none)).toMatchObject([{ exitCode: 1, qwac: { profile: null, tlsBindingProblem: { code: 'TLS_BINDING_NO_2_QWAC' } } }]);
    const text = (await sigillum(['certificate', '--offline', '--at', AT, ...trust, ...about(other, 'other.cer'), site])).out;
    expect(text).toContain(
      'THE TLS CERTIFICATE IS NOT BOUND TO IT: The binding does not name this TLS certificate. (TLS_BINDING_OTHER_SITE)',
    );
    expect((await ask(...trust, '--tls-binding', binding, site)).status).toBe(2);
  });

  it('has all that the contract promises in each line, in its order', async () => {
    const lines = linesOf(await ask(...trust, file, BAD));
    const promised = ['file', 'exitCode', 'indication', 'subIndication', 'qualificationAtIssuance', 'qualificationAtValidation', 'qscd'];
    expect(Object.keys(lines[0] ?? {}).slice(0, promised.length)).toEqual(promised);
    expect(Object.keys(lines[0] ?? {})).toContain('reasons');
    expect(Object.keys(lines[1] ?? {})).toEqual(['file', 'exitCode', 'error', 'reasons']);
  });

  it('as of a time at which the issuer was withdrawn it is qualified at its issuance only', async () => {
    const ran = await sigillum(['certificate', '--offline', '--json', '--at', '2026-10-01T00:00:00Z', ...trust, file]);
    expect(ran.status).toBe(3);
    expect(JSON.parse(ran.out)).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'CERTIFICATE_CHAIN_GENERAL_FAILURE',
      qualificationAtIssuance: 'QCERT_FOR_ESIG_QSCD',
      qualificationAtValidation: 'CERT_FOR_ESIG',
      qscd: 'QSCD_NO',
      reasons: [
        { about: 'chain', code: 'REVOCATION_DATA_MISSING' },
        { about: 'validation', code: 'TL_SERVICE_NOT_GRANTED' },
      ],
    });
  });

  it('judges one after the other; the worst counts', async () => {
    const ran = await ask(...trust, '--certificates', crl, file, unknown, issuer, BAD);
    expect(ran.status).toBe(7);
    expect(linesOf(ran)).toMatchObject([
      { file, exitCode: 0 },
      {
        file: unknown,
        exitCode: 3,
        subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
        qualificationAtIssuance: 'NA',
        qualificationAtValidation: 'NA',
        qscd: 'QSCD_INDETERMINATE',
      },
      { file: issuer, exitCode: 0, indication: 'PASSED', qualificationAtValidation: 'CERT_FOR_UNKNOWN' },
      { file: BAD, exitCode: 7, error: { code: 'CERTIFICATE_UNREADABLE' }, reasons: [] },
    ]);
  });

  it('names the entry for people', async () => {
    const ran = await sigillum(['certificate', '--offline', '--at', AT, ...trust, '--certificates', crl, file]);
    expect(ran.out).toContain('The certificate is valid');
    expect(ran.out).toContain('(QCERT_FOR_ESIG_QSCD, QSCD_YES): Listed Provider (XA), Listed CA for signatures');
  });

  it('trusts certificates without qualification, and says what it lacks without any trust', async () => {
    expect(linesOf(await ask('--anchors', issuer, '--certificates', crl, file))).toMatchObject([
      { exitCode: 0, indication: 'PASSED', qualificationAtValidation: 'NA', trust: { anchors: 1, trustLists: 'missing' } },
    ]);
    const without = await ask(file);
    expect(without.status).toBe(6);
    expect(linesOf(without)).toMatchObject([
      {
        qualificationAtIssuance: 'NA',
        qualificationAtValidation: 'NA',
        reasons: expect.arrayContaining([
          expect.objectContaining({ about: 'issuance', code: 'TRUST_LISTS_MISSING' }),
          expect.objectContaining({ about: 'validation', code: 'TRUST_LISTS_MISSING' }),
        ]),
      },
    ]);
    expect(JSON.stringify(linesOf(without))).not.toContain('TL_SERVICE_NOT_FOUND');
    const text = (await sigillum(['certificate', '--offline', '--at', AT, '--no-trust-lists', file])).out;
    expect(text).toContain('was not determined:\n    - EU trusted lists were not to be used. (TRUST_LISTS_NOT_USED)');
    expect(text).not.toContain('At issuance');
    expect((await ask('--no-trust-lists', file)).status).toBe(3);
  });

  it('a list that could not be used is not one that does not speak of the certificate', async () => {
    const ran = await ask('--trust-lists', damaged, '--lotl-anchors', journal, '--oj-url', europe.ojUrl, file, unknown);
    expect(ran.status).toBe(6);
    expect(linesOf(ran)).toMatchObject([
      {
        exitCode: 6,
        subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
        qualificationAtValidation: 'NA',
        gaps: [{ territory: 'XA', state: 'unusable' }],
        reasons: [
          { about: 'chain' },
          { about: 'issuance', code: 'TL_LIST_UNUSABLE' },
          { about: 'validation', code: 'TL_LIST_UNUSABLE', message: expect.stringMatching(/list of XA.*EUTL_/) },
        ],
      },
      { exitCode: 3, reasons: [{ about: 'chain' }, { code: 'TL_SERVICE_NOT_FOUND' }, { code: 'TL_SERVICE_NOT_FOUND' }] },
    ]);
  });

  it('tells of a list past its next update beside what it says', async () => {
    const late = ['certificate', '--offline', '--at', '2026-10-16T00:00:00Z', ...trust, file];
    const gaps = [{ territory: 'XA', state: 'stale', codes: expect.arrayContaining(['WARNING_EUTL_NEXTUPDATE_PASSED']) }];
    expect(linesOf(await sigillum([...late, '--ndjson']))).toMatchObject([{ qualificationAtIssuance: 'QCERT_FOR_ESIG_QSCD', gaps }]);
    expect(linesOf(await ask(...trust, file))).toMatchObject([{ gaps: [] }]);
    const told = '  The trusted list of XA may not be the newest: it is past its next update';
    expect((await sigillum(late)).out).toContain(told);
    expect((await sigillum(['certificate', '--offline', '--at', AT, ...trust, file])).out).not.toContain('may not be the newest');
  });

  it('tells people in sentences what it was and is, with the words in brackets', async () => {
    const at = ['--at', '2026-10-01T00:00:00Z'];
    const { out } = await sigillum(['certificate', '--offline', ...at, ...trust, file]);
    const was =
      'At issuance: It is a qualified certificate for electronic signatures, with the key in a qualified device. (QCERT_FOR_ESIG_QSCD, QSCD_YES)';
    expect(out).toContain(`${was}: Listed Provider (XA), Listed CA for signatures`);
    expect(out).toContain('At validation: It is a certificate for electronic signatures that is not qualified. (CERT_FOR_ESIG, QSCD_NO)');
    expect(out).toContain('withdrawn since 2026-09-01 00:00:00 UTC. (TL_SERVICE_NOT_GRANTED)');
  });

  it('a folder is refused, and no certificate in it judged in its name', async () => {
    const ran = await ask(...trust, journal);
    expect(ran.status).toBe(7);
    expect(linesOf(ran)).toMatchObject([{ file: journal, exitCode: 7, error: { code: 'FILE_IS_DIRECTORY' } }]);
  });

  it('judges nothing without the lists that were asked for', async () => {
    const other = ['--trust-lists', lists, '--lotl-anchors', journal, '--oj-url', 'https://journal.example/other'];
    const ran = await ask(...other, file);
    expect(ran.status).toBe(6);
    expect(linesOf(ran)).toMatchObject([
      {
        file,
        exitCode: 6,
        error: { code: 'TRUST_LISTS_UNUSABLE', message: expect.stringContaining('LOTL_VERIFICATION_FAILED') },
        reasons: [],
      },
    ]);
  });

  it.each([
    [[], 'Name the certificates'],
    [['--trust-lists', lists, file], '--lotl-anchors'],
    [['--trust-lists', lists, '--lotl-anchors', journal, file], '--oj-url'],
    [['--trust-lists', journal, '--lotl-anchors', journal, '--oj-url', europe.ojUrl, file], 'no list of the lists'],
    [['--trust-lists', join(folder, 'nowhere'), '--lotl-anchors', journal, '--oj-url', europe.ojUrl, file], 'nowhere'],
    [['--trust-lists', lists, '--no-trust-lists', file], 'exclude each other'],
    [['--lotl-anchors', journal, file], '--trust-lists'],
    [['--oj-url', europe.ojUrl, file], '--trust-lists'],
    [['--policy', 'dss-compatible', '--policy', 'en-319-102-1', file], 'one policy'],
    [['--frobnicate', file], '--frobnicate'],
  ])('%j is wrong usage', async (args, message) => {
    const ran = await sigillum(['certificate', '--offline', ...args]);
    expect(ran.status).toBe(2);
    expect(ran.err).toContain(message);
  });
});
