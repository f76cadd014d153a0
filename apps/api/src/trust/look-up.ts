import { Budget, fromBase64, readPem } from '@sigillum/encoding';
import { lookUpCertificate, lookUpName, type TrustLookUp } from '@sigillum/reports';
import type { TrustSnapshot } from '@sigillum/tsl';
import { type Certificate, parseCertificate } from '@sigillum/x509';
import { RequestError } from '../http/problem.js';
import { readAt } from '../worker/read-request.js';

/** An address may say anything several times. */
type Asked = string | readonly string[] | undefined;

export interface AskedService {
  readonly certificate: Asked;
  readonly name: Asked;
  readonly at: Asked;
}

/** The listed services that an address asks for, by a certificate or by a name. Throws `RequestError`. */
export function lookUp(snapshot: TrustSnapshot, asked: AskedService, now: number): TrustLookUp {
  const { certificate, name } = asked;
  const at = readAt(asked.at === undefined ? undefined : String(asked.at), now);
  if (typeof certificate === 'string' && name === undefined)
    return lookUpCertificate(snapshot, certificateIn(certificate), at, new Budget());
  if (typeof name === 'string' && name.trim() !== '' && certificate === undefined) return lookUpName(snapshot, name, at);
  throw new RequestError('PARAMETER_INVALID', 'Give one "certificate" or one "name".');
}

/** An address turns the plus signs of base64 into spaces. */
function certificateIn(text: string): Certificate {
  try {
    if (!text.includes('-----BEGIN'))
      return parseCertificate(fromBase64(text.replaceAll('-', '+').replaceAll('_', '/').replaceAll(' ', '+')));
    const [block] = readPem(text);
    return parseCertificate(block?.bytes ?? new Uint8Array());
  } catch {
    throw new RequestError('CERTIFICATE_UNREADABLE', '"certificate" is DER in base64 or base64url, or PEM.');
  }
}
