import { parseSignedData } from '@sigillum/containers/cms';
import { Budget, CodedError } from '@sigillum/encoding';
import { asIssuer, type Certificate, issued, parseCertificate } from '@sigillum/x509';
import { FetchError } from '../egress/errors.js';
import type { Wanted } from './fetcher.js';
import { ISSUERS_FOR, UNCONFIRMED_FOR } from './lifetimes.js';
import { readingAnswer, withoutPem } from './reading.js';

const MAX_BYTES = 64 * 1024;

/** Certificates that are taken out of one answer at most. */
const MAX_CERTIFICATES = 16;

/**
 * The certificates behind a caIssuers address: one in DER, or a certs-only SignedData (RFC 5280 4.2.2.1, RFC 5652). One of them has to bear the
 * issuer's name. They are trusted for nothing.
 */
export function wantedIssuers(certificate: Certificate, url: string): Wanted<readonly Certificate[]> {
  return {
    url,
    question: { method: 'GET', accept: 'application/pkix-cert, application/pkcs7-mime', maxBytes: MAX_BYTES },
    about: certificate.id,
    read(bytes) {
      const certificates = readingAnswer(url, (budget) => certificatesIn(withoutPem(bytes), budget));
      if (certificates.some(({ subject }) => subject.key === certificate.issuer.key)) return certificates;
      throw new FetchError('not-what-was-asked', `${url}: no certificate of ${certificate.issuer.text}`);
    },
    expires(certificates, now) {
      const confirmed = certificates.some((one) => issued(asIssuer(one), certificate, new Budget()).ok);
      return now + (confirmed ? ISSUERS_FOR : UNCONFIRMED_FOR);
    },
  };
}

function certificatesIn(bytes: Uint8Array, budget: Budget): Certificate[] {
  try {
    return [parseCertificate(bytes)];
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return parseSignedData(bytes, budget)
      .certificates.slice(0, MAX_CERTIFICATES)
      .map((one) => parseCertificate(one));
  }
}
