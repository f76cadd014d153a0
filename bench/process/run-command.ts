import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { COMMAND } from './built.ts';
import { processorSeconds } from './processor-time.ts';

/** What a process of its own used: its largest resident set, and processor time of all its threads. */
export interface Usage {
  readonly peakBytes: number;
  readonly cpuSeconds: number;
}

export interface CommandRun {
  readonly seconds: number;
  readonly exitCode: number | null;
  readonly lines: readonly string[];
  /** Seconds after the start at which each line of standard output came. */
  readonly times: readonly number[];
  /** Processor seconds of the process when each line came; undefined where the system does not say. */
  readonly processor: readonly (number | undefined)[];
  readonly usage: Usage;
}

/** Runs `sigillum` in a process of its own and records what it uses. */
export async function runCommand(args: readonly string[]): Promise<CommandRun> {
  const recorder = join(import.meta.dirname, 'usage-recorder.ts');
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', recorder, COMMAND, ...args], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] });
  const usage = text(child.stdio[3] as Readable);
  const ended = new Promise<number | null>((resolve, reject) => child.once('exit', resolve).once('error', reject));
  const lines: string[] = [];
  const times: number[] = [];
  const processor: (number | undefined)[] = [];
  for await (const line of createInterface({ input: child.stdio[1] as Readable })) {
    lines.push(line);
    times.push((performance.now() - started) / 1000);
    processor.push(processorSeconds(child.pid));
  }
  const exitCode = await ended;
  return { seconds: (performance.now() - started) / 1000, exitCode, lines, times, processor, usage: JSON.parse(await usage) as Usage };
}
