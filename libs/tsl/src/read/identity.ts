import { CodedError, fromBase64, LimitError } from '@sigillum/encoding';
import type { XmlElement } from '@sigillum/containers/xml';
import { type Certificate, parseCertificate } from '@sigillum/x509';

import type { ServiceIdentity } from '../types.js';
import { textOf, TSL } from './values.js';

/** Reads each certificate once, however many entries and lists carry it. */
export interface CertificateReader {
  /** undefined where the bytes are no certificate. */
  read(base64: string): Certificate | undefined;
}

export function certificateReader(): CertificateReader {
  const known = new Map<string, Certificate | undefined>();
  return {
    read(base64) {
      const key = base64.replace(/\s+/g, '');
      if (known.has(key)) return known.get(key);
      const certificate = readOrNothing(key);
      known.set(key, certificate);
      return certificate;
    },
  };
}

function readOrNothing(base64: string): Certificate | undefined {
  try {
    return parseCertificate(fromBase64(base64));
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof LimitError) throw error;
    return undefined;
  }
}

/** A ServiceDigitalIdentity (TS 119 612 5.5.3). What is no readable certificate or key identifier is kept by name under `other`. */
export function readIdentity(element: XmlElement | undefined, certificates: CertificateReader): ServiceIdentity {
  const found: Certificate[] = [];
  const other: string[] = [];
  let subjectKeyIdentifier: Uint8Array | undefined;
  let subjectNameText: string | undefined;
  for (const value of (element?.all('DigitalId', TSL) ?? []).flatMap((id) => id.children)) {
    if (value.name === 'X509Certificate') {
      const certificate = certificates.read(value.text);
      if (certificate === undefined) other.push('X509Certificate: unreadable');
      else if (!found.some((one) => one.id === certificate.id)) found.push(certificate);
    } else if (value.name === 'X509SKI') subjectKeyIdentifier ??= octets(value.text);
    else if (value.name === 'X509SubjectName') subjectNameText ??= textOf(value);
    else other.push(value.name === 'KeyValue' ? 'KeyValue' : textOf(value));
  }
  return {
    certificates: found,
    subjectName: found[0]?.subject,
    subjectKeyIdentifier,
    other,
    ...(subjectNameText !== undefined && { subjectNameText }),
  };
}

function octets(base64: string): Uint8Array | undefined {
  try {
    return fromBase64(base64);
  } catch {
    return undefined;
  }
}
