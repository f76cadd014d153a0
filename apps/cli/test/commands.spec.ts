import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogueIn } from '@sigillum/reports';
import { ANCHOR, fixture, GOOD, linesOf, LOCKED, ROOT, sigillum, UNSIGNED } from './sigillum.js';

describe('version', () => {
  it.each(['version', '--version'])('%s', async (command) => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'apps/cli/package.json'), 'utf8')) as { version: string };
    expect(await sigillum([command])).toEqual({ status: 0, out: `sigillum ${version}\n`, err: '' });
  });
});

describe('explain', () => {
  it('says what a code means, why it matters, who can change it and what to do', async () => {
    const ran = await sigillum(['explain', 'revoked-no-poe']);
    expect(ran).toMatchObject({ status: 0, err: '' });
    expect(ran.out.split('\n').map((line) => line.split(':')[0]?.trim())).toEqual([
      'REVOKED_NO_POE',
      expect.stringContaining('was revoked'),
      'Why it matters',
      'Who can change it',
      'Next step',
      'Source',
      '',
    ]);
  });

  it('without a code lists all of them, a line each', async () => {
    const ran = await sigillum(['explain']);
    expect(ran.out.trimEnd().split('\n').length).toBe(catalogueIn('en').length);
    expect(ran.out).toContain('TOTAL-PASSED ');
  });

  it('knows every code that a report names', async () => {
    const [line] = linesOf(await sigillum(['validate', '--ndjson', fixture('pades-changes/p31-page-removed')]));
    const codes = [...(line?.signatures[0]?.reasons ?? []), ...(line?.signatures[0]?.changesAfter ?? [])].map((one) => one.code);
    expect(codes.length).toBeGreaterThan(0);
    const known = new Set(catalogueIn('en').map((entry) => entry.code));
    expect(codes.filter((code) => !known.has(code))).toEqual([]);
  });
});

describe('inspect', () => {
  it('draws the document as a tree', async () => {
    const ran = await sigillum(['inspect', GOOD]);
    expect(ran).toMatchObject({ status: 0, err: '' });
    expect(ran.out).toMatch(/^\S/);
    expect(ran.out).toMatch(/^├─ /m);
    expect(ran.out).toContain('Signature1');
    expect(ran.out).toContain('Astrid Lind');
  });

  it('gives the same tree as JSON', async () => {
    const tree = JSON.parse((await sigillum(['inspect', '--json', GOOD])).out) as { label: string; children: unknown[] };
    expect(tree.children.length).toBeGreaterThan(0);
    expect((await sigillum(['inspect', '--json', '-'], readFileSync(GOOD))).out).toBe(`${JSON.stringify(tree, undefined, 2)}\n`);
  });

  it('takes an unsigned document', async () => {
    expect((await sigillum(['inspect', UNSIGNED])).status).toBe(0);
  });

  it.each([
    [LOCKED, 'password'],
    [ANCHOR, ''],
    ['no-such.pdf', 'does not exist'],
    [ROOT, 'is a directory'],
  ])('%s can not be looked at: status 7', async (file, message) => {
    const ran = await sigillum(['inspect', file]);
    expect(ran).toMatchObject({ status: 7, out: '' });
    expect(ran.err).toMatch(/^sigillum: .+/);
    expect(ran.err).toContain(message);
  });
});
