import { spawn } from 'node:child_process';
import { SERVICE } from './built.ts';

export interface RunningService {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the built service on a free port and waits until it listens. */
export async function runService(uploads: string): Promise<RunningService> {
  const environment = { PATH: process.env.PATH, SIGILLUM_PORT: '0', SIGILLUM_UPLOADS: uploads };
  const child = spawn(process.execPath, [SERVICE], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      const ready = /"url":"([^"]+)"/.exec(printed)?.[1];
      if (ready !== undefined) resolve(ready);
    });
    void ended.then((code) => reject(new Error(`the service ended with ${code}`)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
