import { describe, expect, it } from 'vitest';
import { readPolicy } from './read-policy.js';
import { TS_119_172_4 } from '../ts-119-172-4.js';

const file = (more: object): string => JSON.stringify({ extends: 'ts-119-172-4', name: 'house', ...more });

function problems(text: string): string[] {
  const read = readPolicy(text);
  return read.ok ? [] : read.problems.map((problem) => `${problem.code} ${problem.message}`);
}

describe('readPolicy', () => {
  it('takes what differs over the shipped policy that it extends', () => {
    const read = readPolicy(
      file({
        version: '3',
        severities: { 'SAV.signing-time-present': 'fail', 'FC.doc-mdp': 'warn' },
        signerFreshnessHours: 1,
        caFreshnessHours: 1.2345678,
        timestampDelayHours: 24,
        validityModel: 'chain',
        signaturePolicies: ['1.2.3'],
        certificatePolicies: ['0.4.0.194112.1.2'],
      }),
    );
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.policy).toEqual({
      ...TS_119_172_4,
      name: 'house',
      version: '3',
      severities: { ...TS_119_172_4.severities, 'SAV.signing-time-present': 'fail', 'FC.doc-mdp': 'warn' },
      parameters: {
        ...TS_119_172_4.parameters,
        signerFreshness: { kind: 'maximum-age', milliseconds: 3_600_000 },
        // Whole milliseconds, or evidence that is saved with the policy could not be read again.
        caFreshness: { kind: 'maximum-age', milliseconds: 4_444_444 },
        timestampDelay: 86_400_000,
        validityModel: 'chain',
        signaturePolicies: { none: true, implied: true, explicit: ['1.2.3'] },
        initialPolicies: ['0.4.0.194112.1.2'],
      },
    });
  });

  it('takes dated algorithms and weights for time-stamps, and stands on a policy that was read before', () => {
    const first = readPolicy(
      file({ digests: { 'SHA-224': null, 'SHA-256': '2027-01-01T00:00:00Z' }, timestampSeverities: { 'RFC.signer-fresh': 'warn' } }),
    );
    if (!first.ok) throw new Error(JSON.stringify(first.problems));
    const keys = [{ scheme: 'RSA-PKCS1', minimumBits: 4096, until: '2031-01-01T00:00:00Z' }];
    const text = JSON.stringify({ extends: 'house', name: 'court', keys });
    const second = readPolicy(text, [TS_119_172_4, first.policy]);
    if (!second.ok) throw new Error(JSON.stringify(second.problems));
    const { cryptography } = second.policy.parameters;
    expect(cryptography.source).toBe('TS 119 312 V2.1.1, changed by house, changed by court');
    expect(cryptography.digests.filter((row) => /SHA-2(24|56)/.test(row.algorithm))).toEqual([
      { algorithm: 'SHA-224' },
      { algorithm: 'SHA-256', until: Date.UTC(2027, 0, 1) },
    ]);
    expect(cryptography.keys.filter((row) => row.scheme === 'RSA-PKCS1')).toEqual([
      { scheme: 'RSA-PKCS1', minimumBits: 4096, until: Date.UTC(2031, 0, 1) },
    ]);
    expect(second.policy.timestamps).toEqual({ severities: { 'RFC.signer-fresh': 'warn' } });
    expect(problems(text)).toEqual(['PARAMETER_INVALID "extends" has to name one of ts-119-172-4, en-319-102-1, dss-compatible.']);
  });

  it.each([
    ['{"extends":"dss-compatible","name":"ts-119-172-4"}', 'PARAMETER_INVALID "name": there is a policy ts-119-172-4 already.'],
    [
      file({ digests: { 'SHA-1': 'never' } }),
      'PARAMETER_INVALID "digests" has to be an object of digest algorithms, each with the moment of its end or null.',
    ],
    [
      file({ digests: { ROT13: null } }),
      'PARAMETER_INVALID "digests" has to be an object of digest algorithms, each with the moment of its end or null.',
    ],
    [file({ keys: [{ scheme: 'RSA' }] }), 'PARAMETER_INVALID "keys" has to be a list of { "scheme", "minimumBits", "until"? }.'],
    [
      file({ timestampSeverities: { 'FC.byte-range': 'ignore' } }),
      'SEVERITY_TOO_LIGHT FC.byte-range must not be set to ignore for time-stamps.',
    ],
    [file({ severities: { 'FC.byte-range': { toString: 1 } } }), 'CHECK_WITHOUT_SEVERITY FC.byte-range: {"toString":1} is no severity.'],
    ['{"extends":"dss-compatible","name":"x","severities":{"__proto__":"ignore"}}', 'CHECK_UNKNOWN There is no check __proto__.'],
    [file({ name: 'a\u001b[31m' }), 'PARAMETER_INVALID "name" has to be a name.'],
    ['[]', 'PARAMETER_INVALID A policy file is one JSON object.'],
    ['{', 'PARAMETER_INVALID A policy file is one JSON object.'],
    ['{"extends":"x","name":"y"}', 'PARAMETER_INVALID "extends" has to name one of ts-119-172-4, en-319-102-1, dss-compatible.'],
    ['{"extends":"dss-compatible"}', 'PARAMETER_INVALID A policy needs a "name".'],
    [file({ validityModel: 'onion' }), 'PARAMETER_INVALID "validityModel" has to be shell, chain or hybrid.'],
    [file({ severity: {} }), 'PARAMETER_INVALID "severity" is no key of a policy file.'],
    [file({ signerFreshnessHours: 1e300 }), 'PARAMETER_INVALID "signerFreshnessHours" has to be a number of hours.'],
    [file({ timestampDelayHours: '24' }), 'PARAMETER_INVALID "timestampDelayHours" has to be a number of hours.'],
    [file({ signerFreshnessHours: -1 }), 'PARAMETER_INVALID "signerFreshnessHours" has to be a number of hours.'],
    [file({ severities: { 'CV.signature-value': 'warn' } }), 'SEVERITY_TOO_LIGHT CV.signature-value must not be set to warn.'],
    [file({ severities: { 'FC.byte-range': 'ignore' } }), 'SEVERITY_TOO_LIGHT FC.byte-range must not be set to ignore.'],
    [file({ severities: { 'FC.byte-range': 'perhaps' } }), 'CHECK_WITHOUT_SEVERITY FC.byte-range: "perhaps" is no severity.'],
    [file({ severities: { 'XCV.nothing': 'fail' } }), 'CHECK_UNKNOWN There is no check XCV.nothing.'],
  ])('refuses %s', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });
});
