/**
 * The base of every error that Sigillum throws on purpose: a stable code out of a closed union, a sentence for
 * people that says what to do, and the cause where there is one. Verdicts are values and never thrown.
 */
export abstract class CodedError<Code extends string = string> extends Error {
  readonly code: Code;

  constructor(code: Code, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

export type EncodingErrorCode =
  | 'DER_TRUNCATED' // the input ends inside an element
  | 'DER_TRAILING_BYTES' // bytes follow the element that should be the whole input
  | 'DER_LENGTH' // a length that is not minimal, or indefinite where DER is demanded
  | 'DER_TAG' // a tag in a form that DER refuses
  | 'DER_UNEXPECTED' // well-formed, but not what the structure has here
  | 'DER_VALUE' // a primitive whose octets are not a legal value of its type
  | 'DER_ORDER' // a SET OF whose elements are not in DER order
  | 'BASE64'
  | 'HEX';

/** Bytes that are not what their encoding demands. `offset` counts from the start of the buffer that was read. */
export class EncodingError extends CodedError<EncodingErrorCode> {
  readonly offset: number;

  constructor(code: EncodingErrorCode, message: string, offset: number) {
    super(code, `${message} (at byte ${offset})`);
    this.offset = offset;
  }
}

/** A budget is spent. The work was stopped, nothing was decided. */
export class LimitError extends CodedError<'LIMIT_EXCEEDED'> {
  readonly limit: string;

  constructor(limit: string, allowed: number) {
    super('LIMIT_EXCEEDED', `The limit "${limit}" of ${allowed} is used up; the input is larger or deeper than allowed.`);
    this.limit = limit;
  }
}
