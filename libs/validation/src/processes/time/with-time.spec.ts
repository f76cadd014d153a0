import { writeOid, writeSequence } from '@sigillum/encoding';
import { extension, issueSigner, issueTimestampAuthority } from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { DSS_COMPATIBLE } from '../../policy/dss-compatible.js';
import { EN_319_102_1 } from '../../policy/en-319-102-1.js';
import type { ValidationPolicy } from '../../policy/policy.js';
import {
  at,
  ca,
  clean,
  crl,
  DAY,
  expired,
  NOW,
  policyWith,
  revoked,
  root,
  signer,
  stamp,
  type Stamp,
  type Story,
  tell,
  tsaRoot,
  verdict,
} from '../../spec-support/timeline.js';

const stampedAt = (time: number, options: Stamp = {}): Pick<Story, 'stamps'> => ({
  stamps: (signature) => [stamp(signature, time, options)],
});
/** The signer's own revocation, the rest clean. */
const revokedOn = (time: number, reason?: 'certificateHold'): Uint8Array[] => [
  crl(ca, NOW - DAY, { revoked: revoked(signer, time, reason) }),
  crl(root, NOW - DAY),
  crl(tsaRoot, NOW - DAY),
];
/** Says of certificates that ended what it knew. */
const keeping = [crl(ca, NOW - DAY, { expiredCertsOnCrl: at(2026) }), crl(root, NOW - DAY), crl(tsaRoot, NOW - DAY)];
const fresh: ValidationPolicy = {
  ...policyWith({ 'RFC.signer-fresh': 'fail' }, { signerFreshness: { kind: 'maximum-age', milliseconds: 10 * DAY } }),
  timestamps: { severities: { ...DSS_COMPATIBLE.timestamps?.severities, 'RFC.signer-fresh': 'ignore' } },
};

describe('the process for Signatures with Time', () => {
  it.each<[string, Story, string]>([
    ['K12 revoked after the proven time', { crls: revokedOn(at(2027)), ...stampedAt(at(2026, 6)) }, 'TOTAL-PASSED'],
    ['K12 revoked before the proven time', { crls: revokedOn(at(2026, 3)), ...stampedAt(at(2026, 6)) }, 'INDETERMINATE REVOKED_NO_POE'],
    ['K12 revoked at the proven time', { crls: revokedOn(at(2026, 6)), ...stampedAt(at(2026, 6)) }, 'INDETERMINATE REVOKED_NO_POE'],
    ['K12 revoked, with nothing proven', { crls: revokedOn(at(2027)) }, 'INDETERMINATE REVOKED_NO_POE'],
    ['K13 expired, proven before', { signer: expired, crls: keeping, ...stampedAt(at(2026, 6)) }, 'TOTAL-PASSED'],
    ['K13 expired, proven after', { signer: expired, crls: keeping, ...stampedAt(at(2029)) }, 'INDETERMINATE OUT_OF_BOUNDS_NOT_REVOKED'],
    ['K13 expired, with nothing proven', { signer: expired, crls: keeping }, 'INDETERMINATE OUT_OF_BOUNDS_NOT_REVOKED'],
    [
      'proven before the certificate began',
      { signer: issueSigner(ca, { name: 'Late', algorithm: 'P-256', notBefore: at(2026, 5) }), ...stampedAt(at(2026, 2)) },
      'TOTAL-FAILED NOT_YET_VALID',
    ],
    ['suspended after the proven time', { crls: revokedOn(at(2027), 'certificateHold'), ...stampedAt(at(2026, 6)) }, 'TOTAL-PASSED'],
    ['suspended before it', { crls: revokedOn(at(2026, 3), 'certificateHold'), ...stampedAt(at(2026, 6)) }, 'INDETERMINATE TRY_LATER'],
    ['old data, new enough at the proven time', { policy: fresh, crls: clean(at(2026, 6)), ...stampedAt(at(2026, 6, 5)) }, 'TOTAL-PASSED'],
    ['old data, too old even then', { policy: fresh, crls: clean(at(2026, 6)), ...stampedAt(at(2026, 7)) }, 'INDETERMINATE TRY_LATER'],
  ])('%s', (_, story, expected) => {
    expect(verdict(tell(story))).toBe(expected);
  });

  it('says since when the signature is proven, and by what', () => {
    const conclusion = tell({
      stamps: (signature) => [stamp(signature, at(2026, 8)), stamp(signature, at(2026, 6)), stamp(signature, at(2026, 7))],
    });
    expect(conclusion.bestSignatureTime).toBe(at(2026, 6));
    expect(conclusion.bestSignatureTimeProof).toBe(conclusion.timestamps.find((one) => one.time === at(2026, 6))?.id);
    expect(tell({}).bestSignatureTimeProof).toBe('validation');
  });

  it('proves nothing where the basic result has decided', () => {
    const conclusion = tell({ changes: { signatureValue: new Uint8Array([1]) }, ...stampedAt(at(2026, 6)) });
    expect([verdict(conclusion), conclusion.bestSignatureTime]).toEqual(['TOTAL-FAILED SIG_CRYPTO_FAILURE', NOW]);
  });
});

describe('a failure behind the one that time answers', () => {
  const sealed = issueSigner(ca, { name: 'Other use', algorithm: 'P-256', profile: { keyUsage: ['keyAgreement'] } });
  const crls = [crl(ca, NOW - DAY, { revoked: revoked(sealed, at(2027)) }), crl(root, NOW - DAY), crl(tsaRoot, NOW - DAY)];

  it.each<[string, Story, string]>([
    [
      'a key that is not for signing',
      { signer: sealed, crls, policy: policyWith({ 'XCV.signer-key-usage': 'fail' }) },
      'INDETERMINATE CHAIN_CONSTRAINTS_FAILURE',
    ],
    [
      'no signing time',
      { crls: revokedOn(at(2027)), changes: { attributes: { commitmentTypes: [], claimedRoles: [], signed: [], unsigned: [] } } },
      'INDETERMINATE SIG_CONSTRAINTS_FAILURE',
    ],
    [
      'the end of the certificate before the proven time',
      {
        signer: expired,
        crls: [
          crl(ca, NOW - DAY, { revoked: revoked(expired, at(2029, 6)), expiredCertsOnCrl: at(2026) }),
          crl(root, NOW - DAY),
          crl(tsaRoot, NOW - DAY),
        ],
        ...stampedAt(at(2029)),
      },
      'INDETERMINATE OUT_OF_BOUNDS_NOT_REVOKED',
    ],
  ])('%s', (_, story, expected) => {
    expect(verdict(tell({ ...stampedAt(at(2026, 6)), ...story }))).toBe(expected);
  });
});

describe('algorithms at best-signature-time', () => {
  // The signature alone is made with SHA-384, which the policy gives up on.
  const until = (end: number): ValidationPolicy => {
    const { cryptography } = EN_319_102_1.parameters;
    const digests = cryptography.digests.map((one) => (one.algorithm === 'SHA-384' ? { ...one, until: end } : one));
    return { ...DSS_COMPATIBLE, parameters: { ...DSS_COMPATIBLE.parameters, cryptography: { ...cryptography, issued: NOW, digests } } };
  };
  const sha384: Partial<Story> = {
    changes: {
      references: [
        {
          name: 'the document',
          digestAlgorithm: 'SHA-384',
          digestIdentifier: '2.16.840.1.101.3.4.2.2',
          expected: new Uint8Array(48),
          actual: new Uint8Array(48),
          found: true,
        },
      ],
    },
  };

  it.each<[string, number, string]>([
    ['proven while they were reliable', at(2028), 'TOTAL-PASSED'],
    ['proven later', at(2026, 5), 'INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
  ])('%s', (_, end, expected) => {
    expect(verdict(tell({ ...sha384, policy: until(end), ...stampedAt(at(2026, 6)) }))).toBe(expected);
  });

  it('V-18 made after their end, by a content time-stamp', () => {
    const made = (time: number): string =>
      verdict(tell({ ...sha384, policy: until(at(2028)), ...stampedAt(time, { kind: 'content-timestamp' }) }));
    expect(made(at(2029))).toBe('INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE');
    expect(made(at(2027))).toBe('INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
  });

  it('what could not be computed is not answered by any time', () => {
    const story: Story = { changes: { algorithm: undefined }, ...stampedAt(at(2026, 6)) };
    expect(verdict(tell(story))).toBe('INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
  });
});

describe('time-stamps that prove nothing', () => {
  const crls = revokedOn(at(2027));

  it.each<[string, Stamp, string]>([
    ['C15 one of another signature', { over: new TextEncoder().encode('another') }, 'FAILED HASH_FAILURE'],
    ['a damaged one', { defects: ['signature-damaged'] }, 'FAILED SIG_CRYPTO_FAILURE'],
    ['two signers', { defects: ['two-signer-infos'] }, 'FAILED FORMAT_FAILURE'],
    [
      'one of a certificate for signing',
      { authority: issueSigner(tsaRoot, { name: 'No TSA', algorithm: 'P-256' }) },
      'INDETERMINATE CHAIN_CONSTRAINTS_FAILURE',
    ],
    [
      'one of before its authority',
      { authority: issueTimestampAuthority(ca, { name: 'Later', algorithm: 'P-256', notBefore: at(2031) }) },
      'INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE',
    ],
  ])('%s', (_, options, expected) => {
    const conclusion = tell({ crls, ...stampedAt(at(2026, 6), options) });
    expect(conclusion.timestamps.map(verdict)).toEqual([expected]);
    expect(verdict(conclusion)).toBe('INDETERMINATE REVOKED_NO_POE');
    expect(conclusion.bestSignatureTime).toBe(NOW);
  });

  it('an unreadable one', () => {
    const conclusion = tell({ crls, stamps: (signature) => [{ ...stamp(signature, at(2026, 6)), token: new Uint8Array([0x30, 0]) }] });
    expect(conclusion.timestamps.map(({ time, reasons, ...one }) => [verdict(one), time, reasons[0]?.code])).toEqual([
      ['FAILED FORMAT_FAILURE', undefined, 'TIMESTAMP_UNREADABLE'],
    ]);
    expect(verdict(conclusion)).toBe('INDETERMINATE REVOKED_NO_POE');
  });

  it('one whose covered bytes could not be found', () => {
    const conclusion = tell({ crls, stamps: (signature) => [{ ...stamp(signature, at(2026, 6)), imprints: new Map() }] });
    expect(conclusion.timestamps.map(verdict)).toEqual(['INDETERMINATE SIGNED_DATA_NOT_FOUND']);
    expect(verdict(conclusion)).toBe('INDETERMINATE REVOKED_NO_POE');
  });

  it('do not spoil one beside them that does', () => {
    const conclusion = tell({
      crls,
      stamps: (signature) => [stamp(signature, at(2026, 2), { over: new Uint8Array([1]) }), stamp(signature, at(2026, 6))],
    });
    expect([verdict(conclusion), conclusion.bestSignatureTime]).toEqual(['TOTAL-PASSED', at(2026, 6)]);
  });
});

it('C15 the same token twice counts once', () => {
  const conclusion = tell({
    stamps: (signature) => {
      const one = stamp(signature, at(2026, 6));
      return [one, one];
    },
  });
  expect([verdict(conclusion), conclusion.timestamps.map(verdict)]).toEqual(['TOTAL-PASSED', ['PASSED']]);
});

it('a further certificate in a token does not change who signed it', () => {
  const stranger = issueTimestampAuthority(tsaRoot, { name: 'Stranger', algorithm: 'P-256' });
  const tsaOfToken = issueTimestampAuthority(tsaRoot, { name: 'Its TSA', algorithm: 'P-256' });
  for (const certificates of [
    [stranger.certificate, tsaOfToken.certificate],
    [tsaOfToken.certificate, stranger.certificate],
  ]) {
    const [timestamp] = tell(stampedAt(at(2026, 6), { authority: tsaOfToken, certificates })).timestamps;
    expect(timestamp?.signingCertificate?.subject.text).toContain('Its TSA');
    expect(timestamp && verdict(timestamp)).toBe('PASSED');
  }
});

describe('K13 the order of time-stamps', () => {
  const strict = policyWith({}, { timestampOrder: 'fail' });
  const both = (content: number, signature: number, accuracy?: number): Pick<Story, 'stamps'> => {
    const more = accuracy === undefined ? {} : { accuracy };
    return { stamps: (one) => [stamp(one, content, { kind: 'content-timestamp', ...more }), stamp(one, signature, more)] };
  };

  it('a content time-stamp that is newer contradicts', () => {
    expect(verdict(tell({ policy: strict, ...both(at(2026, 7), at(2026, 6)) }))).toBe('INDETERMINATE TIMESTAMP_ORDER_FAILURE');
    expect(verdict(tell({ policy: strict, ...both(at(2026, 6), at(2026, 7)) }))).toBe('TOTAL-PASSED');
  });

  it('unless the stated accuracies leave room', () => {
    expect(verdict(tell({ policy: strict, ...both(at(2026, 6) + 1500, at(2026, 6), 1) }))).toBe('TOTAL-PASSED');
    expect(verdict(tell({ policy: strict, ...both(at(2026, 6) + 3000, at(2026, 6), 1) }))).toBe('INDETERMINATE TIMESTAMP_ORDER_FAILURE');
  });

  it('is a warning where the policy says so', () => {
    const conclusion = tell(both(at(2026, 7), at(2026, 6)));
    expect(verdict(conclusion)).toBe('TOTAL-PASSED');
    expect(conclusion.conclusion.checks.find((one) => one.code === 'TIMESTAMP_ORDER')?.severity).toBe('warn');
  });
});

describe('V-18 content time-stamps in the process for Basic Signatures', () => {
  const content = (time: number): Pick<Story, 'stamps'> => stampedAt(time, { kind: 'content-timestamp' });

  it.each<[string, Story, string]>([
    ['made after the revocation', { crls: revokedOn(at(2027)), ...content(at(2028)) }, 'TOTAL-FAILED REVOKED'],
    ['revoked after it was begun', { crls: revokedOn(at(2027)), ...content(at(2026, 6)) }, 'INDETERMINATE REVOKED_NO_POE'],
    ['made after the end of the certificate', { signer: expired, crls: keeping, ...content(at(2029)) }, 'TOTAL-FAILED EXPIRED'],
    ['begun before it', { signer: expired, crls: keeping, ...content(at(2026, 6)) }, 'INDETERMINATE OUT_OF_BOUNDS_NOT_REVOKED'],
    [
      'a false one counts for nothing',
      { crls: revokedOn(at(2027)), ...stampedAt(at(2028), { kind: 'content-timestamp', over: new Uint8Array([1]) }) },
      'INDETERMINATE REVOKED_NO_POE',
    ],
  ])('%s', (_, story, expected) => {
    expect(verdict(tell(story))).toBe(expected);
  });
});

describe('the time between signing and time-stamp', () => {
  // The signature claims the first of June 2026.
  const delayed = policyWith({}, { timestampDelay: 10 * DAY });

  it.each<[string, Story, string]>([
    ['within what the policy allows', { policy: delayed, ...stampedAt(at(2026, 6, 5)) }, 'TOTAL-PASSED'],
    ['more', { policy: delayed, ...stampedAt(at(2026, 7)) }, 'INDETERMINATE SIG_CONSTRAINTS_FAILURE'],
    [
      'more, by a document time-stamp',
      { policy: delayed, ...stampedAt(at(2026, 7), { kind: 'document-timestamp' }) },
      'INDETERMINATE SIG_CONSTRAINTS_FAILURE',
    ],
    ['more, and the policy allows any', stampedAt(at(2026, 7)), 'TOTAL-PASSED'],
    ['without a time-stamp there is nothing to ask', { policy: delayed }, 'TOTAL-PASSED'],
  ])('%s', (_, story, expected) => {
    expect(verdict(tell(story))).toBe(expected);
  });

  it('can not be told without a claimed time', () => {
    const attributes = { commitmentTypes: [], claimedRoles: [], signed: [], unsigned: [] };
    const policy = { ...delayed, severities: { ...delayed.severities, 'SAV.signing-time-present': 'warn' } } as const;
    const conclusion = tell({ policy, changes: { attributes }, ...stampedAt(at(2026, 6, 5)) });
    expect([verdict(conclusion), conclusion.reasons.map((one) => one.code)]).toEqual([
      'INDETERMINATE SIG_CONSTRAINTS_FAILURE',
      ['SIGNING_TIME_ABSENT', 'TIMESTAMP_DELAY'],
    ]);
  });
});

describe('a time-stamp that states a time that has not come', () => {
  const judged = (time: number, policy: ValidationPolicy): string[] => {
    const stamps: Story['stamps'] = (one) => [stamp(one, time, { kind: 'content-timestamp' })];
    const conclusion = tell({ policy, crls: revokedOn(at(2027)), stamps });
    const [timestamp] = conclusion.timestamps;
    return [verdict(conclusion), timestamp ? verdict(timestamp) : '', ...(timestamp?.reasons.slice(0, 1).map(({ code }) => code) ?? [])];
  };

  it('proves nothing', () => {
    expect(judged(at(2029), EN_319_102_1)).toEqual(['TOTAL-FAILED REVOKED', 'PASSED']);
    expect(judged(NOW + DAY, EN_319_102_1)).toEqual([
      'INDETERMINATE REVOKED_NO_POE',
      'INDETERMINATE SIG_CONSTRAINTS_FAILURE',
      'TIMESTAMP_FROM_THE_FUTURE',
    ]);
  });

  it('nor where the clocks differ by little, or the policy only warns', () => {
    expect(judged(NOW + 60_000, EN_319_102_1)).toEqual(['INDETERMINATE REVOKED_NO_POE', 'PASSED']);
    expect(judged(NOW + DAY, DSS_COMPATIBLE)).toEqual(['INDETERMINATE REVOKED_NO_POE', 'PASSED']);
  });
});

describe('what the key of a time-stamping authority is for', () => {
  const KP = '1.3.6.1.5.5.7.3';
  const oid = (...last: readonly number[]) => writeSequence(...last.map((one) => writeOid(`${KP}.${one}`)));
  const raw = (critical: boolean, ...last: readonly number[]): Stamp => {
    const profile = { extendedKeyUsage: undefined, raw: [extension('2.5.29.37', critical, oid(...last))] };
    return { authority: issueTimestampAuthority(tsaRoot, { name: 'Odd TSA', algorithm: 'P-256', profile }) };
  };
  const judged = (options: Stamp, policy: ValidationPolicy): string[] => {
    const [timestamp] = tell({ policy, ...stampedAt(at(2026, 6), options) }).timestamps;
    return [timestamp ? verdict(timestamp) : '', ...(timestamp?.reasons.slice(0, 1).map(({ code }) => code) ?? [])];
  };

  it.each([
    ['time-stamping, critical', raw(true, 8), ['PASSED']],
    ['time-stamping, not critical', raw(false, 8), ['INDETERMINATE CHAIN_CONSTRAINTS_FAILURE', 'TIME_STAMPING_NOT_CRITICAL']],
    ['code signing besides', raw(true, 8, 3), ['INDETERMINATE CHAIN_CONSTRAINTS_FAILURE', 'TIME_STAMPING_NOT_ALONE']],
    ['code signing alone', raw(true, 3), ['INDETERMINATE CHAIN_CONSTRAINTS_FAILURE', 'EXTENDED_KEY_USAGE']],
  ])('%s', (_, options, expected) => {
    expect(judged(options, EN_319_102_1)).toEqual(expected);
  });

  it('EU DSS looks for the purpose only', () => {
    expect([raw(false, 8), raw(true, 8, 3)].map((options) => judged(options, DSS_COMPATIBLE))).toEqual([['PASSED'], ['PASSED']]);
    expect(judged(raw(true, 3), DSS_COMPATIBLE)[0]).toBe('INDETERMINATE CHAIN_CONSTRAINTS_FAILURE');
  });
});

describe('what the key of a signer is for', () => {
  const codes = (...extendedKeyUsage: readonly string[]): string[] => {
    const identity = issueSigner(ca, { name: 'Purpose', algorithm: 'P-256', profile: { keyUsage: ['nonRepudiation'], extendedKeyUsage } });
    const conclusion = tell({ signer: identity, policy: EN_319_102_1 });
    return [verdict(conclusion), ...conclusion.reasons.filter(({ severity }) => severity === 'warn').map(({ code }) => code)];
  };

  it.each([
    ['document signing', ['1.3.6.1.5.5.7.3.36'], ['TOTAL-PASSED']],
    ['e-mail and log-in', ['1.3.6.1.5.5.7.3.4', '1.3.6.1.5.5.7.3.2'], ['TOTAL-PASSED']],
    ['a web server', ['1.3.6.1.5.5.7.3.1'], ['TOTAL-PASSED', 'PURPOSE_NOT_DOCUMENTS']],
  ])('%s', (_, purposes, expected) => {
    expect(codes(...purposes)).toEqual(expected);
  });
});

describe('an invalidity date before the proven time', () => {
  const told = (invalidityDate: number): string[] => {
    const entry = { ...revoked(signer, at(2027))[0], serialNumber: signer.serialNumber, revocationDate: at(2027), invalidityDate };
    const conclusion = tell({
      crls: [crl(ca, NOW - DAY, { revoked: [entry] }), ...clean().slice(0, 1), ...clean().slice(2)],
      ...stampedAt(at(2026, 6)),
    });
    return [verdict(conclusion), ...conclusion.reasons.filter(({ severity }) => severity === 'warn').map(({ code }) => code)];
  };

  it('is warned of, and moves nothing', () => {
    expect(told(at(2026, 3))).toContain('CERTIFICATE_INVALID_EARLIER');
    expect(told(at(2026, 3))[0]).toBe('TOTAL-PASSED');
    expect(told(at(2026, 9))).not.toContain('CERTIFICATE_INVALID_EARLIER');
  });
});
