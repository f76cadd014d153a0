import { createAuthority, createBasicOcspResponse, issueOcspResponder } from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { DSS_COMPATIBLE } from '../../../policy/dss-compatible.js';
import type { ValidationPolicy } from '../../../policy/policy.js';
import { at, ca, crl, DAY, NOW, revoked, root, signer, stamp, tell, tsaRoot, verdict } from '../../../spec-support/timeline.js';

const severities = { ...DSS_COMPATIBLE.severities, 'XCV.ca-revocation-data': 'warn', 'XCV.ca-revocation-acceptable': 'warn' } as const;
const lenient: ValidationPolicy = { ...DSS_COMPATIBLE, severities };
const [ofCa, ofRoot, ofTime] = [ca, root, tsaRoot].map((issuer) => crl(issuer, NOW - DAY));
const answer = createBasicOcspResponse({
  responder: issueOcspResponder(ca, { name: 'Responder', algorithm: 'P-256' }),
  producedAt: NOW - 2 * DAY,
  responses: [{ serialNumber: signer.serialNumber, issuer: ca, thisUpdate: NOW - 2 * DAY }],
});

describe('under a policy that does without the status of CA certificates', () => {
  it.each([
    ['what the CA says of itself is not enough', [ofCa, ofTime], [], 'INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE'],
    ['unless its own status is known', [ofCa, ofRoot, ofTime], [], 'TOTAL-PASSED'],
    ['an exempted responder is', [ofTime], [answer], 'TOTAL-PASSED'],
    ['and is used where the word of the CA is not', [ofCa, ofTime], [answer], 'TOTAL-PASSED'],
  ])('%s', (_, crls, ocsps, expected) => {
    expect(verdict(tell({ policy: lenient, crls: crls.flatMap((one) => one ?? []), ocsps }))).toBe(expected);
  });

  it('says what it rests on', () => {
    const [reason] = tell({ policy: lenient, crls: [ofCa, ofTime].flatMap((one) => one ?? []) }).reasons;
    expect(reason?.check).toBe('XCV.signer-revocation-acceptable');
    expect(reason?.message).toContain('REVOCATION_ISSUER_STATUS_UNKNOWN');
  });
});

describe('an authority that was revoked when it spoke', () => {
  const others = [crl(root, NOW - DAY, { revoked: revoked(ca, at(2028)) }), crl(tsaRoot, NOW - DAY)];
  const after = (...ofCa: readonly Uint8Array[]): string =>
    verdict(tell({ crls: [...others, ...ofCa], stamps: (signature) => [stamp(signature, at(2026, 6))] }));

  it('says of nobody that he was not revoked', () => {
    const [before, late] = [crl(ca, at(2027)), crl(ca, at(2029))];
    expect(after(before)).toBe('TOTAL-PASSED');
    expect(after(late)).toBe('INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE');
    expect(after(late, before)).toBe('TOTAL-PASSED');
  });

  it('nor does a responder that it has appointed', () => {
    const responder = issueOcspResponder(ca, { name: 'Responder', algorithm: 'P-256' });
    const answered = (producedAt: number): string => {
      const responses = [{ serialNumber: signer.serialNumber, issuer: ca, thisUpdate: producedAt }];
      const ocsps = [createBasicOcspResponse({ responder, producedAt, responses })];
      return verdict(tell({ crls: others, ocsps, stamps: (signature) => [stamp(signature, at(2026, 6))] }));
    };
    expect(answered(at(2027))).toBe('TOTAL-PASSED');
    expect(answered(at(2029))).toBe('INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE');
  });

  it('but is believed that he was', () => {
    const [before, late] = [crl(ca, at(2027)), crl(ca, at(2029), { revoked: revoked(signer, at(2026, 3)) })];
    expect(after(late, before)).toBe('INDETERMINATE REVOKED_NO_POE');
  });
});

describe('a list of the name of the CA, signed below another one (RFC 5280 6.3.3 f)', () => {
  const other = createAuthority({ name: 'Other CA', algorithm: 'P-256', parent: root });
  const namesake = createAuthority({ name: 'Issuing CA', algorithm: 'P-256', parent: other });
  const certificates = [ca, other, namesake, tsaRoot].map((one) => one.certificate);
  const [ofOther, ofNamesake] = [other, namesake].map((issuer) => crl(issuer, NOW - DAY));
  const healthy = crl(root, NOW - DAY);
  const disowned = crl(root, NOW - DAY, { revoked: revoked(other, at(2027)) });
  const held = crl(ca, NOW - 2 * DAY, { revoked: revoked(signer, at(2027), 'certificateHold') });
  const lost = crl(namesake, NOW - DAY, { revoked: revoked(signer, at(2027)) });
  const UNKNOWN = 'INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE';

  it.each([
    ['speaks where that one is in good standing', [healthy, ofOther, ofNamesake], 'TOTAL-PASSED'],
    ['says nothing where that one is revoked', [disowned, ofOther, ofNamesake], UNKNOWN],
    ['says nothing where nobody vouches for its signer', [healthy, ofNamesake], UNKNOWN],
    ['ends no suspension then', [disowned, ofOther, held, ofNamesake], 'INDETERMINATE TRY_LATER'],
    ['revokes nobody then', [disowned, ofOther, crl(ca, NOW - 2 * DAY), lost], 'TOTAL-PASSED'],
  ])('%s', (_, crls, expected) => {
    expect(verdict(tell({ certificates, crls: [ofTime, ...crls].flatMap((one) => one ?? []) }))).toBe(expected);
  });

  it('says nothing where that one had expired when it was made', () => {
    const short = createAuthority({ name: 'Other CA', algorithm: 'P-256', parent: root, notAfter: NOW - 9 * DAY });
    const signing = createAuthority({ name: 'Issuing CA', algorithm: 'P-256', parent: short });
    const crls = [tsaRoot, root, signing].map((issuer) => crl(issuer, NOW - DAY));
    const told = tell({
      certificates: [ca, short, signing, tsaRoot].map((one) => one.certificate),
      crls: [...crls, crl(short, NOW - 10 * DAY)],
    });
    expect(verdict(told)).toBe(UNKNOWN);
    expect(told.reasons[0]?.message).toContain('outside the validity of the certificate of Other CA');
  });
});
