import { CodedError } from '@sigillum/encoding';
import { explainCode } from '@sigillum/reports';

/** RFC 9457. `code` is stable; `detail` and `next` are for people. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** What to do about it. */
  readonly next?: string;
  readonly requestId?: string;
}

/** The one table from error codes to HTTP; what is not in it is an internal error whose text does not leave the house. */
const PROBLEMS: Readonly<Record<string, readonly [status: number, title: string]>> = {
  DOCUMENT_MISSING: [400, 'No document in the request'],
  DOCUMENT_EMPTY: [422, 'The document is empty'],
  DOCUMENT_TOO_LARGE: [413, 'The document is too large'],
  REQUEST_MALFORMED: [400, 'The request could not be read'],
  PARAMETER_INVALID: [400, 'A parameter has a value that can not be used'],
  PART_UNKNOWN: [400, 'A part of the form is not known'],
  MEDIA_TYPE_UNSUPPORTED: [415, 'Send multipart/form-data or application/json'],
  NOT_FOUND: [404, 'There is nothing here'],
  METHOD_NOT_ALLOWED: [405, 'The method is not allowed here'],
  NOT_A_SIGNED_DOCUMENT: [422, 'Not a format that can carry signatures'],
  CERTIFICATE_NOT_DOCUMENT: [422, 'A certificate, and no signed document'],
  REVOCATION_DATA_NOT_DOCUMENT: [422, 'Revocation data, and no signed document'],
  KEY_NOT_DOCUMENT: [422, 'A key, and no signed document'],
  FORMAT_UNSUPPORTED: [422, 'The format is not supported yet'],
  TYPE_AMBIGUOUS: [422, 'The document is of two types at once'],
  PDF_UNPARSABLE: [422, 'The PDF can not be read'],
  PDF_ENCRYPTED: [422, 'The PDF is encrypted'],
  CERTIFICATE_UNREADABLE: [422, 'The certificate can not be read'],
  NAME_UNREADABLE: [422, 'A name in the certificate can not be read'],
  EXTENSION_DUPLICATE: [422, 'The certificate has an extension twice'],
  EXTENSION_MALFORMED: [422, 'An extension of the certificate can not be read'],
  REPORT_WITHOUT_SIGNATURE: [422, 'There is no such report without a signature'],
  LIMIT_EXCEEDED: [422, 'The document is over a limit'],
  SAVED_EVIDENCE_UNREADABLE: [422, 'Not evidence that was saved with a validation'],
  SAVED_EVIDENCE_DAMAGED: [422, 'The saved evidence was changed'],
  SAVED_EVIDENCE_VERSION: [422, 'The saved evidence is of another version'],
  TIME_LIMIT_EXCEEDED: [422, 'The validation took too long'],
  TRUST_LISTS_UNUSABLE: [503, 'The EU trusted lists of this service can not be used'],
  OVERLOADED: [429, 'Too many validations are waiting'],
  STORAGE_FULL: [507, 'There is no room for the upload'],
  NOT_READY: [503, 'The service can not take work now'],
  SHUTTING_DOWN: [503, 'The service is stopping'],
};

/** A request that can't be answered with a report. */
export class RequestError extends CodedError {}

export function problemOf(code: string, detail: string, requestId?: string): Problem {
  const [status, title] = PROBLEMS[code] ?? [500, 'Internal error'];
  const known = PROBLEMS[code] !== undefined;
  const next = explainCode(known ? code : 'INTERNAL')?.next;
  return {
    type: `urn:sigillum:problem:${(known ? code : 'INTERNAL').toLowerCase().replaceAll('_', '-')}`,
    title,
    status,
    code: known ? code : 'INTERNAL',
    detail: known ? detail : 'Something went wrong here; the log has the request id.',
    ...(next === undefined ? {} : { next }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}
