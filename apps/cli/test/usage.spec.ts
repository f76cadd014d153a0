import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HELP } from '../src/usage.js';
import { ANCHOR, BIN, GOOD, put, ROOT, sigillum, temporaryFolder } from './sigillum.js';

const folder = temporaryFolder();

describe('wrong usage', () => {
  it.each([
    [[], 'sigillum help'],
    [['frobnicate'], 'There is no command "frobnicate"'],
    [['validate'], 'Name the files'],
    [['validate', '--frobnicate', GOOD], 'There is no option --frobnicate; `sigillum help` lists the options.'],
    [['validate', '--anchor', GOOD], 'There is no option --anchor; did you mean --anchors?'],
    [['validate', '-x', GOOD], 'There is no option -x;'],
    [['validate', '--offline=yes', GOOD], '--offline takes no value; leave yes out.'],
    [['validate', GOOD, '--at'], '--at needs a value.'],
    [['validate', '--at', '--offline', GOOD], '--at needs a value; if --offline is it, write --at=--offline.'],
    [['certificate', '--trust-list', GOOD], 'did you mean --trust-lists?'],
    [['replay', '--polcy', 'x', GOOD], 'did you mean --policy?'],
    [['validate', '--json', '--ndjson', GOOD], 'exclude each other'],
    [['validate', '-', '-'], 'only once'],
    [['validate', '--policy', 'strict', GOOD], 'dss-compatible'],
    [
      ['validate', '--policy', put(folder, 'no-policy.json', '{"extends":"dss-compatible","name":"x","polcy":1}'), GOOD],
      '"polcy" is no key',
    ],
    [['validate', '--policy', GOOD, GOOD], 'one JSON object'],
    [['validate', '--save-evidence', `${folder}/e.json`, GOOD, GOOD], 'one document'],
    [['validate', '--save-evidence', `${folder}/no/such/folder/e.json`, GOOD], "can't be written"],
    [['replay'], 'Name one file of saved evidence'],
    [['replay', GOOD, GOOD], 'Name one file of saved evidence'],
    [['replay', '--anchors', GOOD, GOOD], '--anchors'],
    [['replay', '--at', 'yesterday', GOOD], '--at yesterday'],
    [['replay', '--policy', 'strict', GOOD], 'dss-compatible'],
    [['policy'], 'sigillum policy list'],
    [['policy', 'show'], 'sigillum policy list'],
    [['policy', 'show', 'strict'], 'dss-compatible'],
    [['policy', 'diff', 'dss-compatible'], 'sigillum policy list'],
    [['policy', 'list', '--long'], 'no option --long'],
    [['policy', 'list', '--json'], '--json goes with show'],
    [['trust', 'show', '--jsn'], 'There is no option --jsn; did you mean --json?'],
    [['trust', 'show', '--at'], '--at needs a value.'],
    [['trust', 'refresh', '--trust-lists', folder], '--trust-lists has no effect on `sigillum trust refresh`'],
    [['trust', 'diff', 'a', 'b', '--trust-snapshot', 'c'], '--trust-snapshot has no effect'],
    [['trust', 'anchors', '--at', '2026-01-01T00:00:00Z'], '--at has no effect'],
    [['validate', '--require', 'QES', GOOD], '--require QES: one of qes, adesqc, ades'],
    [['validate', '--require', 'adesqc', '--no-trust-lists', GOOD], 'leave --no-trust-lists out'],
    [['validate', '--report', 'text', GOOD], '--out DIR'],
    [['validate', '--out', folder, GOOD], '--report'],
    [['validate', '--report', 'poem', '--out', folder, GOOD], 'text, simple, detailed, etsi'],
    [['validate', '--workers', '0', GOOD], '--workers'],
    [['validate', '--workers', 'two', GOOD], '--workers'],
    [['validate', '--max-bytes', '1e3', GOOD], '--max-bytes'],
    [['validate', '--batch', '/no/such/file'], '/no/such/file'],
    [['validate', '--batch', put(folder, 'a.jsonl', `{"file":"x"}\n{"name":"y"}\n`)], 'line 2'],
    [['validate', '--batch', put(folder, 'b.jsonl', '{"file":\n')], 'line 1'],
    [['validate', '--trust-lists', folder, GOOD], '--lotl-anchors'],
    [['validate', '--trust-lists', folder, '--lotl-anchors', GOOD, GOOD], '--oj-url'],
    [['validate', '--lotl-anchors', GOOD, GOOD], '--trust-lists'],
    [['inspect'], 'Name one file'],
    [['inspect', GOOD, GOOD], 'Name one file'],
    [['inspect', '--tree', GOOD], 'Name one file'],
    [['explain', 'NO_SUCH_CODE'], 'There is no code "NO_SUCH_CODE"'],
    [['explain', 'REVOKED', 'EXPIRED'], 'One code at a time'],
  ])('%j: status 2, nothing on standard output, and a word on standard error', async (args, message) => {
    const ran = await sigillum(args);
    expect(ran).toMatchObject({ status: 2, out: '' });
    expect(ran.err).toMatch(/^sigillum: /);
    expect(ran.err).toContain(message);
  });

  it('--evidence-record is not in this version, and the command says so', async () => {
    const ran = await sigillum(['validate', '--evidence-record', GOOD, GOOD]);
    expect(ran).toMatchObject({ status: 2, out: '' });
    expect(ran.err).toContain(`--evidence-record: this version does not judge`);
  });

  it.each(['html', 'pdf'])('--report %s is not in this version, and the command says so', async (report) => {
    const ran = await sigillum(['validate', '--report', `text,${report}`, '--out', folder, GOOD]);
    expect(ran.status).toBe(2);
    expect(ran.err).toContain('does not write it yet');
  });

  it.each([[['help']], [['--help']], [['validate', '--help']], [['inspect', '-h']]])('%j: help, status 0', async (args) => {
    const ran = await sigillum(args);
    expect(ran).toMatchObject({ status: 0, err: '' });
    expect(ran.out).toContain('sigillum validate [options] FILE... | DIR | -');
  });

  it('the help fits 100 columns and names every option that a command takes', () => {
    expect(HELP.split('\n').filter((line) => line.length > 100)).toEqual([]);
    const sources = ['validate/options.ts', 'trust/trust-options.ts', 'commands/certificate.ts', 'commands/replay.ts', 'commands/trust.ts'];
    const options = sources.flatMap((file) => {
      const text = readFileSync(join(ROOT, 'apps/cli/src', file), 'utf8');
      return [...text.matchAll(/^ +(?:return readArguments[(]args, [{] )?'?([a-z-]+)'?: [{] type: /gm)].map(([, name]) => `--${name}`);
    });
    expect(options).toEqual(expect.arrayContaining(['--detached', '--trust-snapshot', '--at']));
    expect([...new Set(options)].filter((option) => !HELP.includes(option))).toEqual(['--evidence-record']); // refused in this version
  });
});

describe.runIf(existsSync('/dev/full'))('where nothing can be written (Linux)', () => {
  it('a full disk under standard output is told, and is no interruption: status 2', () => {
    const full = openSync('/dev/full', 'w');
    const ran = spawnSync(process.execPath, [BIN, 'help'], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
    closeSync(full);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain("The output can't be written (ENOSPC)");
  });

  it('a disk that takes no more leaves what stood there, and nothing half written: status 2', () => {
    const evidence = put(folder, 'kept.json', 'as it was');
    const script = 'trap "" XFSZ; ulimit -f 4; exec "$0" "$@"';
    const args = ['-c', script, process.execPath, BIN, 'validate', '--offline', '--anchors', ANCHOR, '--save-evidence', evidence, GOOD];
    const ran = spawnSync('bash', args, { encoding: 'utf8' });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain("kept.json can't be written (EFBIG)");
    expect(readFileSync(evidence, 'utf8')).toBe('as it was');
    expect(readdirSync(folder).filter((name) => name.includes('kept'))).toEqual(['kept.json']);
  });

  it('a folder that can not be made in ends the command: status 2', async () => {
    const ran = await sigillum(['validate', '--report', 'text', '--out', '/proc/sigillum/reports', GOOD]);
    expect(ran).toMatchObject({ status: 2, out: '' });
    expect(ran.err).toContain("can't be written (ENOENT)");
  });
});
