import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writeSignedFile } from '../large-file/write-signed-file.ts';
import { runCommand } from '../process/run-command.ts';
import { inScratchFolder } from '../process/scratch.ts';
import { mebibytes, type Row, seconds } from '../table.ts';

interface Checked {
  readonly hashSeconds: number;
  readonly checkSeconds: number;
  readonly ratio: number;
  readonly peakBytes: number;
}

/** One signed PDF of `size` bytes: the time of the whole command against that of hashing the file once, and its largest resident set. */
export async function measureLargeFile(size: number): Promise<{ rows: Row[]; values: Record<string, Checked | undefined> }> {
  return inScratchFolder(async (folder) => {
    const path = join(folder, 'large.pdf');
    await writeSignedFile(path, size);
    const cold = dropFromCache(path) ? await check(path, () => void dropFromCache(path)) : undefined;
    hash(path);
    const warm = await check(path, () => undefined);
    const rows = (['warm', 'cold'] as const).flatMap((cache): Row[] => {
      const one = cache === 'warm' ? warm : cold;
      if (one === undefined) return [[`${cache} page cache`, 'not measured', 'the file can not be dropped from it here']];
      return [
        [`${cache} page cache: sigillum validate`, seconds(one.checkSeconds), `${one.ratio.toFixed(2)} times hashing once`],
        [`${cache} page cache: hashing once`, seconds(one.hashSeconds)],
        [`${cache} page cache: largest resident set`, mebibytes(one.peakBytes)],
      ];
    });
    return { rows: [['size', mebibytes(size)], ...rows], values: { warm, cold } };
  });
}

async function check(path: string, prepare: () => void): Promise<Checked> {
  prepare();
  const hashSeconds = hash(path);
  prepare();
  const run = await runCommand(['validate', '--ndjson', '--offline', '--no-trust-lists', path]);
  const [line = '{}'] = run.lines;
  const { signatures = [] } = JSON.parse(line) as { signatures?: readonly { readonly intact: boolean }[] };
  if (signatures.length !== 1 || !signatures[0]?.intact) throw new Error(`the signature was not found intact: ${line}`);
  return { hashSeconds, checkSeconds: run.seconds, ratio: run.seconds / hashSeconds, peakBytes: run.usage.peakBytes };
}

function hash(path: string): number {
  return Number(execFileSync(process.execPath, [join(import.meta.dirname, '../large-file/hash-file.ts'), path], { encoding: 'utf8' }));
}

/** GNU dd gives one file's pages back to the system; whether it did. */
function dropFromCache(path: string): boolean {
  const flush = spawnSync('dd', [`of=${path}`, 'conv=notrunc,fdatasync', 'count=0'], { stdio: 'ignore' });
  return flush.status === 0 && spawnSync('dd', [`if=${path}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' }).status === 0;
}
