import { CodedError } from '@sigillum/encoding';

/** Trusted lists were asked for and can't be used. */
export class TrustDataError extends CodedError<'TRUST_LISTS_UNUSABLE'> {
  constructor(message: string) {
    super('TRUST_LISTS_UNUSABLE', message);
  }
}
