import { CodedError } from '@sigillum/encoding';

export type JwsErrorCode =
  | 'JWS_MALFORMED' // not three parts in base64url, or a header that is no JSON object
  | 'JWS_DUPLICATE_MEMBER'; // a name that stands twice in one object: readers differ on which counts

export class JwsError extends CodedError<JwsErrorCode> {}
