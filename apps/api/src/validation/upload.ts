import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RequestError } from '../http/problem.js';

/** Bytes of a request on disk; `discard` removes them. */
export interface Upload {
  readonly path: string;
  readonly size: number;
  discard(): Promise<void>;
}

/** Streams bytes to a file of the upload folder; stops with DOCUMENT_TOO_LARGE at the limit and leaves nothing behind. */
export async function storeUpload(bytes: Readable, folder: string, maxBytes: number): Promise<Upload> {
  const path = join(folder, randomUUID());
  const discard = (): Promise<void> => rm(path, { force: true });
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) done(new RequestError('DOCUMENT_TOO_LARGE', `At most ${maxBytes} bytes are taken.`));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(bytes, meter, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
  } catch (error) {
    await discard();
    throw error;
  }
  return { path, size, discard };
}
