import { CodedError } from '@sigillum/encoding';

export type InputErrorCode = 'FILE_NOT_FOUND' | 'FILE_IS_DIRECTORY' | 'FILE_NOT_READABLE' | 'FILE_TOO_LARGE' | 'FILE_CHANGED';

/** An input that could not be had from the file system; the message names the file as the caller did. */
export class InputError extends CodedError<InputErrorCode> {}

/** There is no such file; where the name was not UTF-8, nobody can ask for it: the bytes that were not are gone from it. */
export function notFound(path: string, cause: unknown): InputError {
  const remedy = path.includes('\uFFFD')
    ? 'its name is not UTF-8: give it another, or pass its content on standard input, as -'
    : 'check the name';
  return new InputError('FILE_NOT_FOUND', `${path} does not exist; ${remedy}.`, { cause });
}
