import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ANCHOR, BAD, GOOD, linesOf, LOCKED, put, SAME_AS_SAVED, sigillum, temporaryFolder, UNSIGNED } from '../sigillum.js';

const folder = temporaryFolder();
const TRUST = ['--offline', '--no-trust-lists', '--anchors', ANCHOR];
const REPORTS = ['--report', 'text,simple,detailed,etsi', '--out'];

/** Validates and saves; the path of the saved evidence and what was printed. */
async function saved(document: string, name: string, ...options: string[]) {
  const path = join(folder, `${name}.json`);
  return { path, ran: await sigillum(['validate', ...TRUST, '--save-evidence', path, ...options, document]) };
}

function filesOf(path: string): Record<string, string> {
  return Object.fromEntries(readdirSync(path).map((file) => [file, readFileSync(join(path, file), 'utf8')]));
}

describe('replay', () => {
  it('prints and writes the same bytes in another process, with the same status, and says so', async () => {
    const { path, ran } = await saved(GOOD, 'good', ...REPORTS, join(folder, 'before'));
    const again = await sigillum(['replay', ...REPORTS, join(folder, 'after'), path]);
    expect(again).toEqual({ status: ran.status, out: ran.out, err: SAME_AS_SAVED });
    expect(again.status).toBe(0);
    expect(Object.keys(filesOf(join(folder, 'after'))).length).toBe(4);
    expect(filesOf(join(folder, 'after'))).toEqual(filesOf(join(folder, 'before')));
  });

  it.each([
    ['a bad signature', BAD, 1],
    ['an unsigned document', UNSIGNED, 4],
  ])('of %s gives the same line and status', async (_, document, status) => {
    const { path, ran } = await saved(document, `status-${status}`, '--ndjson');
    const again = await sigillum(['replay', '--ndjson', path]);
    expect(again).toEqual({ ...ran, err: SAME_AS_SAVED });
    expect(again.status).toBe(status);
  });

  it('reads a file from standard input', async () => {
    const { path, ran } = await saved(GOOD, 'piped', '--json');
    expect(await sigillum(['replay', '--json', '-'], readFileSync(path))).toMatchObject({ status: 0, out: ran.out });
  });

  it('asks anew as of another moment and under other policies, and says what differs', async () => {
    const { path } = await saved(GOOD, 'anew');
    const other = await sigillum([
      'replay',
      '--ndjson',
      '--at',
      '2050-01-01T00:00:00Z',
      '--policy',
      'dss-compatible',
      '--policy',
      'en-319-102-1',
      path,
    ]);
    const [line] = linesOf(other);
    expect(line).toMatchObject({
      policy: { name: 'dss-compatible' },
      validationTime: '2050-01-01T00:00:00Z',
      signatures: [{ subIndication: 'OUT_OF_BOUNDS_NOT_REVOKED' }],
      otherPolicies: [{ policy: { name: 'en-319-102-1' }, validationTime: '2050-01-01T00:00:00Z' }],
    });
    expect(other.status).toBe(3);
    expect(other.err).toContain('differs from what was saved (asked anew as of another moment and under dss-compatible):');
    expect(other.err).toContain('  signatures[0].indication: "TOTAL-PASSED" -> "INDETERMINATE"\n');
  });

  it('refuses a file that was changed, and one that is none', async () => {
    const { path } = await saved(GOOD, 'damaged');
    const damaged = put(folder, 'changed.json', readFileSync(path, 'utf8').replace('TOTAL-PASSED', 'TOTAL-FAILED'));
    const [line] = linesOf(await sigillum(['replay', '--ndjson', damaged]));
    expect(line).toMatchObject({ file: damaged, exitCode: 7, error: { code: 'SAVED_EVIDENCE_DAMAGED' }, signatures: [] });
    const other = await sigillum(['replay', GOOD]);
    expect(other.status).toBe(7);
    expect(other.out).toContain('SAVED_EVIDENCE_UNREADABLE');
    expect((await sigillum(['replay', '/no/such/file'])).out).toContain('FILE_NOT_FOUND');
  });
});

describe('--save-evidence', () => {
  it('saves nothing where there is no verdict, and says so', async () => {
    const { ran } = await saved(LOCKED, 'locked');
    expect(ran.status).toBe(7);
    expect(ran.err).toContain('no evidence is saved');
    expect(readdirSync(folder)).not.toContain('locked.json');
  });
});

describe('several policies', () => {
  it('give one verdict each, out of one evidence set, and the worst status', async () => {
    const house = put(
      folder,
      'house.json',
      JSON.stringify({
        extends: 'ts-119-172-4',
        name: 'our house',
        severities: { 'SAV.content-timestamps': 'fail' },
        digests: { 'SHA-256': '2020-01-01T00:00:00Z' },
      }),
    );
    const out = join(folder, 'several');
    const ran = await sigillum([
      'validate',
      ...TRUST,
      '--ndjson',
      '--report',
      'simple',
      '--out',
      out,
      '--policy',
      'dss-compatible',
      '--policy',
      house,
      GOOD,
    ]);
    const [line] = linesOf(ran);
    expect(ran.status).toBe(3);
    expect(line).toMatchObject({
      exitCode: 0,
      policy: { name: 'dss-compatible', version: '6.4-2', digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      signatures: [{ indication: 'TOTAL-PASSED' }],
      otherPolicies: [{ exitCode: 3, policy: { name: 'our house', version: '1' }, signatures: [{ indication: 'INDETERMINATE' }] }],
    });
    expect(Object.keys(filesOf(out)).sort()).toEqual(['input.pdf.our_house.simple.json', 'input.pdf.simple.json']);
  });
});

describe('policy', () => {
  it('list names the policies that ship, with their digests', async () => {
    const { status, out } = await sigillum(['policy', 'list']);
    expect(status).toBe(0);
    expect(out.match(/^\S+(?=, version .*, SHA-256 [0-9a-f]{64}$)/gm)).toEqual(['ts-119-172-4', 'en-319-102-1', 'dss-compatible']);
  });

  it('show says what every check weighs, and gives all of it as JSON', async () => {
    const { out } = await sigillum(['policy', 'show', 'dss-compatible']);
    expect(out).toMatch(/^ {2}fail {4}CV\.signature-value +EN 319 102-1 5\.2\.7/m);
    expect(out).toContain('  parameters.cryptography.digests.SHA-1: 2012-08-01T00:00:00Z\n');
    const json = JSON.parse((await sigillum(['policy', 'show', '--json', 'dss-compatible'])).out) as Record<string, unknown>;
    expect(json).toMatchObject({
      name: 'dss-compatible',
      severities: { 'CV.signature-value': 'fail' },
      parameters: { laterStatus: 'used' },
    });
  });

  it('diff says what differs, of files too', async () => {
    const house = put(
      folder,
      'soft.json',
      JSON.stringify({ extends: 'dss-compatible', name: 'soft', severities: { 'FC.page-count': 'warn' } }),
    );
    const { status, out } = await sigillum(['policy', 'diff', 'dss-compatible', house]);
    expect(status).toBe(0);
    expect(out.split('\n').slice(2)).toEqual(['  severities.FC.page-count: fail -> warn', '']);
    expect((await sigillum(['policy', 'diff', 'dss-compatible', 'dss-compatible'])).out).toContain('They say the same.');
  });

  it('check names a policy that can be used, and all that is wrong about one that can not', async () => {
    const good = put(folder, 'good-policy.json', JSON.stringify({ extends: 'ts-119-172-4', name: 'good', version: '7' }));
    expect((await sigillum(['policy', 'check', good])).out).toMatch(/good-policy\.json: good, version 7, SHA-256 /);
    const bad = put(
      folder,
      'bad-policy.json',
      JSON.stringify({ extends: 'ts-119-172-4', name: 'bad', severities: { 'CV.signature-value': 'ignore', 'FC.x': 'warn' } }),
    );
    const ran = await sigillum(['policy', 'check', bad]);
    expect(ran).toMatchObject({ status: 2, out: '' });
    expect(ran.err).toContain('CV.signature-value must not be set to ignore.');
    expect(ran.err).toContain('There is no check FC.x.');
  });
});
