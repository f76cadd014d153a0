import { describe, expect, it } from 'vitest';
import { DSS_COMPATIBLE } from '../policy/dss-compatible.js';
import {
  at,
  ca,
  certificateId,
  clean,
  crl,
  crlId,
  DAY,
  expired,
  NOW,
  policyWith,
  revoked,
  root,
  signer,
  stamp,
  type Story,
  tell,
  tsaRoot,
  verdict,
} from '../spec-support/timeline.js';
import type { ReportData } from './types.js';

const CHAIN = [signer, ca].map((one) => certificateId(one.certificate));
const others = [crl(root, NOW - DAY), crl(tsaRoot, NOW - DAY)];
const dataOf = (story: Story): [string, ReportData] => {
  const conclusion = tell(story);
  return [verdict(conclusion), conclusion.data];
};

const signerRevoked = crl(ca, NOW - DAY, { revoked: revoked(signer, at(2027), 'superseded') });
const caRevoked = crl(root, NOW - DAY, { revoked: revoked(ca, at(2027)) });
const held = crl(ca, NOW - DAY, { revoked: revoked(signer, at(2027), 'certificateHold') });
const old = crl(ca, NOW - 60 * DAY);

describe('the data that goes with a sub-indication', () => {
  it('nothing where the signature passed', () => {
    expect(dataOf({})).toEqual(['TOTAL-PASSED', {}]);
  });

  it('revoked: since when, why, and who says so', () => {
    const revocation = { certificate: CHAIN[0], time: at(2027), reason: 'superseded', suspended: false, data: [crlId(signerRevoked)] };
    expect(dataOf({ crls: [signerRevoked, ...others] })).toEqual(['INDETERMINATE REVOKED_NO_POE', { chain: CHAIN, revocation }]);
    const content: Story = { crls: [signerRevoked, ...others], stamps: (one) => [stamp(one, at(2028), { kind: 'content-timestamp' })] };
    expect(dataOf(content)).toEqual(['TOTAL-FAILED REVOKED', { chain: CHAIN, revocation }]);
  });

  it('a revoked CA, by its own id', () => {
    const revocation = { certificate: CHAIN[1], time: at(2027), reason: 'keyCompromise', suspended: false, data: [crlId(caRevoked)] };
    expect(dataOf({ crls: [...clean().slice(1), caRevoked] })).toEqual(['INDETERMINATE REVOKED_CA_NO_POE', { chain: CHAIN, revocation }]);
  });

  it('try later: since when, and when newer data is due', () => {
    const policy = policyWith({ 'RFC.signer-fresh': 'fail' });
    const stale = { certificate: CHAIN[0], since: NOW - 60 * DAY, until: NOW - 30 * DAY, data: [crlId(old)] };
    expect(dataOf({ policy, crls: [old, ...others] })).toEqual(['INDETERMINATE TRY_LATER', { chain: CHAIN, retry: [stale] }]);
    const suspended = { certificate: CHAIN[0], since: at(2027), until: NOW + 29 * DAY, data: [crlId(held)] };
    expect(dataOf({ crls: [held, ...others] })).toEqual(['INDETERMINATE TRY_LATER', { chain: CHAIN, retry: [suspended] }]);
  });

  it('an algorithm: of what, and until when', () => {
    const { cryptography } = DSS_COMPATIBLE.parameters;
    const digests = cryptography.digests.map((one) => (one.algorithm === 'SHA-384' ? { ...one, until: at(2027) } : one));
    const reference = { name: 'the document', digestIdentifier: '2.16.840.1.101.3.4.2.2', found: true } as const;
    const bytes = new Uint8Array(48);
    const changes = { references: [{ ...reference, digestAlgorithm: 'SHA-384' as const, expected: bytes, actual: bytes }] };
    expect(dataOf({ changes, policy: policyWith({}, { cryptography: { ...cryptography, issued: NOW, digests } }) })).toEqual([
      'INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
      { chain: CHAIN, algorithms: [{ object: 'the document', algorithm: '2.16.840.1.101.3.4.2.2', digest: 'SHA-384', until: at(2027) }] },
    ]);
  });

  it('time-stamps that contradict each other, the later made first', () => {
    const policy = policyWith({}, { timestampOrder: 'fail' });
    const conclusion = tell({
      policy,
      stamps: (one) => [stamp(one, at(2026, 7), { kind: 'content-timestamp' }), stamp(one, at(2026, 6))],
    });
    const [content, signature] = conclusion.timestamps.map((one) => one.id);
    expect(conclusion.data).toEqual({ timestamps: [signature, content] });
  });

  it('what is missing or differs', () => {
    const reference = {
      name: 'a.txt',
      digestAlgorithm: 'SHA-256' as const,
      digestIdentifier: '2.16.840.1.101.3.4.2.1',
      expected: new Uint8Array(32),
    };
    const absent = { ...reference, actual: undefined, found: false };
    expect(dataOf({ changes: { references: [absent] } })).toEqual(['INDETERMINATE SIGNED_DATA_NOT_FOUND', { objects: ['a.txt'] }]);
    const differs = { ...reference, actual: new Uint8Array(32).fill(1), found: true };
    expect(dataOf({ changes: { references: [differs] } })).toEqual(['TOTAL-FAILED HASH_FAILURE', { objects: ['a.txt'] }]);
    const broken = dataOf({ changes: { signatureValue: new Uint8Array([1]) } });
    expect(broken).toEqual(['TOTAL-FAILED SIG_CRYPTO_FAILURE', { signingCertificate: CHAIN[0] }]);
  });

  it('constraints that are not met', () => {
    const none = { commitmentTypes: [], claimedRoles: [], signed: [], unsigned: [] };
    expect(dataOf({ changes: { attributes: none } })).toEqual([
      'INDETERMINATE SIG_CONSTRAINTS_FAILURE',
      { unmet: [{ check: 'SAV.signing-time-present', code: 'SIGNING_TIME_ABSENT' }] },
    ]);
  });

  it('the chain where times are out of bounds', () => {
    const chain = [expired, ca].map((one) => certificateId(one.certificate));
    const crls = [crl(ca, NOW - DAY, { expiredCertsOnCrl: at(2026) }), ...others];
    expect(dataOf({ signer: expired, crls })).toEqual(['INDETERMINATE OUT_OF_BOUNDS_NOT_REVOKED', { chain }]);
  });

  it('of a time-stamp as of a signature', () => {
    const [timestamp] = tell({ stamps: (one) => [stamp(one, at(2026, 6), { defects: ['signature-damaged'] })] }).timestamps;
    expect(timestamp?.data).toEqual({ signingCertificate: timestamp?.signingCertificate?.id });
  });
});
