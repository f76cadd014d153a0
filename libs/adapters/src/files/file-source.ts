import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { ByteSource } from '@sigillum/encoding';
import { InputError, notFound } from '../errors.js';

export interface FileSource extends ByteSource {
  close(): void;
}

/**
 * A file as a `ByteSource`: read by range, never as a whole. Throws `InputError` where it is missing, a directory or another thing without a
 * fixed size, not readable, or larger than `maxBytes`; later reads throw FILE_CHANGED where the file became shorter meanwhile.
 */
export function openFileSource(path: string, maxBytes = Number.MAX_SAFE_INTEGER): FileSource {
  const descriptor = open(path);
  const { size } = fstatSync(descriptor);
  if (size > maxBytes) {
    closeSync(descriptor);
    throw new InputError('FILE_TOO_LARGE', `${path} has ${size} bytes; at most ${maxBytes} are taken.`);
  }
  const readInto = (offset: number, target: Uint8Array): void => {
    for (let done = 0; done < target.length;) {
      const got = readSync(descriptor, target, done, target.length - done, offset + done);
      if (got === 0)
        throw new InputError('FILE_CHANGED', `${path} ended before byte ${offset + target.length}; it was changed while it was read.`);
      done += got;
    }
  };
  return {
    size,
    read(offset, length) {
      const bytes = Buffer.allocUnsafe(length);
      readInto(offset, bytes);
      return bytes;
    },
    readInto,
    close() {
      closeSync(descriptor);
    },
  };
}

function open(path: string): number {
  try {
    // Before opening: to open a pipe that nobody writes to would wait for ever.
    const stat = statSync(path);
    if (stat.isDirectory())
      throw new InputError('FILE_IS_DIRECTORY', `${path} is a directory; name the files in it, or pass it as a folder.`);
    if (!stat.isFile()) throw new InputError('FILE_NOT_READABLE', `${path} is no file; pass its content on standard input, as -.`);
    return openSync(path, 'r');
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw notFound(path, cause);
    throw new InputError('FILE_NOT_READABLE', `${path} can't be read (${code}); check its permissions.`, { cause });
  }
}
