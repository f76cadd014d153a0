import { addDss, createOcspResponse, issueOcspResponder, signPdf } from '@sigillum/testkit';
import { parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { ca, crl, HOUR, NOW, page, result, root, signer } from '../spec-support/made-people.js';
import { checkableOf } from './checkable.js';

function checkable(made: Parameters<typeof result>[0]) {
  const { signatures, evidence } = result(made);
  const [judged] = signatures;
  if (judged === undefined) throw new Error('no signature');
  return checkableOf(judged.conclusion, evidence);
}

const signed = signPdf(page, { signer, signingTime: NOW - 2 * HOUR });
const crls = [crl(ca), crl(root)];
const whole = addDss(signed, { crls, certificates: [ca.certificate] });
const end = parseCertificate(signer.certificate).notAfter;

describe('until when, and from what, a passed verdict can be drawn again', () => {
  it('from the document alone where all that was looked at is in it, whoever has it as well', () => {
    expect(checkable({ pdf: whole, supplied: {} })).toEqual({ until: end, fromDocumentAlone: true });
    expect(checkable({ pdf: whole, supplied: { crls, certificates: [ca.certificate] } })).toEqual({ until: end, fromDocumentAlone: true });
  });

  it.each([
    ['a list', { crls: crls.slice(0, 1), certificates: [ca.certificate] }, { crls: crls.slice(1) }],
    ['a certificate of the chain', { crls }, { certificates: [ca.certificate] }],
  ])('not where %s came from elsewhere', (_, inside, supplied) => {
    const bare = signPdf(page, { signer, signingTime: NOW - 2 * HOUR, cms: { certificates: [signer.certificate] } });
    expect(checkable({ pdf: addDss(bare, inside), supplied })?.fromDocumentAlone).toBe(false);
  });

  it('no longer than the certificate of whoever answered for the signer', () => {
    const responder = issueOcspResponder(ca, { name: 'Responder', algorithm: 'P-256', notAfter: NOW + 48 * HOUR });
    const single = { serialNumber: signer.serialNumber, issuer: ca, thisUpdate: NOW - HOUR };
    const ocsps = [createOcspResponse({ responder, responses: [single] })];
    const pdf = addDss(signed, { ocsps, crls: [crl(root)], certificates: [ca.certificate] });
    expect(checkable({ pdf, supplied: {} })).toEqual({ until: NOW + 48 * HOUR, fromDocumentAlone: true });
  });

  it('not at all where it did not pass', () => {
    expect(checkable({ pdf: whole, supplied: {}, anchors: [] })).toBeUndefined();
  });
});
