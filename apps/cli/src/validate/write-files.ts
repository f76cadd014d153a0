import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UsageError } from '../usage.js';
import { makeFolder } from '../wiring.js';
import type { ReportName } from './options.js';
import type { Evaluation } from './reports.js';

const ENDINGS: Readonly<Record<ReportName, string>> = {
  text: 'report.txt',
  simple: 'simple.json',
  detailed: 'detailed.json',
  etsi: 'etsi.xml',
};

/** Makes the folder for reports; throws `UsageError` where it can't be. */
export function makeReportFolder(out: string): void {
  writing('--out', 'folder', out, () => makeFolder(resolve(out), 0o777));
}

/**
 * Writes the reports of a document, those under further policies with the name of the policy in theirs. `number` comes first where there are several documents, since two may
 * have the same name.
 */
export function writeReports({ line, reports, others }: Evaluation, wanted: readonly ReportName[], out: string, number = ''): void {
  const stem = `${number}${line.file === '-' ? 'stdin' : basename(line.file).replace(/[\p{Cc}\p{Cf}]/gu, '_')}`;
  const all = [{ stem, reports }, ...others.map((other) => ({ stem: `${stem}.${fileNameOf(other.policy)}`, reports: other.reports }))];
  for (const one of all) {
    for (const name of wanted) {
      const content = one.reports[name];
      const path = join(out, `${one.stem}.${ENDINGS[name]}`);
      if (content === undefined)
        process.stderr.write(`sigillum: ${line.file}: no ${name} report, which is about one signature or time-stamp at least.\n`);
      else writing('--out', 'folder', path, () => writeWhole(path, `${content.trimEnd()}\n`));
    }
  }
}

/** Writes the file of saved evidence; where the document could not be read, there is nothing to save. */
export function writeEvidence({ line, saved }: Evaluation, path: string): void {
  if (saved === undefined) process.stderr.write(`sigillum: ${line.file}: no evidence is saved, because there is no verdict.\n`);
  else writing('--save-evidence', 'file', path, () => writeWhole(path, saved));
}

function fileNameOf(policy: string): string {
  return policy.replace(/[^A-Za-z0-9._-]/g, '_');
}

/** A disk that is full leaves what stood there, and no half of a report under its name; pipes and devices take it as it comes. */
function writeWhole(path: string, content: string | Uint8Array): void {
  if (!(statSync(path, { throwIfNoEntry: false })?.isFile() ?? true)) return writeFileSync(path, content);
  const draft = `${path}.${process.pid}.part`;
  try {
    writeFileSync(draft, content);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

function writing(option: string, what: string, path: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    throw new UsageError(`${option}: ${path} can't be written (${(cause as NodeJS.ErrnoException).code}); name a ${what} that can be.`);
  }
}
