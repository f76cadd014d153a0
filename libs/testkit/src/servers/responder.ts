import { DerCursor, type Instant, readDer, TAG } from '@sigillum/encoding';
import type { Authority, TestIdentity } from '../pki/authority.js';
import { createOcspResponse, type OcspOptions, type OcspSingle } from '../pki/ocsp.js';
import type { WebAnswer } from './web-server.js';

export interface ResponderOptions {
  readonly issuer: Authority;
  /** The issuer itself unless said otherwise. */
  readonly responder?: TestIdentity;
  readonly thisUpdate: Instant;
  /** Changes what is said of the certificate asked about. */
  readonly change?: Partial<OcspSingle>;
  /** Changes the response. */
  readonly options?: Partial<OcspOptions>;
}

/** An OCSP responder for a path of a web server: answers POST requests about the certificates of one authority (RFC 6960 A.1). */
export function ocspResponder({ issuer, responder = issuer, thisUpdate, change, options }: ResponderOptions): WebAnswer {
  return ({ body }) => {
    const serialNumber = serialNumberAsked(body);
    return createOcspResponse({ responder, responses: [{ serialNumber, issuer, thisUpdate, ...change }], ...options });
  };
}

/** The serial number in an OCSPRequest about one certificate (RFC 6960 4.1.1). */
export function serialNumberAsked(request: Uint8Array): bigint {
  const tbs = new DerCursor(readDer(request), TAG.SEQUENCE, 'OCSPRequest').next(TAG.SEQUENCE, 'tbsRequest');
  const list = new DerCursor(tbs, TAG.SEQUENCE, 'TBSRequest').next(TAG.SEQUENCE, 'requestList');
  const one = new DerCursor(list, TAG.SEQUENCE, 'requestList').next(TAG.SEQUENCE, 'Request');
  const certId = new DerCursor(one, TAG.SEQUENCE, 'Request').next(TAG.SEQUENCE, 'reqCert');
  const content = certId.children()[3]?.content ?? new Uint8Array();
  return BigInt(`0x${Buffer.from(content).toString('hex')}`);
}
