import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../files/make-folder.js';

/** Since when the circuit of one host is open, as all know it that share a folder. */
export interface SharedCircuit {
  read(): number | undefined;
  /** undefined: closed. A disk that is full or not writable shares nothing and harms nothing. */
  write(openedAt: number | undefined): void;
}

/** Hosts that are remembered at most: documents choose their names, and each that is not there costs its sender nothing. */
const MAX_FILES = 1_000;

/** Files written between two looks at the folder, which other processes fill too. */
const WRITES_BETWEEN_SWEEPS = 64;

/** Open circuits as files of a folder, so that worker threads and processes need not learn of a host one by one that it hangs. */
export function circuitFiles(folder: string): (host: string) => SharedCircuit {
  let writes = 0;
  return (host) => {
    const path = join(folder, createHash('sha256').update(host).digest('hex'));
    return {
      read() {
        try {
          const openedAt = Number(readFileSync(path, 'utf8'));
          return Number.isSafeInteger(openedAt) && openedAt > 0 ? openedAt : undefined;
        } catch {
          return undefined; // absent or unreadable: nothing is known
        }
      },
      write(openedAt) {
        try {
          if (openedAt === undefined) return rmSync(path, { force: true });
          makeFolder(folder);
          const draft = `${path}.${process.pid}.${randomUUID()}`;
          writeFileSync(draft, String(openedAt), { mode: 0o600 });
          renameSync(draft, path);
          if (++writes % WRITES_BETWEEN_SWEEPS === 0) sweep(folder);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === undefined) throw error;
        }
      },
    };
  };
}

/** Beyond the limit the oldest go: what was in them is found out anew. */
function sweep(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= MAX_FILES) return;
  const files = names.map((name) => ({ name, written: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }));
  files.sort((a, b) => a.written - b.written);
  for (const { name } of files.slice(0, -MAX_FILES)) rmSync(join(folder, name), { force: true });
}
