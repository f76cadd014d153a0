import { CodedError } from '@sigillum/encoding';
import type { Certificate } from '@sigillum/x509';

/** Whether a certificate names places where something can be asked; a malformed extension names none. */
export interface Places {
  readonly issuers: boolean;
  readonly ocsp: boolean;
  readonly crl: boolean;
  readonly status: boolean;
}

export function placesOf(certificate: Certificate): Places {
  const access = legible(() => certificate.authorityInfoAccess);
  const points = legible(() => certificate.crlDistributionPoints);
  const ocsp = (access?.ocsp.length ?? 0) > 0;
  const crl = (points?.length ?? 0) > 0;
  return { issuers: (access?.caIssuers.length ?? 0) > 0, ocsp, crl, status: ocsp || crl };
}

/** That an extension is malformed, the chain's checks say. */
function legible<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}
