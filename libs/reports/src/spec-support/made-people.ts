import { writeOid, writeSequence } from '@sigillum/encoding';
import type { ListedService } from '@sigillum/qualification';
import { type Authority, createAuthority, createCrl, createPdf, issueSigner, signPdf, type TestIdentity } from '@sigillum/testkit';
import { parseCertificate, trustAnchorOf } from '@sigillum/x509';
import type { ValidationResult } from '../result.js';
import { type Made, makeResult } from './made-result.js';

export const NOW = Date.UTC(2026, 6, 1, 12);
export const HOUR = 3_600_000;

export const root = createAuthority({ name: 'Root', algorithm: 'P-256' });
export const ca = createAuthority({ name: 'Issuing CA', algorithm: 'P-256', parent: root });
export const signer = issueSigner(ca, { name: 'Signer', algorithm: 'P-256' });
export const anchor = trustAnchorOf(parseCertificate(root.certificate));
export const page = await createPdf();

export const crl = (issuer: Authority, more: Partial<Parameters<typeof createCrl>[0]> = {}): Uint8Array =>
  createCrl({ issuer, thisUpdate: NOW - HOUR, nextUpdate: NOW + 24 * HOUR, ...more });

export function result(more: Partial<Made> & { readonly by?: TestIdentity } = {}): ValidationResult {
  const { by = signer, ...rest } = more;
  const pdf = signPdf(page, { signer: by, signingTime: NOW - 2 * HOUR, location: 'Riga', reason: 'I <agree>' });
  return makeResult({ pdf, at: NOW, anchors: [anchor], supplied: { crls: [crl(ca), crl(root)] }, ...rest });
}

export const GRANTED = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted';
const since = Date.UTC(2016, 5, 30, 22);

/** A service with the issuing CA behind it, since July 2016. */
export function listed(type: string, status = GRANTED): ListedService {
  const certificate = parseCertificate(ca.certificate);
  const state = {
    type: `http://uri.etsi.org/TrstSvc/Svctype/${type}`,
    names: ['Issuing & more'],
    identity: { certificates: [certificate], subjectName: undefined, subjectKeyIdentifier: undefined, other: [] },
    status,
    startingTime: since,
    endTime: undefined,
    qualifications: [],
    additionalInformation: ['http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/ForeSignatures'],
    expiredCertsRevocationInfo: undefined,
    takenOverBy: undefined,
    unknownCritical: [],
  };
  const service = { states: [state], supplyPoints: [] };
  return { territory: 'LV', provider: { names: ['Provider'], tradeNames: [], services: [service] }, service, certificate };
}

const statements = ['0.4.0.1862.1.1', '0.4.0.1862.1.4'].map((oid) => writeSequence(writeOid(oid)));
/** Has a qualified certificate, and the key in a device, as the certificate says. */
export const qualifiedSigner = issueSigner(ca, { name: 'Signer', algorithm: 'P-256', profile: { qcStatements: statements } });
