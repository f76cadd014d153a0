import { Budget, CodedError, equalBytes, toBase64 } from '@sigillum/encoding';
import {
  type Certificate,
  type CertificateIssuer,
  matchCertId,
  type OcspResponse,
  ocspStatus,
  parseCertificate,
  parseOcspResponse,
  writeOcspRequest,
  X509Error,
} from '@sigillum/x509';
import { FetchError } from '../egress/errors.js';
import type { HttpQuestion } from '../egress/exchange.js';
import type { Wanted } from './fetcher.js';
import { revocationExpiry } from './lifetimes.js';
import { readingAnswer } from './reading.js';

const MAX_BYTES = 64 * 1024;

/** Longest URL of a request by GET (RFC 9919 5). */
const MAX_URL = 255;

export type OcspNonce = 'none' | 'sent' | 'required';

export interface OcspAsking {
  readonly certificate: Certificate;
  readonly issuer: CertificateIssuer;
  readonly nonce: Uint8Array | undefined;
  readonly nonceRequired: boolean;
}

/** An OCSP request by POST (RFC 6960 A.1). */
export function wantedByPost(asking: OcspAsking, url: string): Wanted<OcspResponse> {
  const body = requestOf(asking, url);
  const contentType = 'application/ocsp-request';
  return wanted(asking, url, { method: 'POST', accept: 'application/ocsp-response', body, contentType, maxBytes: MAX_BYTES });
}

/** The same by GET, which servers between may answer from their memory (RFC 9919 5); undefined where it is too long for that. */
export function wantedByGet(asking: OcspAsking, url: string): Wanted<OcspResponse> | undefined {
  const path = `${url.replace(/\/$/, '')}/${encodeURIComponent(toBase64(requestOf(asking, url)))}`;
  if (path.length > MAX_URL) return undefined;
  return wanted(asking, path, { method: 'GET', accept: 'application/ocsp-response', maxBytes: MAX_BYTES });
}

function requestOf({ certificate, issuer, nonce }: OcspAsking, url: string): Uint8Array {
  return readingAnswer(url, () => writeOcspRequest({ certificate, issuer, ...(nonce && { nonce }) }));
}

function wanted(asking: OcspAsking, url: string, question: HttpQuestion): Wanted<OcspResponse> {
  const { certificate, issuer, nonce, nonceRequired } = asking;
  return {
    url,
    question,
    about: certificate.id,
    read(bytes) {
      const response = parse(url, bytes);
      const matches = response.responses.filter((single) => matchCertId(single, certificate, issuer) === true);
      if (matches.length === 0) throw new FetchError('not-what-was-asked', `${url}: the response is about another certificate`);
      // RFC 6960 4.4.1: a nonce that comes back has to be ours; responses made beforehand have none.
      if (nonce && response.nonce && !equalBytes(nonce, response.nonce)) {
        throw new FetchError('not-what-was-asked', `${url}: the response answers another request`);
      }
      if (nonceRequired && !response.nonce) throw new FetchError('not-what-was-asked', `${url}: the response has no nonce`);
      return response;
    },
    expires(response, now) {
      const single = response.responses.find((one) => matchCertId(one, certificate, issuer) === true);
      if (nonce || single === undefined) return undefined;
      return revocationExpiry(single, isConfirmed(asking, response), now);
    },
  };
}

function parse(url: string, bytes: Uint8Array): OcspResponse {
  return readingAnswer(url, (budget) => {
    try {
      return parseOcspResponse(bytes, budget);
    } catch (cause) {
      const declined = cause instanceof X509Error && cause.code === 'OCSP_NOT_SUCCESSFUL';
      throw declined ? new FetchError('failed', `${url}: ${cause.message}`, false, { cause }) : cause;
    }
  });
}

/** Signed by someone who may, and saying something. */
function isConfirmed({ certificate, issuer }: OcspAsking, response: OcspResponse): boolean {
  try {
    const candidates = response.certificates.map((one) => parseCertificate(one));
    return ocspStatus({ certificate, issuer, anchor: issuer, candidates, budget: new Budget() }, response).usable;
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}
