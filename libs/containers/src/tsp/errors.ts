import { CodedError } from '@sigillum/encoding';

export type TspErrorCode = 'TIMESTAMP_UNREADABLE' | 'TIMESTAMP_REFUSED';

/** Bytes that are no time-stamp token, or a response of a TSA that holds none. */
export class TspError extends CodedError<TspErrorCode> {}
