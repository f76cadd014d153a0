import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage.js';
import type { ValidateOptions } from './options.js';

/** One document to look at; `file` is printed as it was given. `-` is standard input. */
export interface Job {
  readonly file: string;
  /** What a detached signature or time-stamp may cover; absent where nothing was named. */
  readonly detached?: readonly DetachedFile[];
  /** Evidence records over the document. */
  readonly evidenceRecords?: readonly DetachedFile[];
}

export interface DetachedFile {
  readonly file: string;
  /** Absent: the last part of the path. */
  readonly name?: string;
}

/** The documents in the order of the command line; folders stand for the files in them, in the order of their names. */
export function jobsOf(options: ValidateOptions): Job[] {
  const detached = options.detached.map((file) => ({ file }));
  const jobs: Job[] = options.files
    .flatMap((file) => (file === '-' ? [file] : filesIn(file)))
    .map((file) => ({ file, ...(detached.length > 0 ? { detached } : {}) }));
  if (jobs.filter((job) => job.file === '-').length > 1) throw new UsageError('- (standard input) can be read only once.');
  return options.batch === undefined ? jobs : [...jobs, ...batchOf(options.batch)];
}

function filesIn(path: string): string[] {
  if (!isDirectory(path)) return [path];
  const files = filesBelow(path);
  if (files.length === 0) throw new UsageError(`${path}: there is no file in this folder.`);
  return files.sort();
}

/** Links to files are followed and links to folders are not, since they may lead in a circle. */
function filesBelow(folder: string): string[] {
  return entriesOf(folder)
    .filter((entry) => !entry.name.startsWith('.'))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isSymbolicLink() && isDirectory(path) ? [] : [path];
    });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    throw new UsageError(`${folder}: the folder can't be read (${(cause as NodeJS.ErrnoException).code}); check its permissions.`);
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // the error comes with the document, where it is opened
  }
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
    if (isNamedFile(job)) {
      const detached = filesOf('detached' in job ? job.detached : undefined);
      const evidenceRecords = filesOf('evidenceRecords' in job ? job.evidenceRecords : undefined);
      if (detached && evidenceRecords) {
        return {
          file: job.file,
          ...(detached.length > 0 ? { detached } : {}),
          ...(evidenceRecords.length > 0 ? { evidenceRecords } : {}),
        };
      }
    }
  } catch {
    // falls through to the one message for every line that is not a job
  }
  throw new UsageError(`${where}: not a JSON object with a "file".`);
}

function isNamedFile(value: unknown): value is { readonly file: string; readonly name?: unknown } {
  return typeof value === 'object' && value !== null && 'file' in value && typeof value.file === 'string';
}

/** The files of a list; none where there is no list, undefined where it is no list of files. */
function filesOf(list: unknown): DetachedFile[] | undefined {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list) || !list.every(isNamedFile)) return undefined;
  return list.map(({ file, name }) => ({ file, ...(typeof name === 'string' ? { name } : {}) }));
}
