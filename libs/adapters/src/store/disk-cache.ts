import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../files/make-folder.js';

/** Something kept, with where it is from. */
export interface Kept {
  readonly body: Uint8Array;
  readonly url: string;
  /** Milliseconds: when it was fetched, and until when it may be used. */
  readonly fetchedAt: number;
  readonly expires: number;
}

export interface ResponseCache {
  /** What was kept under the key and has not expired; a file that is damaged or unreadable is a miss. */
  get(key: string, now: number): Kept | undefined;
  /** Keeps it; a disk that is full or not writable keeps nothing and harms nothing. */
  put(key: string, kept: Kept, now: number): void;
}

export interface DiskCacheOptions {
  readonly folder: string;
  /** Bytes of all files; beyond them the oldest go. */
  readonly maxBytes: number;
}

const VERSION = 'sigillum-cache-1';

/** Names of our files and of drafts of them; nothing else in the folder is touched. */
const OWN = /^[0-9a-f]{64}(?:\.\d+\.[0-9a-f-]{36}\.tmp)?$/;

/** Files written between two looks at the whole folder, which other processes fill too. */
const WRITES_BETWEEN_SWEEPS = 64;

interface Header {
  readonly version: string;
  readonly key: string;
  readonly url: string;
  readonly fetchedAt: number;
  readonly expires: number;
  readonly sha256: string;
}

/**
 * Answers on disk, shared by all processes that name the same folder: one file each, under the SHA-256 of its key, written whole and renamed into place, with
 * a line that says what it is and the SHA-256 of the rest.
 */
export function createDiskCache({ folder, maxBytes }: DiskCacheOptions): ResponseCache {
  let writes = 0;
  const pathOf = (key: string): string => {
    const name = sha256(Buffer.from(key));
    return join(folder, name.slice(0, 2), name);
  };
  return {
    get(key, now) {
      const kept = read(pathOf(key), key);
      return kept !== undefined && kept.fetchedAt <= now && now < kept.expires ? kept : undefined;
    },
    put(key, kept, now) {
      if (kept.body.length > maxBytes / 4) return;
      try {
        write(pathOf(key), key, kept);
        if (writes++ % WRITES_BETWEEN_SWEEPS === 0) sweep(folder, maxBytes, now);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      }
    },
  };
}

function read(path: string, key: string): Kept | undefined {
  try {
    const bytes = readFileSync(path);
    const end = bytes.indexOf('\n');
    const header = JSON.parse(bytes.subarray(0, end).toString()) as Partial<Header>;
    const body = bytes.subarray(end + 1);
    if (header.version !== VERSION || header.key !== key || header.sha256 !== sha256(body)) return undefined;
    const { url, fetchedAt, expires } = header;
    if (typeof url !== 'string' || typeof fetchedAt !== 'number' || typeof expires !== 'number') return undefined;
    return { body, url, fetchedAt, expires };
  } catch {
    return undefined; // absent, unreadable or no header: all of them a miss
  }
}

function write(path: string, key: string, { body, url, fetchedAt, expires }: Kept): void {
  const header: Header = { version: VERSION, key, url, fetchedAt, expires, sha256: sha256(body) };
  makeFolder(dirname(path));
  const draft = `${path}.${process.pid}.${randomUUID()}.tmp`;
  try {
    writeFileSync(draft, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]), { mode: 0o600 });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

interface Filed {
  readonly path: string;
  readonly size: number;
  readonly written: number;
}

/** Drafts left behind by a process that ended, then the oldest files until the rest is well below the limit. */
function sweep(folder: string, maxBytes: number, now: number): void {
  const files = filesIn(folder).sort((a, b) => a.written - b.written);
  let total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size, written } of files) {
    const abandoned = path.endsWith('.tmp') && now - written > 60_000;
    if (!abandoned && total <= maxBytes) continue;
    rmSync(path, { force: true });
    total -= size;
  }
}

function filesIn(folder: string): Filed[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && OWN.test(entry.name))
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat === undefined ? [] : [{ path, size: stat.size, written: stat.mtimeMs }];
    });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
