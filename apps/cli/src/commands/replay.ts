import { CodedError, printable } from '@sigillum/encoding';
import { readSavedEvidence, replay as drawAgain, type Replay, type SavedEvidence } from '@sigillum/flows';
import { toErrorReport, toErrorText, type ValidationResult } from '@sigillum/reports';
import type { ValidationPolicy } from '@sigillum/validation';
import { readArguments } from '../arguments.js';
import { EXIT } from '../exit-status.js';
import { policiesOf } from '../policies.js';
import { UsageError } from '../usage.js';
import { openInput } from '../validate/open-input.js';
import { checkOutput, instantOf, reportsOf } from '../validate/options.js';
import { type Evaluation, evaluationOf, type Wanted, written } from '../validate/reports.js';
import { makeReportFolder, writeReports } from '../validate/write-files.js';
import { version } from '../version.js';

/** What fits into the memory of one process with all that is read out of it. */
const LARGEST = 256 * 1024 * 1024;

/** Whoever hands a file over may have written it, with a digest that fits: nothing in it was authenticated again. */
const UNVOUCHED = 'sigillum: trust anchors and trusted lists are those in the file, for which nobody vouches.\n';

/** Differences that are printed; the count of the others follows. */
const SHOWN = 50;

/**
 * `sigillum replay FILE`: the verdict again out of saved evidence, in the same words as then; on standard error, whether it is the same, and that the file is all that it rests on. Touches no
 * network. Exit status as of validate.
 */
export function replay(args: readonly string[]): number {
  const { values, positionals } = parse(args);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('Name one file of saved evidence: sigillum replay [options] FILE');
  checkOutput(values);
  const wanted = { reports: reportsOf(values.report), printsText: !values.json && !values.ndjson };
  const at = instantOf(values.at);
  const policies = policiesOf(values.policy ?? [], '--policy');
  if (values.out !== undefined) makeReportFolder(values.out);
  const evaluation = evaluated(file, wanted, (saved) => {
    const [first = saved.policy, ...others] = policies;
    const under = (policy: ValidationPolicy): ValidationResult => {
      const drawn = drawAgain(saved, { policy, ...(at !== undefined && { at }) });
      process.stderr.write(comparison(saved, drawn));
      return drawn.result;
    };
    const results: readonly [ValidationResult, ...ValidationResult[]] = [under(first), ...others.map(under)];
    process.stderr.write(UNVOUCHED);
    return results;
  });
  if (values.out !== undefined) writeReports(evaluation, wanted.reports, values.out);
  if (values.ndjson) process.stdout.write(`${JSON.stringify(evaluation.line)}\n`);
  else if (values.json) process.stdout.write(`${JSON.stringify(evaluation.line, undefined, 2)}\n`);
  else process.stdout.write(`${evaluation.text}\n`);
  return evaluation.exitCode;
}

function parse(args: readonly string[]) {
  return readArguments(args, {
    at: { type: 'string' },
    policy: { type: 'string', multiple: true },
    report: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
    ndjson: { type: 'boolean' },
  });
}

function evaluated(
  file: string,
  wanted: Wanted,
  judge: (saved: SavedEvidence) => readonly [ValidationResult, ...ValidationResult[]],
): Evaluation {
  try {
    const saved = readSavedEvidence(textOf(file));
    return evaluationOf(saved.about.name, judge(saved), wanted);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const line = { file, ...toErrorReport(error, EXIT.unreadable) };
    const [text, json] = [toErrorText(file, error), JSON.stringify(line, undefined, 2)];
    const reports = written(wanted.reports, { text: () => text, simple: () => json, detailed: () => json, etsi: () => undefined });
    return { exitCode: EXIT.unreadable, line, text, reports, others: [] };
  }
}

function textOf(file: string): string {
  const input = openInput(file, LARGEST);
  try {
    return Buffer.from(input.source.read(0, input.source.size)).toString('utf8');
  } finally {
    input.close();
  }
}

function comparison({ about, at, policy }: SavedEvidence, { same, differences, result }: Replay): string {
  const anew = [
    ...(result.validationTime === at ? [] : ['as of another moment']),
    ...(result.policy === policy ? [] : [`under ${result.policy.name}`]),
  ].join(' and ');
  const asked = anew === '' ? '' : ` (asked anew ${anew})`;
  if (same) return `sigillum: same as saved${asked}.\n`;
  const lines = differences.slice(0, SHOWN).map(({ path, saved, now }) => `  ${path}: ${saved ?? 'nothing'} -> ${now ?? 'nothing'}`);
  const rest = differences.length > SHOWN ? [`  and ${differences.length - SHOWN} more`] : [];
  const detailed = differences.length === 0 ? ['  only what the detailed report says'] : [];
  const versions = version() === about.program ? [] : [`  saved by version ${about.program}, replayed by version ${version()}`];
  return [`sigillum: differs from what was saved${asked}:`, ...[...lines, ...rest, ...detailed, ...versions].map(printable), ''].join('\n');
}
