import { CodedError, EncodingError } from '@sigillum/encoding';

export type X509ErrorCode =
  | 'CERTIFICATE_UNREADABLE' // the bytes are not a certificate
  | 'CRL_UNREADABLE' // the bytes are not a certificate list, or its entries break off
  | 'OCSP_UNREADABLE' // the bytes are neither an OCSPResponse nor a BasicOCSPResponse
  | 'OCSP_NOT_SUCCESSFUL' // an OCSPResponse with another status than successful: it says nothing about any certificate
  | 'NAME_UNREADABLE' // not a distinguished name or a general name
  | 'EXTENSION_DUPLICATE' // the extension stands more than once, so that it has no one value (RFC 5280 4.2)
  | 'EXTENSION_MALFORMED'; // the extension does not have the syntax that its identifier promises

/** Input that is not what it should be. The cause, where there is one, is the `EncodingError` with its position. */
export class X509Error extends CodedError<X509ErrorCode> {}

/**
 * Runs a reader and turns its `EncodingError`, or a name that is unreadable, into an `X509Error` with `code`; `what`
 * names the structure for people. A spent budget (`LimitError`) and any other `X509Error` pass through.
 */
export function reading<T>(code: X509ErrorCode, what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const inner = error instanceof EncodingError || (error instanceof X509Error && error.code === 'NAME_UNREADABLE' && error.code !== code);
    throw inner ? new X509Error(code, `${what} cannot be read: ${error.message}`, { cause: error }) : error;
  }
}
