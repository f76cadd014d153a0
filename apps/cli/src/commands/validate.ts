import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { worstOf } from '../exit-status.js';
import { evaluateAll } from '../validate/batch.js';
import type { Evaluation } from '../validate/evaluate.js';
import { jobsOf } from '../validate/jobs.js';
import { readValidateOptions, type ReportName, type ValidateOptions } from '../validate/options.js';

const ENDINGS: Readonly<Record<ReportName, string>> = { text: 'report.txt', simple: 'simple.json', detailed: 'detailed.json' };

/** `sigillum validate`: prints a verdict for each document and returns the exit status of the worst. */
export async function validate(args: readonly string[]): Promise<number> {
  const options = readValidateOptions(args);
  const jobs = jobsOf(options);
  if (options.out !== undefined) mkdirSync(options.out, { recursive: true });
  const lines: Evaluation['line'][] = [];
  const statuses: number[] = [];
  for await (const evaluation of evaluateAll(jobs, options)) {
    statuses.push(evaluation.exitCode);
    progress(statuses.length, jobs.length);
    if (options.out !== undefined) writeReports(evaluation, statuses.length, options);
    if (options.output === 'ndjson') process.stdout.write(`${JSON.stringify(evaluation.line)}\n`);
    else if (options.output === 'text') process.stdout.write(`${evaluation.text}\n`);
    else lines.push(evaluation.line);
  }
  progressDone(jobs.length);
  if (options.output === 'json') {
    process.stdout.write(
      `${JSON.stringify(jobs.length === 1 && options.batch === undefined ? lines[0] : { documents: lines }, undefined, 2)}\n`,
    );
  }
  return worstOf(statuses);
}

/** Names are numbered where there are several documents, since two may have the same name. */
function writeReports({ line, reports }: Evaluation, number: number, options: ValidateOptions): void {
  const single = options.files.length === 1 && options.batch === undefined && number === 1;
  const stem = `${single ? '' : `${String(number).padStart(4, '0')}-`}${line.file === '-' ? 'stdin' : basename(line.file)}`;
  for (const [name, content] of Object.entries(reports)) {
    writeFileSync(join(options.out ?? '.', `${stem}.${ENDINGS[name as ReportName]}`), `${content}\n`);
  }
}

function progress(done: number, all: number): void {
  if (all > 1 && process.stderr.isTTY) process.stderr.write(`\r${done} of ${all} documents`);
}

function progressDone(all: number): void {
  if (all > 1 && process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
