import { InputError, notFound } from '../errors.js';

/** What the file system refuses about a file or folder, told as `InputError` with its name. */
export function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw notFound(path, cause);
    throw new InputError('FILE_NOT_READABLE', `${path} can't be read (${code}); check its permissions.`, { cause });
  }
}
