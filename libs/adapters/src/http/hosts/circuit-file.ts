import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../files/make-folder.js';

/** Since when the circuit of one host is open, as all know it that share a folder. */
export interface SharedCircuit {
  read(): number | undefined;
  /** undefined: closed. A disk that is full or not writable shares nothing and harms nothing. */
  write(openedAt: number | undefined): void;
}

/** Open circuits as files of a folder, so that worker threads and processes need not learn of a host one by one that it hangs. */
export function circuitFiles(folder: string): (host: string) => SharedCircuit {
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
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === undefined) throw error;
        }
      },
    };
  };
}
