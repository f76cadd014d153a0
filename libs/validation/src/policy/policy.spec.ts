import { describe, expect, it } from 'vitest';
import { CHECKS } from '../checks/catalogue.js';
import { checkPolicy } from './check-policy.js';
import { digestReliability, keyReliability, signatureReliability } from './cryptography.js';
import { policyDigest } from './file/policy-digest.js';
import { DEFAULT_POLICY, POLICIES, policyNamed } from './policies.js';
import type { ValidationPolicy } from './policy.js';
import { TS_119_312_V1_5_1, TS_119_312_V2_1_1 } from './ts-119-312.js';

const at = (year: number): number => Date.UTC(year, 0, 2);

function withSeverity(id: string, severity: string): ValidationPolicy {
  return { ...DEFAULT_POLICY, severities: { ...DEFAULT_POLICY.severities, [id]: severity } };
}

describe('policies', () => {
  it('that ship are complete and sound', () => {
    expect(POLICIES.map((policy) => [policy.name, checkPolicy(policy)])).toEqual([
      ['ts-119-172-4', []],
      ['en-319-102-1', []],
      ['dss-compatible', []],
    ]);
    expect(policyNamed('dss-compatible')?.name).toBe('dss-compatible');
    expect(policyNamed('anything')).toBeUndefined();
  });

  it('have another version whenever they say something else: reports name a verdict by it', () => {
    expect(POLICIES.map((policy) => [policy.name, policy.version, policyDigest(policy)])).toEqual([
      ['ts-119-172-4', '2', 'c87a7ecda7476a8f913a843292356e4af849a8e4804d6a5d5905a2f9da9f0624'],
      ['en-319-102-1', '2', '631db7b2297d8ff44a2d49d5b3193f32ec5bf8e081d1ad8c77541e7e9bcc32a3'],
      ['dss-compatible', '6.4-2', '3bd49dab0ab9bb76d4d110df9792e1f55f1112e0e095aa2e319bddc9bf79f6bb'],
    ]);
  });

  it('have no check twice, and a clause for each', () => {
    expect(new Set(CHECKS.map((check) => check.id)).size).toBe(CHECKS.length);
    expect(CHECKS.filter((check) => !/^(?:EN|ISO|RFC|TS) /.test(check.clause))).toEqual([]);
  });

  it.each([
    ['CV.signature-value', 'warn', 'SEVERITY_TOO_LIGHT'],
    ['CV.reference-digests', 'ignore', 'SEVERITY_TOO_LIGHT'],
    ['FC.byte-range', 'ignore', 'SEVERITY_TOO_LIGHT'],
    ['XCV.signer-not-revoked', 'ignore', 'SEVERITY_TOO_LIGHT'],
    ['XCV.no-such-check', 'warn', 'CHECK_UNKNOWN'],
  ])('must not set %s to %s', (id, severity, code) => {
    expect(checkPolicy(withSeverity(id, severity)).map((problem) => problem.code)).toEqual([code]);
  });

  it('may soften what only the format says', () => {
    expect(checkPolicy(withSeverity('FC.byte-range', 'inform'))).toEqual([]);
    expect(checkPolicy(withSeverity('XCV.signer-key-usage', 'ignore'))).toEqual([]);
  });
});

describe('cryptographic constraints', () => {
  it('end on their date', () => {
    expect(digestReliability('SHA-1', '', at(2012), TS_119_312_V1_5_1)).toMatchObject({ reliable: true });
    expect(digestReliability('SHA-1', '', at(2013), TS_119_312_V1_5_1)).toMatchObject({
      reliable: false,
      code: 'DIGEST_NOT_RELIABLE',
      deadline: Date.UTC(2012, 7, 1),
      severity: undefined,
    });
    expect(keyReliability('RSA-PKCS1', 1024, at(2019), TS_119_312_V1_5_1)).toMatchObject({ reliable: true });
    expect(keyReliability('RSA-PKCS1', 1899, at(2020), TS_119_312_V1_5_1)).toMatchObject({ reliable: false, code: 'KEY_NOT_RELIABLE' });
    expect(keyReliability('ECDSA', 256, at(2040), TS_119_312_V1_5_1)).toMatchObject({ reliable: true, until: undefined });
  });

  it('refuse what is not listed', () => {
    expect(digestReliability(undefined, '1.2.3', at(2020), TS_119_312_V1_5_1)).toMatchObject({ code: 'ALGORITHM_UNKNOWN' });
    expect(keyReliability('EdDSA', 255, at(2020), TS_119_312_V1_5_1)).toMatchObject({ code: 'ALGORITHM_UNKNOWN' });
    expect(keyReliability('EdDSA', 255, at(2020), TS_119_312_V2_1_1)).toMatchObject({ reliable: true });
    expect(keyReliability('RSA-PKCS1', 512, at(2000), TS_119_312_V1_5_1)).toMatchObject({ code: 'KEY_TOO_SMALL' });
  });

  it('weigh a forecast that has come true as the policy says', () => {
    expect(keyReliability('RSA-PKCS1', 2048, at(2030), TS_119_312_V1_5_1)).toMatchObject({ reliable: false, severity: 'warn' });
    expect(keyReliability('RSA-PKCS1', 2048, at(2030), TS_119_312_V2_1_1)).toMatchObject({ reliable: false, severity: 'fail' });
  });

  it('judge a signature by the weaker of digest and key', () => {
    const weak = { scheme: 'ECDSA', digest: 'SHA-1', oid: '1.2.840.10045.4.1' } as const;
    expect(signatureReliability(weak, 256, at(2020), TS_119_312_V1_5_1)).toMatchObject({ code: 'DIGEST_NOT_RELIABLE' });
    expect(signatureReliability({ ...weak, digest: 'SHA-256' }, 192, at(2020), TS_119_312_V1_5_1)).toMatchObject({
      code: 'KEY_NOT_RELIABLE',
    });
  });
});
