import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPem } from '@sigillum/encoding';
import { ANCHOR, BAD, CHANGED, fixture, GOOD, linesOf, put, sigillum, temporaryFolder, UNSIGNED } from '../sigillum.js';

const folder = temporaryFolder();
const AT = ['--at', '2026-06-01T12:00:00Z'];
const pem = readFileSync(ANCHOR, 'utf8');
const [der] = readPem(pem).map((block) => block.bytes);
const other = readFileSync(GOOD);

describe('exit status', () => {
  it.each([
    ['every signature passed', 0, ['--anchors', ANCHOR, GOOD]],
    ['the content was changed', 1, ['--anchors', ANCHOR, BAD]],
    ['undecided under given trust', 3, ['--anchors', ANCHOR, fixture('pades-baseline/b-sha1')]],
    ['undecided where no list is wanted', 3, ['--no-trust-lists', GOOD]],
    ['no signature', 4, [UNSIGNED]],
    ['undecided without any trust', 6, [GOOD]],
    ['bad, whether trusted or not', 1, [CHANGED]],
    ['unreadable', 7, ['no-such-file.pdf']],
    ['the worst of several: bad before unreadable', 1, ['--anchors', ANCHOR, GOOD, 'no-such-file.pdf', BAD, UNSIGNED]],
    ['the worst of several: unreadable before missing trust', 7, [GOOD, 'no-such-file.pdf', UNSIGNED]],
    ['the worst of several: missing trust before no signature', 6, [UNSIGNED, GOOD]],
    ['the worst of several: undecided before no signature', 3, ['--no-trust-lists', UNSIGNED, GOOD]],
    ['the worst of several: no signature before passed', 4, ['--anchors', ANCHOR, UNSIGNED, GOOD]],
  ])('%s: %i', async (_, status, args) => {
    const ran = await sigillum(['validate', ...AT, ...args]);
    expect(ran.err).toBe('');
    expect(ran.status).toBe(status);
  });
});

describe('trust and time', () => {
  const bundle = put(folder, 'bundle.pem', `some text\n${pem}\nmore text\n${pem}`);
  const anchors = join(folder, 'anchors');
  mkdirSync(anchors);
  put(anchors, 'root.der', der ?? '');
  put(anchors, '.hidden', 'not looked at');
  mkdirSync(join(anchors, 'sub-folder'));
  const empty = join(folder, 'empty');
  mkdirSync(empty);

  it.each([
    ['a PEM file', ANCHOR, 1],
    ['a bundle with text around', bundle, 2],
    ['a DER file', join(anchors, 'root.der'), 1],
    ['a folder', anchors, 1],
  ])('--anchors takes %s', async (_, path, count) => {
    const ran = await sigillum(['validate', '--json', ...AT, '--anchors', path, GOOD]);
    expect(ran.status).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ trust: { anchors: count }, signatures: [{ indication: 'TOTAL-PASSED' }] });
  });

  it.each([
    ['is not there', join(folder, 'no-such.pem'), 'does not exist'],
    ['is no certificate', GOOD, 'holds no certificate'],
    ['has broken PEM', put(folder, 'broken.pem', `${pem}-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n`), 'PEM'],
    ['is an empty folder', empty, 'holds no certificate'],
  ])('--anchors that %s is wrong usage', async (_, path, message) => {
    const ran = await sigillum(['validate', '--anchors', path, GOOD]);
    expect(ran).toMatchObject({ status: 2, out: '' });
    expect(ran.err).toContain(`--anchors ${path}`);
    expect(ran.err).toContain(message);
  });

  it('--certificates that hold none of the three are wrong usage', async () => {
    const ran = await sigillum(['validate', '--certificates', UNSIGNED, GOOD]);
    expect(ran).toMatchObject({ status: 2, out: '' });
    expect(ran.err).toContain(`--certificates ${UNSIGNED}`);
  });

  it('--certificates are trusted for nothing', async () => {
    const ran = await sigillum(['validate', '--ndjson', ...AT, '--no-trust-lists', '--certificates', ANCHOR, GOOD]);
    expect(linesOf(ran)).toMatchObject([{ exitCode: 3, trust: { anchors: 0, trustLists: 'not-used' } }]);
  });

  it.each([
    ['2026-06-01T12:00:00Z', '2026-06-01T12:00:00Z'],
    ['2026-06-01T14:00:00+02:00', '2026-06-01T12:00:00Z'],
    ['2026-06-01T12:00:00.500Z', '2026-06-01T12:00:00.500Z'],
  ])('--at %s is %s', async (at, utc) => {
    const [line] = linesOf(await sigillum(['validate', '--ndjson', '--at', at, GOOD]));
    expect(line?.validationTime).toBe(utc);
  });

  it.each(['2026-06-01', '2026-06-01T12:00:00', 'yesterday', '2026-02-30T12:00:00Z', ''])('--at "%s" is wrong usage', async (at) => {
    const ran = await sigillum(['validate', '--at', at, GOOD]);
    expect(ran).toMatchObject({ status: 2, out: '' });
    expect(ran.err).toContain('2026-03-01T12:00:00Z');
  });

  it('a policy is named in the report, and decides', async () => {
    const under = async (policy: string) => linesOf(await sigillum(['validate', '--ndjson', ...AT, '--policy', policy, GOOD]))[0];
    expect(await under('dss-compatible')).toMatchObject({ policy: { name: 'dss-compatible' } });
    expect(await under('ts-119-172-4')).toMatchObject({ policy: { name: 'ts-119-172-4' } });
  });
});

describe('folders', () => {
  it('stand for the files in them and below, in the order of their names; links to files count, hidden files do not', async () => {
    const many = join(folder, 'many');
    mkdirSync(join(many, 'below'), { recursive: true });
    put(many, 'b.pdf', other);
    put(many, '.c.pdf', other);
    cpSync(UNSIGNED, join(many, 'below', 'a.pdf'));
    symlinkSync(GOOD, join(many, 'z.pdf'));
    symlinkSync(many, join(many, 'y'));
    const ran = await sigillum(['validate', '--ndjson', ...AT, many]);
    expect(linesOf(ran).map((line) => line.file)).toEqual(['b.pdf', 'below/a.pdf', 'z.pdf'].map((name) => join(many, name)));
  });
});

describe('reports', () => {
  it('of one document have its name', async () => {
    const out = join(folder, 'one', 'deep');
    const ran = await sigillum(['validate', ...AT, '--anchors', ANCHOR, '--report', 'text, simple,detailed,etsi', '--out', out, GOOD]);
    expect(ran.status).toBe(0);
    expect(readdirSync(out).sort()).toEqual([
      'input.pdf.detailed.json',
      'input.pdf.etsi.xml',
      'input.pdf.report.txt',
      'input.pdf.simple.json',
    ]);
    expect(`${readFileSync(join(out, 'input.pdf.report.txt'), 'utf8')}\n`).toBe(ran.out);
    const simple = JSON.parse(readFileSync(join(out, 'input.pdf.simple.json'), 'utf8'));
    const detailed = JSON.parse(readFileSync(join(out, 'input.pdf.detailed.json'), 'utf8'));
    expect({ file: GOOD, ...detailed.simple }).toEqual(simple);
  });

  it('of several are numbered, and those of unreadable ones say why', async () => {
    const out = join(folder, 'several');
    await sigillum(['validate', '--ndjson', '--report', 'simple', '--out', out, GOOD, 'no-such.pdf', CHANGED]);
    expect(readdirSync(out).sort()).toEqual(['0001-input.pdf.simple.json', '0002-no-such.pdf.simple.json', '0003-input.pdf.simple.json']);
    expect(JSON.parse(readFileSync(join(out, '0002-no-such.pdf.simple.json'), 'utf8'))).toMatchObject({
      error: { code: 'FILE_NOT_FOUND' },
    });
  });

  it('by ETSI are about one signature or time-stamp at least: without one the command says so', async () => {
    const out = join(folder, 'unsigned');
    const ran = await sigillum(['validate', '--ndjson', '--report', 'etsi,text', '--out', out, UNSIGNED, 'no-such.pdf']);
    expect(readdirSync(out).sort()).toEqual(['0001-input.pdf.report.txt', '0002-no-such.pdf.report.txt']);
    expect(ran.err.trimEnd().split('\n')).toEqual([
      `sigillum: ${UNSIGNED}: no etsi report, which is about one signature or time-stamp at least.`,
      'sigillum: no-such.pdf: no etsi report, which is about one signature or time-stamp at least.',
    ]);
  });

  it('that cannot be written are wrong usage', async () => {
    const ran = await sigillum(['validate', '--report', 'text', '--out', GOOD, GOOD]);
    expect(ran).toMatchObject({ status: 2, out: '' });
    expect(ran.err).toContain(`--out: ${GOOD} can't be written`);
  });
});
