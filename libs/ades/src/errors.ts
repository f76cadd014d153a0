import { CodedError } from '@sigillum/encoding';
import type { OpenErrorCode } from './types.js';

/** A document that can't be opened: nothing is known about its signatures. */
export class OpenError extends CodedError<OpenErrorCode> {}
