import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ORACLE } from '../process/built.ts';
import { median } from '../figures.ts';
import { processorSeconds } from '../process/processor-time.ts';
import { inScratchFolder } from '../process/scratch.ts';
import { mebibytes, type Row, seconds } from '../table.ts';

interface Reading {
  readonly lists: number;
  readonly authenticated: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
const LISTS = join(CORPUS, 'trust-lists/2023');
const ANCHORS = join(CORPUS, 'trust-anchors/oj-2019');
const OJ_URL = 'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=uriserv:OJ.C_.2019.276.01.0001.01.ENG';
const AT = '2023-10-28T00:00:00Z';
const SCRIPTS = join(import.meta.dirname, '../trust-lists');

/** The EU lists of one autumn, authenticated from their files; the snapshot stored and read back by new processes; the same lists by the peer. */
export async function measureTrustLists(peer: 'dss' | undefined, rounds: number): Promise<{ rows: Row[]; values: unknown }> {
  if (!existsSync(LISTS)) return { rows: [['EU lists of 2023', 'not measured', 'the conformance corpus is not there']], values: null };
  return inScratchFolder(async (folder) => {
    const stored = join(folder, 'snapshot');
    const reading = JSON.parse(await output('read-lists.ts', LISTS, ANCHORS, OJ_URL, AT, stored)) as Reading;
    const back: number[] = [];
    for (let round = 0; round < rounds; round++) back.push((JSON.parse(await output('read-snapshot.ts', stored)) as Reading).seconds);
    const theirs = peer && existsSync(ORACLE) ? await readByPeer() : undefined;
    const rows: Row[] = [
      [
        `${reading.authenticated} of ${reading.lists} lists authenticated`,
        seconds(reading.seconds),
        `up to ${mebibytes(reading.peakBytes)}`,
      ],
      ['processor time of the whole process', seconds(reading.cpuSeconds)],
      [
        'snapshot back from disk, median',
        seconds(median(back)),
        `worst ${seconds(Math.max(...back))}; ${mebibytes(statSync(stored).size)}`,
      ],
      ...(theirs ? [['EU DSS, the same lists', seconds(theirs.seconds), `processor ${seconds(theirs.cpuSeconds ?? NaN)}`] as const] : []),
    ];
    return { rows, values: { reading, back, theirs } };
  });
}

async function output(script: string, ...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(SCRIPTS, script), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed, code] = await Promise.all([text(child.stdout), new Promise((resolve) => child.once('exit', resolve))]);
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}`);
  return printed;
}

async function readByPeer(): Promise<{ seconds: number; cpuSeconds: number | undefined }> {
  const started = performance.now();
  const args = ['--trust-lists', LISTS, '--oj', ANCHORS, '--at', AT, '--lists'];
  const child = spawn(ORACLE, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let cpuSeconds: number | undefined;
  for await (const _ of child.stdout) cpuSeconds = processorSeconds(child.pid) ?? cpuSeconds;
  return { seconds: (performance.now() - started) / 1000, cpuSeconds };
}
