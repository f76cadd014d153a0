import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../dist/main.js');

/** The built service as a process of its own, on a free port, with its own folder for uploads. */
export interface RunningService {
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything that it has printed so far. */
  output(): string;
  /** Files that lie in the upload folder. */
  uploads(): string[];
  stop(): Promise<number | null>;
}

/** Starts the service and waits until it listens. */
export async function startService(environment: Readonly<Record<string, string>> = {}): Promise<RunningService> {
  const folder = mkdtempSync(join(tmpdir(), 'uploads-'));
  const cache = mkdtempSync(join(tmpdir(), 'cache-'));
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      SIGILLUM_PORT: '0',
      SIGILLUM_UPLOADS: folder,
      SIGILLUM_CACHE: cache,
      SIGILLUM_WORKERS: '1',
      SIGILLUM_TRUST_LISTS: 'none',
      ...environment,
    },
  });
  let printed = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      printed += chunk.toString('utf8');
      const ready = /"url":"([^"]+)"/.exec(printed);
      if (ready?.[1]) resolve(ready[1]);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    void ended.then((code) => reject(new Error(`the service ended with ${code}: ${printed}`)));
  });
  return {
    url,
    process: child,
    output: () => printed,
    uploads: () => readdirSync(folder),
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      for (const one of [folder, cache]) rmSync(one, { recursive: true, force: true });
      return code;
    },
  };
}

/** Runs the service where it should refuse to start; its exit status and what it printed. */
export async function startInVain(environment: Readonly<Record<string, string>>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [MAIN], { env: { PATH: process.env.PATH, SIGILLUM_PORT: '0', ...environment } });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, output };
}
