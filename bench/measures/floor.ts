import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { BenchDocuments } from '../documents.ts';
import { COMMAND } from '../process/built.ts';
import { mebibytes, rate, type Row, seconds } from '../table.ts';

/** What the engine was asked for in one pass over the set, and how long that takes alone, on one thread. */
export interface Floor {
  readonly digests: number;
  readonly digestedBytes: number;
  readonly checks: number;
  readonly keys: number;
  readonly digestSeconds: number;
  readonly checkSeconds: number;
  readonly keySeconds: number;
}

/** The cost of the digests, signature checks and key imports of one pass, with nothing around them. */
export async function measureFloor(documents: BenchDocuments): Promise<{ rows: Row[]; values: Floor }> {
  const recorder = join(import.meta.dirname, '../process/crypto-recorder.ts');
  const args = ['validate', '--ndjson', '--workers', '1', ...documents.options, ...documents.files];
  const child = spawn(process.execPath, ['--import', recorder, COMMAND, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ignore', 'pipe'],
  });
  const values = JSON.parse(await text(child.stdio[4] as Readable)) as Floor;
  const whole = values.digestSeconds + values.checkSeconds + values.keySeconds;
  const rows: Row[] = [
    ['digests', seconds(values.digestSeconds), `${values.digests} over ${mebibytes(values.digestedBytes)}`],
    ['signature checks', seconds(values.checkSeconds), `${values.checks}`],
    ['import of public keys', seconds(values.keySeconds), `${values.keys}`],
    ['a program that did nothing else', rate(documents.files.length / whole), 'one thread, one pass, nothing seen before'],
  ];
  return { rows, values };
}
