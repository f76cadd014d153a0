import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SimpleReport } from '@sigillum/reports';
import { afterAll } from 'vitest';

export const ROOT = join(import.meta.dirname, '../../..');
export const BIN = join(ROOT, 'apps/cli/bin/sigillum.mjs');
export const ANCHOR = join(ROOT, 'fixtures/pki/root.pem');

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export type Line = SimpleReport & { readonly file: string };

/** The document of a fixture. */
export function fixture(name: string): string {
  return join(ROOT, 'fixtures', name, 'input.pdf');
}

export const GOOD = fixture('pades-baseline/b-rsa2048');
export const BAD = fixture('pades-defects/p10-value-damaged');
export const CHANGED = fixture('pades-changes/p31-page-removed');
export const UNSIGNED = fixture('unreadable/unsigned');
export const LOCKED = fixture('unreadable/p37-password');

/** A data folder that is not there: whoever runs the tests may have lists of his own. */
const NO_DATA = join(tmpdir(), 'sigillum-has-no-data');

/** Runs the built command as a user would, with `input` on its standard input and `environment` beside what is set. */
export function sigillum(
  args: readonly string[],
  input: Uint8Array | string = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [BIN, ...args], { cwd: ROOT, env: { ...process.env, SIGILLUM_DATA: NO_DATA, ...environment } });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', () => undefined); // it need not read its input
  child.stdin.end(input);
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }));
  });
}

/** The lines of `--ndjson`. */
export function linesOf({ out }: Ran): Line[] {
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

/** A folder that is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sigillum-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file into a folder and gives its path. */
export function put(folder: string, name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What a replay that draws the same verdict says on standard error. */
export const SAME_AS_SAVED =
  'sigillum: same as saved.\nsigillum: trust anchors and trusted lists are those in the file, for which nobody vouches.\n';
