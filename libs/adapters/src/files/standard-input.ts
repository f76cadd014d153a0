import { readSync } from 'node:fs';
import { InputError } from '../errors.js';

const CHUNK = 1024 * 1024;

/** What fits into memory with room to work on it. */
const LARGEST = 1024 * 1024 * 1024;

/** All of standard input, up to `maxBytes` (at most 1 GiB, since it has to be held); throws `InputError` where there is more, or it can't be read. */
export function readStandardInput(maxBytes = LARGEST): Uint8Array {
  const limit = Math.min(maxBytes, LARGEST);
  const chunks: Buffer[] = [];
  for (let size = 0; ;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const got = readSome(chunk);
    if (got === 0) return Buffer.concat(chunks);
    size += got;
    if (size > limit) throw new InputError('FILE_TOO_LARGE', `Standard input has more than ${limit} bytes, which are taken at most.`);
    chunks.push(chunk.subarray(0, got));
  }
}

function readSome(chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(0, chunk);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN')
        throw new InputError('FILE_NOT_READABLE', `Standard input can't be read (${code}); pipe a document into the command.`, { cause });
      // A pipe in non-blocking mode whose writer is slower than we are.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
