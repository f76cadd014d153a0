import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { worstOf } from '../exit-status.js';
import { UsageError } from '../usage.js';
import { evaluateAll } from '../validate/batch.js';
import { jobsOf } from '../validate/jobs.js';
import { readValidateOptions } from '../validate/options.js';
import type { Evaluation } from '../validate/reports.js';
import { makeReportFolder, writeEvidence, writeReports } from '../validate/write-files.js';

/** `sigillum validate`: prints a verdict for each document and returns the exit status of the worst. */
export async function validate(args: readonly string[]): Promise<number> {
  const options = readValidateOptions(args);
  const jobs = jobsOf(options);
  const single = options.batch === undefined && options.files.length === 1 && jobs[0]?.file === options.files[0];
  if (options.saveEvidence !== undefined && jobs.length !== 1)
    throw new UsageError('--save-evidence writes one file for one document: name one, and a file each for several.');
  if (options.out !== undefined) makeReportFolder(options.out);
  const lines: Evaluation['line'][] = [];
  const statuses: number[] = [];
  for await (const evaluation of evaluateAll(jobs, options)) {
    statuses.push(evaluation.exitCode);
    progress(statuses.length, jobs.length);
    if (options.out !== undefined)
      writeReports(evaluation, options.reports, options.out, single ? '' : `${String(statuses.length).padStart(4, '0')}-`);
    if (options.saveEvidence !== undefined) writeEvidence(evaluation, options.saveEvidence);
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

function progress(done: number, all: number): void {
  if (all > 1 && process.stderr.isTTY) process.stderr.write(`\r${done} of ${all} documents`);
}

function progressDone(all: number): void {
  if (all > 1 && process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
