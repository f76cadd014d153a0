import { Budget } from '@sigillum/encoding';
import { createAuthority, createBasicOcspResponse, issueOcspResponder, issueSigner } from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { parseCertificate, trustAnchorOf } from '../../certificate/parse-certificate.js';
import { parseOcspResponse } from '../../ocsp/parse-ocsp.js';
import { asIssuer } from '../../path/anchor.js';
import { ocspStatus } from './status.js';
import type { AnchorGrant } from '../../types.js';
import { trustedRespondersFor } from './trusted-responders.js';

const NOW = Date.UTC(2026, 6, 1);
const ca = createAuthority({ name: 'CN=Issuing CA, O=Provider, C=SE', algorithm: 'P-256' });
const above = createAuthority({ name: 'CN=Other Root, O=Provider, C=SE', algorithm: 'P-256' });
const subject = issueSigner(ca, { name: 'Holder', algorithm: 'P-256' });
const issuer = asIssuer(parseCertificate(ca.certificate));

/** A responder that another authority issued: the issuer has not delegated to it. */
const responder = (name: string, extendedKeyUsage?: readonly string[]) =>
  issueOcspResponder(above, { name, algorithm: 'P-256', ...(extendedKeyUsage && { profile: { extendedKeyUsage } }) });
const own = responder('CN=Responder, O=PROVIDER, C=SE');
const anchorsOf = (...identities: readonly { readonly certificate: Uint8Array }[]) =>
  identities.map((one) => trustAnchorOf(parseCertificate(one.certificate)));
const found = (...identities: readonly { readonly certificate: Uint8Array }[]) =>
  trustedRespondersFor(issuer, anchorsOf(...identities)).map((one) => one.subject.text);

describe('trustedRespondersFor (RFC 6960 4.2.2.2)', () => {
  it('are anchors for OCSP signing of the same organisation and country', () => {
    expect(found(own)).toEqual(['CN=Responder,O=PROVIDER,C=SE']);
    expect(found(responder('CN=Responder, O=Another, C=SE'))).toEqual([]);
    expect(found(responder('CN=Responder, O=Provider, C=NO'))).toEqual([]);
    expect(found(responder('CN=Responder, C=SE'))).toEqual([]);
    expect(found(responder('CN=Responder, O=Provider, C=SE', ['1.3.6.1.5.5.7.3.8']))).toEqual([]);
    expect(found(ca, above)).toEqual([]);
  });

  it('speak for what the issuer issued, without a certificate from it', () => {
    const bytes = createBasicOcspResponse({
      responder: own,
      producedAt: NOW,
      certificates: [],
      responses: [{ issuer: ca, serialNumber: subject.serialNumber, status: 'good', thisUpdate: NOW }],
    });
    const response = parseOcspResponse(bytes, new Budget());
    const question = {
      certificate: parseCertificate(subject.certificate),
      issuer,
      anchor: trustAnchorOf(parseCertificate(ca.certificate)),
      candidates: [],
      budget: new Budget(),
    };
    expect(ocspStatus(question, response)).toMatchObject({ usable: false, problems: [{ code: 'OCSP_RESPONDER_NOT_FOUND' }] });
    const trustedResponders = trustedRespondersFor(issuer, anchorsOf(own));
    expect(ocspStatus({ ...question, trustedResponders }, response)).toMatchObject({
      usable: true,
      verdict: { status: 'good' },
      facts: { signer: { role: 'trusted' } },
    });
    const listed = (...grants: readonly AnchorGrant[]) =>
      ocspStatus({ ...question, trustedResponders: trustedResponders.map((one) => ({ ...one, grants })) }, response).usable;
    const [OCSP, since] = ['Certstatus/OCSP', NOW - 2] as const;
    expect(listed({ type: OCSP, from: since })).toBe(true);
    expect(listed({ type: OCSP, from: since, until: NOW + 1 })).toBe(true);
    expect(listed({ type: OCSP, from: since, until: NOW })).toBe(false);
    expect(listed({ type: OCSP, from: since, until: NOW }, { type: OCSP, from: NOW + 1 })).toBe(true);
    expect(listed({ type: 'CA/QC', from: since })).toBe(false);
    expect(listed()).toBe(false);
  });
});
