import { Budget, CodedError } from '@sigillum/encoding';
import { assessCrls, type Certificate, type CertificateIssuer, type Crl, type DistributionPoint, parseCrl } from '@sigillum/x509';
import { FetchError } from '../egress/errors.js';
import type { Wanted } from './fetcher.js';
import { revocationExpiry } from './lifetimes.js';
import { readingAnswer, withoutPem } from './reading.js';

const MAX_BYTES = 32 * 1024 * 1024;

/** The CRL behind one address of a distribution point; its issuer has to be the one that the point is for (RFC 5280 4.2.1.13). */
export function wantedCrl(certificate: Certificate, issuer: CertificateIssuer, point: DistributionPoint, url: string): Wanted<Crl> {
  return {
    url,
    question: { method: 'GET', accept: 'application/pkix-crl', maxBytes: MAX_BYTES },
    about: certificate.id,
    read(bytes) {
      const crl = readingAnswer(url, (budget) => parseCrl(withoutPem(bytes), budget));
      if (issuersOf(certificate, point).includes(crl.issuer.key)) return crl;
      throw new FetchError('not-what-was-asked', `${url}: the CRL is that of ${crl.issuer.text}`);
    },
    expires: (crl, now) => revocationExpiry(crl, isConfirmed(certificate, issuer, crl), now),
  };
}

function issuersOf(certificate: Certificate, { crlIssuer }: DistributionPoint): string[] {
  const named = crlIssuer?.flatMap((name) => (name.type === 'directory' ? [name.value.key] : [])) ?? [];
  return named.length > 0 ? named : [certificate.issuer.key];
}

function isConfirmed(certificate: Certificate, issuer: CertificateIssuer, crl: Crl): boolean {
  try {
    const question = { certificate, issuer, anchor: issuer, candidates: [], budget: new Budget() };
    return assessCrls(question, [crl]).some(({ usable }) => usable);
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}
