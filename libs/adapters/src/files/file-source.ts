import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from '@sigillum/encoding';
import { InputError } from '../errors.js';

export interface FileSource extends ByteSource {
  close(): void;
}

/**
 * A file as a `ByteSource`: read by range, never as a whole. Throws `InputError` where it is missing, a directory, not
 * readable, or larger than `maxBytes`; later reads throw FILE_CHANGED where the file became shorter meanwhile.
 */
export function openFileSource(path: string, maxBytes = Number.MAX_SAFE_INTEGER): FileSource {
  const descriptor = open(path);
  const stat = fstatSync(descriptor);
  const refuse = (error: InputError): never => {
    closeSync(descriptor);
    throw error;
  };
  if (stat.isDirectory())
    refuse(new InputError('FILE_IS_DIRECTORY', `${path} is a directory; name the files in it, or pass it as a folder.`));
  if (stat.size > maxBytes) refuse(new InputError('FILE_TOO_LARGE', `${path} has ${stat.size} bytes; at most ${maxBytes} are taken.`));
  return {
    size: stat.size,
    read(offset, length) {
      const bytes = Buffer.allocUnsafe(length);
      for (let done = 0; done < length;) {
        const got = readSync(descriptor, bytes, done, length - done, offset + done);
        if (got === 0)
          throw new InputError('FILE_CHANGED', `${path} ended before byte ${offset + length}; it was changed while it was read.`);
        done += got;
      }
      return bytes;
    },
    close() {
      closeSync(descriptor);
    },
  };
}

function open(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT' || (cause as NodeJS.ErrnoException).code === 'ENOTDIR';
    if (missing) throw new InputError('FILE_NOT_FOUND', `${path} does not exist; check the name.`, { cause });
    throw new InputError('FILE_NOT_READABLE', `${path} can't be read; check its permissions.`, { cause });
  }
}
