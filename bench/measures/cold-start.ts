import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchDocuments } from '../documents.ts';
import { median } from '../figures.ts';
import { COMMAND } from '../process/built.ts';
import { type Row, seconds } from '../table.ts';

const RUNS = 10;

/** Seconds from the start of `sigillum validate` of one small PDF to its end, one process after another. */
export function measureColdStart(documents: BenchDocuments): Promise<{ rows: Row[]; values: unknown }> {
  const file = smallDocument(documents);
  const time = (args: readonly string[]): number => {
    const started = performance.now();
    spawnSync(process.execPath, args, { stdio: 'ignore' });
    return (performance.now() - started) / 1000;
  };
  const validate = [COMMAND, 'validate', '--offline', '--no-trust-lists', file];
  const withAnchors = [COMMAND, 'validate', ...documents.options, file];
  time(validate); // fills the page cache and Node's compile cache, as any earlier call did
  const repeat = (args: readonly string[]) => Array.from({ length: RUNS }, () => time(args));
  const values = { file, bare: repeat(['-e', '0']), validate: repeat(validate), anchors: repeat(withAnchors) };
  const row = (what: string, runs: readonly number[]): Row => [
    what,
    seconds(median(runs)),
    `median of ${RUNS}; least ${seconds(Math.min(...runs))}, most ${seconds(Math.max(...runs))}`,
  ];
  const rows = [row('sigillum validate, one small PDF', values.validate), row('node without any program', values.bare)];
  if (documents.anchors !== undefined) rows.splice(1, 0, row('the same with the trusted certificates of the set', values.anchors));
  return Promise.resolve({ rows, values });
}

/** The first fixture that is there, else the smallest document of the set. */
function smallDocument({ files }: BenchDocuments): string {
  const fixture = join(import.meta.dirname, '../../fixtures/pades-changes/p35-second-signature/input.pdf');
  if (existsSync(fixture)) return fixture;
  return files.reduce((least, file) => (statSync(file).size < statSync(least).size ? file : least));
}
