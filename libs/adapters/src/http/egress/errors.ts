import { CodedError } from '@sigillum/encoding';
import type { FetchFailure } from '@sigillum/evidence';

/** Why a request brought nothing; the message names the address as it was asked for. */
export class FetchError extends CodedError<FetchFailure> {
  constructor(
    code: FetchFailure,
    message: string,
    /** The host is to blame: it did not answer, or answered that it can't. */
    readonly hostFailed = false,
    options?: ErrorOptions,
  ) {
    super(code, message, options);
  }
}
