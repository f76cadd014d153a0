import { CodedError } from '@sigillum/encoding';

export type InputErrorCode = 'FILE_NOT_FOUND' | 'FILE_IS_DIRECTORY' | 'FILE_NOT_READABLE' | 'FILE_TOO_LARGE' | 'FILE_CHANGED';

/** An input that could not be had from the file system; the message names the file as the caller did. */
export class InputError extends CodedError<InputErrorCode> {}
