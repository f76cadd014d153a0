import { digest } from '@sigillum/crypto';
import { Budget, writeNull, writeOctetString, writeOid, writeSequence } from '@sigillum/encoding';
import {
  type OcspOptions,
  type OcspSingle,
  createAuthority,
  createOcspResponse,
  extension,
  issue,
  issueOcspResponder,
} from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { parseCertificate, trustAnchorOf } from '../../certificate/parse-certificate.js';
import { parseOcspResponse } from '../../ocsp/parse-ocsp.js';
import type { OcspResponse } from '../../types.js';
import type { RevocationQuestion } from '../types.js';
import { ocspStatus } from './status.js';

const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 5, 1);
const SERIAL = 0x4711n;
const root = createAuthority({ name: 'Root' });
const ca = createAuthority({ name: 'CA', parent: root });
const caCertificate = parseCertificate(ca.certificate);
const signer = parseCertificate(issue(ca, { name: 'Signer', serialNumber: SERIAL }).certificate);
const responder = issueOcspResponder(ca, { name: 'Responder' });

const question: RevocationQuestion = {
  certificate: signer,
  issuer: { subject: caCertificate.subject, publicKeyInfo: caCertificate.publicKeyInfo, certificate: caCertificate },
  anchor: trustAnchorOf(parseCertificate(root.certificate)),
  candidates: [],
  budget: new Budget(),
};

function response(single: Partial<OcspSingle> = {}, options: Partial<OcspOptions> = {}): OcspResponse {
  const responses = [{ issuer: ca, serialNumber: SERIAL, thisUpdate: NOW, ...single }];
  return parseOcspResponse(createOcspResponse({ responder, responses, producedAt: NOW + 1000, ...options }));
}

function codesOf(answer: OcspResponse, asked = question): readonly string[] {
  const assessment = ocspStatus(asked, answer);
  return assessment.usable ? [assessment.verdict.status] : assessment.problems.map(({ code }) => code);
}

const certHash = (algorithm: string, value: Uint8Array) =>
  extension('1.3.36.8.3.13', false, writeSequence(writeSequence(writeOid(algorithm), writeNull()), writeOctetString(value)));
const SHA256 = '2.16.840.1.101.3.4.2.1';

describe('ocspStatus', () => {
  it('tells good with the facts of the response', () => {
    const answer = response({ archiveCutoff: NOW - DAY, raw: [certHash(SHA256, digest('SHA-256', signer.bytes))] });
    expect(ocspStatus(question, answer)).toMatchObject({
      usable: true,
      verdict: { status: 'good' },
      facts: {
        kind: 'OCSP',
        id: answer.id,
        issuedAt: NOW + 1000,
        producedAt: NOW + 1000,
        thisUpdate: NOW,
        nextUpdate: NOW + DAY,
        expiredSince: NOW - DAY,
        certHashMatches: true,
        signer: { role: 'delegated', certificate: { sha256: parseCertificate(responder.certificate).sha256 } },
      },
    });
  });

  it('tells when and why a certificate was revoked, and that suspension may end', () => {
    const lost = response({ status: { revocationTime: NOW - DAY, reason: 'keyCompromise' } });
    expect(ocspStatus(question, lost)).toMatchObject({
      verdict: { status: 'revoked', revocationTime: NOW - DAY, reason: 'keyCompromise', hold: false },
    });
    const held = response({ status: { revocationTime: NOW - DAY, reason: 'certificateHold' } });
    expect(ocspStatus(question, held)).toMatchObject({ verdict: { hold: true } });
  });

  it('K12 of several answers on one certificate lets none take a revocation back', () => {
    const [lost, held] = (['keyCompromise', 'certificateHold'] as const).map((reason) => ({ revocationTime: NOW - DAY, reason }));
    const told = (...singles: readonly Partial<OcspSingle>[]) =>
      codesOf(response({}, { responses: singles.map((single) => ({ issuer: ca, serialNumber: SERIAL, thisUpdate: NOW, ...single })) }));
    const earlier = { thisUpdate: NOW - DAY };
    expect(told({ ...earlier, status: lost }, {})).toEqual(['revoked']);
    expect(told({ ...earlier, status: lost }, { status: 'unknown' })).toEqual(['revoked']);
    expect(told({ status: held }, { ...earlier, status: lost })).toEqual(['revoked']);
    expect(told({}, { status: held })).toEqual(['revoked']);
    expect(told({ ...earlier, status: held }, {})).toEqual(['good']);
  });

  it('accepts the issuer itself, by name or key hash, and any supported digest in the CertID', () => {
    expect(ocspStatus(question, response({ hash: 'SHA-256' }, { responder: ca }))).toMatchObject({ facts: { signer: { role: 'issuer' } } });
    expect(ocspStatus(question, response({}, { responder: ca, byKey: true }))).toMatchObject({ facts: { signer: { role: 'issuer' } } });
    expect(codesOf(response({}, { byKey: true }))).toEqual(['good']);
  });

  it('finds the responder among the candidates where the response does not bring it', () => {
    const bare = response({}, { certificates: [] });
    expect(codesOf(bare)).toEqual(['OCSP_RESPONDER_NOT_FOUND']);
    expect(codesOf(bare, { ...question, candidates: [parseCertificate(responder.certificate)] })).toEqual(['good']);
  });

  it('takes the certificate of a renewed responder in whose period the response was made', () => {
    const renewed = issueOcspResponder(ca, { name: 'Responder', key: responder.key, notBefore: NOW + 10 * DAY });
    const old = issueOcspResponder(ca, { name: 'Responder', key: responder.key, notAfter: NOW + 5 * DAY });
    const answer = response({}, { certificates: [renewed.certificate, old.certificate] });
    expect(ocspStatus(question, answer)).toMatchObject({
      facts: { signer: { certificate: { id: parseCertificate(old.certificate).id } } },
    });
  });
});

describe('K08 responders without the right to answer', () => {
  const stranger = createAuthority({ name: 'CA', parent: root });

  it.each([
    ['is not for OCSP signing', issue(ca, { name: 'Responder', profile: { keyUsage: ['digitalSignature'] } })],
    ['is for any purpose', issue(ca, { name: 'Responder', profile: { extendedKeyUsage: ['2.5.29.37.0'] } })],
    ['was issued by another key of the same name', issueOcspResponder(stranger, { name: 'Responder' })],
    ['was issued by the CA above', issueOcspResponder(root, { name: 'Responder' })],
    ['is self-signed', createAuthority({ name: 'Responder', profile: { extendedKeyUsage: ['1.3.6.1.5.5.7.3.9'] } })],
  ])('refused: %s', (_, identity) => {
    expect(codesOf(response({}, { responder: identity }))).toEqual(['OCSP_RESPONDER_NOT_AUTHORISED']);
  });

  it('refused: a key that is not for signatures', () => {
    const identity = issueOcspResponder(ca, { name: 'Responder', profile: { keyUsage: ['keyEncipherment'] } });
    expect(codesOf(response({}, { responder: identity }))).toEqual(['OCSP_RESPONDER_KEY_USAGE']);
  });

  it('refused: the certificate in question speaking for itself', () => {
    const self = issueOcspResponder(ca, { name: 'Signer', serialNumber: SERIAL });
    const asked = { ...question, certificate: parseCertificate(self.certificate) };
    expect(codesOf(response({}, { responder: self }), asked)).toEqual(['OCSP_RESPONDER_NOT_FOUND']);
  });

  it('accepted: one that is trusted as it stands', () => {
    const local = createAuthority({ name: 'Local responder' });
    const asked = { ...question, trustedResponders: [trustAnchorOf(parseCertificate(local.certificate))] };
    expect(ocspStatus(asked, response({}, { responder: local }))).toMatchObject({ facts: { signer: { role: 'trusted' } } });
    expect(codesOf(response({}, { responder: local }))).toEqual(['OCSP_RESPONDER_NOT_AUTHORISED']);
  });

  it('refused: a signature by another key than that of the named responder', () => {
    const twin = issueOcspResponder(ca, { name: 'Responder' });
    expect(codesOf(response({}, { responder: twin, certificates: [responder.certificate] }))).toEqual(['OCSP_SIGNATURE']);
  });
});

describe('K09 responses about something else', () => {
  it('refused: another serial number, another issuer', () => {
    expect(codesOf(response({ serialNumber: SERIAL + 1n }))).toEqual(['OCSP_CERTIFICATE_MISMATCH']);
    expect(codesOf(response({ issuer: root }, { responder: ca }))).toEqual(['OCSP_CERTIFICATE_MISMATCH']);
  });

  it('refused: a certHash of another certificate, or in an unknown digest', () => {
    expect(codesOf(response({ raw: [certHash(SHA256, digest('SHA-256', caCertificate.bytes))] }))).toEqual(['OCSP_CERT_HASH']);
    expect(codesOf(response({ raw: [certHash('1.3.6.1.4.1.99999.2', Uint8Array.of(1))] }))).toEqual(['OCSP_HASH_UNSUPPORTED']);
  });

  it('refused: unknown is not good', () => {
    expect(codesOf(response({ status: 'unknown' }))).toEqual(['OCSP_STATUS_UNKNOWN']);
  });

  it('refused: a critical extension that is not known', () => {
    const raw = [extension('1.3.6.1.4.1.99999.1', true, writeNull())];
    expect(codesOf(response({ raw }))).toEqual(['OCSP_UNKNOWN_CRITICAL_EXTENSION']);
  });
});
