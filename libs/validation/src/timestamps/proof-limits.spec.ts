import { createAuthority, issueSigner, issueTimestampAuthority } from '@sigillum/testkit';
import { Budget } from '@sigillum/encoding';
import { describe, expect, it } from 'vitest';
import { DSS_COMPATIBLE } from '../policy/dss-compatible.js';
import type { ValidationPolicy } from '../policy/policy.js';
import { TS_119_172_4 } from '../policy/ts-119-172-4.js';
import { validateSignatures } from '../processes/signature.js';
import {
  anchorOf,
  at,
  ca,
  certificateId,
  crl,
  crlId,
  DAY,
  evidenceFor,
  NOW,
  revoked,
  root,
  signatureOf,
  signer,
  stamp,
  type Story,
  tell,
  tsaRoot,
  verdict,
} from '../spec-support/timeline.js';

const HOUR = DAY / 24;

describe('a time-stamp that states a time of before its certificate', () => {
  const young = issueTimestampAuthority(tsaRoot, { name: 'Young TSA', algorithm: 'P-256', notBefore: at(2029) });
  const crls = [crl(root, NOW - HOUR), crl(tsaRoot, NOW - HOUR), crl(ca, NOW - HOUR, { revoked: revoked(signer, at(2027)) })];

  it.each([DSS_COMPATIBLE, TS_119_172_4])('proves nothing under $name', (policy) => {
    const conclusion = tell({ policy, crls, stamps: (signature) => [stamp(signature, at(2026, 6), { authority: young })] });
    expect(conclusion.timestamps.map(verdict)).toEqual(['INDETERMINATE SIG_CONSTRAINTS_FAILURE']);
    expect(conclusion.timestamps[0]?.reasons.map((one) => one.code)).toContain('SIGNING_TIME_OUT_OF_VALIDITY');
    expect(verdict(conclusion)).toBe('INDETERMINATE REVOKED_NO_POE');
    expect(conclusion.bestSignatureTimeProof).toBe('validation');
  });

  it('fails no signature either', () => {
    const sound = [crl(root, NOW - HOUR), crl(tsaRoot, NOW - HOUR), crl(ca, NOW - HOUR)];
    expect(verdict(tell({ crls: sound, stamps: (signature) => [stamp(signature, at(2020))] }))).toBe('TOTAL-PASSED');
  });
});

describe('what the signed attributes name beside a time-stamped value', () => {
  const oldRoot = createAuthority({ name: 'Old root', algorithm: 'P-256' });
  const oldCa = createAuthority({ name: 'Old CA', algorithm: 'P-256', parent: oldRoot, scheme: { digest: 'SHA-384' } });
  const weak = issueSigner(oldCa, { name: 'Weak', algorithm: 'P-256' });
  const crls = [crl(oldCa, at(2026, 5), { scheme: {} }), crl(oldRoot, at(2026, 5)), crl(tsaRoot, NOW - DAY)];
  const { cryptography } = DSS_COMPATIBLE.parameters;
  const digests = cryptography.digests.map((one) => (one.algorithm === 'SHA-384' ? { ...one, until: at(2027) } : one));
  const policy: ValidationPolicy = {
    ...DSS_COMPATIBLE,
    parameters: { ...DSS_COMPATIBLE.parameters, cryptography: { ...cryptography, issued: NOW, digests } },
  };
  const given: Story = { signer: weak, anchors: [anchorOf(oldRoot), anchorOf(tsaRoot)], crls, policy };
  const material = [...crls.map(crlId), ...[weak, oldCa, oldRoot].map((one) => certificateId(one.certificate))];
  const late = signatureOf({
    ...given,
    stamps: (signature) => [stamp(signature, at(2028), { kind: 'document-timestamp', covers: { material } })],
  });

  it.each<[string, Story['changes'], string]>([
    ['existed then, where the value holds', {}, 'TOTAL-PASSED'],
    ['may be of any time, where it does not', { signatureValue: new Uint8Array([1]) }, 'INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
  ])('%s', (_, changes, expected) => {
    const other = signatureOf({
      ...given,
      changes: { ...changes, id: 'S-OTHER' },
      stamps: (signature) => [stamp(signature, at(2026, 6), { covers: { material: [certificateId(weak.certificate)] } })],
    });
    const document = { signatures: [late, other], timestamps: [] };
    const { signatures } = validateSignatures(document, evidenceFor(late, given), policy, { now: NOW }, new Budget());
    expect(signatures.slice(0, 1).map(verdict)).toEqual([expected]);
  });
});
