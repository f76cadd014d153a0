import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { worstOf } from '../exit-status.js';
import { UsageError } from '../usage.js';
import { evaluateAll } from '../validate/batch.js';
import type { Evaluation } from '../validate/evaluate.js';
import { jobsOf } from '../validate/jobs.js';
import { readValidateOptions, type ReportName, type ValidateOptions } from '../validate/options.js';

const ENDINGS: Readonly<Record<ReportName, string>> = {
  text: 'report.txt',
  simple: 'simple.json',
  detailed: 'detailed.json',
  etsi: 'etsi.xml',
};

/** `sigillum validate`: prints a verdict for each document and returns the exit status of the worst. */
export async function validate(args: readonly string[]): Promise<number> {
  const options = readValidateOptions(args);
  const jobs = jobsOf(options);
  const single = options.batch === undefined && options.files.length === 1 && jobs[0]?.file === options.files[0];
  if (options.out !== undefined) writing(options.out, (folder) => mkdirSync(folder, { recursive: true }));
  const lines: Evaluation['line'][] = [];
  const statuses: number[] = [];
  for await (const evaluation of evaluateAll(jobs, options)) {
    statuses.push(evaluation.exitCode);
    progress(statuses.length, jobs.length);
    if (options.out !== undefined) writeReports(evaluation, options, single ? '' : `${String(statuses.length).padStart(4, '0')}-`);
    if (options.output === 'ndjson') await print(`${JSON.stringify(evaluation.line)}\n`);
    else if (options.output === 'json') lines.push(evaluation.line);
    else await print(`${evaluation.text}\n`);
    await setImmediate(); // judging waits for nothing; without a turn of the event loop no signal would come through
  }
  progressDone(jobs.length);
  const exitCode = worstOf(statuses);
  if (options.output === 'json')
    process.stdout.write(`${JSON.stringify(single ? lines[0] : { exitCode, documents: lines }, undefined, 2)}\n`);
  return exitCode;
}

/** A reader who is slower than the batch makes it wait, and not the memory grow. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** Names are numbered where there are several documents, since two may have the same name. */
function writeReports({ line, reports }: Evaluation, { out = '.', reports: wanted }: ValidateOptions, number: string): void {
  const stem = `${number}${line.file === '-' ? 'stdin' : basename(line.file)}`;
  for (const name of wanted) {
    const content = reports[name];
    if (content === undefined)
      process.stderr.write(`sigillum: ${line.file}: no ${name} report, which is about one signature or time-stamp at least.\n`);
    else writing(join(out, `${stem}.${ENDINGS[name]}`), (path) => writeFileSync(path, `${content.trimEnd()}\n`));
  }
}

function writing(path: string, write: (path: string) => void): void {
  try {
    write(path);
  } catch (cause) {
    throw new UsageError(`--out: ${path} can't be written (${(cause as NodeJS.ErrnoException).code}); name a folder that can be.`);
  }
}

function progress(done: number, all: number): void {
  if (all > 1 && process.stderr.isTTY) process.stderr.write(`\r${done} of ${all} documents`);
}

function progressDone(all: number): void {
  if (all > 1 && process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
