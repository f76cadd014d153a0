import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage.js';
import { type ValidateOptions } from './options.js';

/** One document to look at; `file` is printed as it was given. `-` is standard input. */
export interface Job {
  readonly file: string;
}

/** The documents in the order of the command line; folders stand for the files in them, in the order of their names. */
export function jobsOf(options: ValidateOptions): Job[] {
  const jobs = options.files.flatMap((file) => (file === '-' ? [file] : filesIn(file))).map((file) => ({ file }));
  if (jobs.filter((job) => job.file === '-').length > 1) throw new UsageError('- (standard input) can be read only once.');
  return options.batch === undefined ? jobs : [...jobs, ...batchOf(options.batch)];
}

function filesIn(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const files = readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name));
  if (files.length === 0) throw new UsageError(`${path}: there is no file in this folder.`);
  return files.sort();
}

function batchOf(path: string): Job[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`--batch ${path}: the file can't be read; check the name.`);
  }
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [jobOf(line, `--batch ${path}, line ${index + 1}`)]));
}

function jobOf(line: string, where: string): Job {
  try {
    const job: unknown = JSON.parse(line);
    if (typeof job === 'object' && job !== null && 'file' in job && typeof job.file === 'string') return { file: job.file };
  } catch {
    // falls through to the one message for every line that is not a job
  }
  throw new UsageError(`${where}: not a JSON object with a "file".`);
}
