import { Budget, LimitError, fromHex, writeSequence } from '@sigillum/encoding';
import { type Authority, type AuthorityOptions, type ExtensionProfile, OID, createAuthority, extension, issue } from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { parseCertificate, trustAnchorOf } from '../certificate/parse-certificate.js';
import type { CertificationPath, PathFailure, PathOptions } from '../types.js';
import { validatePath } from './validate.js';

const root = createAuthority({ name: 'Root' });
const anchor = trustAnchorOf(parseCertificate(root.certificate));

/** Root, one intermediate, leaf. */
function pathOf(ca: Partial<AuthorityOptions>, leaf: ExtensionProfile = {}): CertificationPath {
  return pathBelow(createAuthority({ name: 'Intermediate', parent: root, ...ca }), leaf);
}

function pathBelow(issuer: Authority, profile: ExtensionProfile): CertificationPath {
  const leaf = issue(issuer, { name: 'Leaf', profile });
  return { certificates: [leaf.certificate, ...leaf.chain.slice(0, -1)].map((bytes) => parseCertificate(bytes)), anchor };
}

function failuresOf(path: CertificationPath, options: PathOptions = {}): [PathFailure['code'], number][] {
  return validatePath(path, options, new Budget()).failures.map(({ code, index }) => [code, index]);
}

const POLICY = { one: '1.3.6.1.4.1.1', two: '1.3.6.1.4.1.2' };
const UNKNOWN_CRITICAL = extension('1.3.6.1.4.1.99999.1', true, fromHex('0500'));

describe('validatePath', () => {
  it('passes a sound path', () => {
    expect(validatePath(pathOf({}), { at: Date.UTC(2030, 0, 1) }, new Budget())).toEqual({ valid: true, failures: [], policies: [] });
  });

  it('checks periods to the second, both ends included, and only where a time is given', () => {
    const path = pathOf({ notBefore: Date.UTC(2027, 0, 1), notAfter: Date.UTC(2028, 0, 1) });
    expect(failuresOf(path)).toEqual([]);
    expect(failuresOf(path, { at: Date.UTC(2027, 0, 1) })).toEqual([]);
    expect(failuresOf(path, { at: Date.UTC(2027, 0, 1) - 1 })).toEqual([['PATH_NOT_YET_VALID', 1]]);
    expect(failuresOf(path, { at: Date.UTC(2028, 0, 1) + 999 })).toEqual([]);
    expect(failuresOf(path, { at: Date.UTC(2028, 0, 1) + 1000 })).toEqual([['PATH_EXPIRED', 1]]);
    const late = { at: Date.UTC(2050, 0, 1) };
    expect(failuresOf(pathOf({ notAfter: Date.UTC(2060, 0, 1) }), late)).toEqual([['PATH_EXPIRED', 0]]);
    expect(failuresOf(pathOf({ notAfter: Date.UTC(2060, 0, 1) }), { ...late, skipEndEntityValidity: true })).toEqual([]);
  });

  it('names a certificate out of place and one that another key signed', () => {
    const { certificates } = pathOf({});
    const strange = createAuthority({ name: 'Stranger', parent: root });
    const twin = createAuthority({ name: 'Intermediate', parent: root });
    const over = (issuer: Authority) => ({ certificates: [...certificates.slice(0, 1), parseCertificate(issuer.certificate)], anchor });
    expect(failuresOf(over(twin))).toEqual([['PATH_SIGNATURE', 0]]);
    expect(failuresOf(over(strange))).toEqual([
      ['PATH_NAME_CHAINING', 0],
      ['PATH_SIGNATURE', 0],
    ]);
  });

  it('counts CA certificates that are not self-issued against the path length', () => {
    const limited = createAuthority({ name: 'Limited', parent: root, pathLength: 0 });
    const rollover = createAuthority({ name: 'Limited', parent: limited });
    expect(failuresOf(pathBelow(limited, {}))).toEqual([]);
    expect(failuresOf(pathBelow(rollover, {}))).toEqual([]);
    expect(failuresOf(pathBelow(createAuthority({ name: 'Below', parent: limited }), {}))).toEqual([['PATH_LENGTH', 1]]);
    expect(failuresOf(pathOf({}), { maxPathLength: 0 })).toEqual([['PATH_LENGTH', 1]]);
    expect(failuresOf(pathBelow(root, {}), { maxPathLength: 0 })).toEqual([]);
  });

  it('leaves the anchor certificate alone unless asked', () => {
    const old = createAuthority({ name: 'Old root', notAfter: Date.UTC(2027, 0, 1), profile: { raw: [UNKNOWN_CRITICAL] } });
    const path = { ...pathBelow(old, {}), anchor: trustAnchorOf(parseCertificate(old.certificate)) };
    const at = Date.UTC(2030, 0, 1);
    expect(failuresOf(path, { at })).toEqual([]);
    expect(failuresOf(path, { at, checkAnchorCertificate: true })).toEqual([
      ['PATH_EXPIRED', 1],
      ['PATH_CRITICAL_EXTENSION', 1],
    ]);
  });

  it('demands one of the wanted purposes where the end entity restricts its key', () => {
    const path = pathOf({}, { extendedKeyUsage: [OID.emailProtection] });
    expect(failuresOf(path)).toEqual([]);
    expect(failuresOf(path, { keyPurposes: [OID.emailProtection, OID.documentSigning] })).toEqual([]);
    expect(failuresOf(path, { keyPurposes: [OID.documentSigning] })).toEqual([['PATH_EXTENDED_KEY_USAGE', 0]]);
    expect(failuresOf(pathOf({}), { keyPurposes: [OID.documentSigning] })).toEqual([]);
  });

  it('fails what it cannot read: doubled, malformed and empty extensions', () => {
    const usage = extension('2.5.29.15', true, fromHex('03020780'));
    const doubled = pathOf({}, { raw: [usage, usage] });
    expect(failuresOf(doubled)[0]).toEqual(['PATH_MALFORMED', 0]);
    expect(failuresOf(pathOf({}, { raw: [extension('2.5.29.17', false, fromHex('3003'))] }))).toContainEqual(['PATH_MALFORMED', 0]);
    expect(failuresOf(pathOf({}, { raw: [extension('2.5.29.37', false, writeSequence())] }))).toEqual([['PATH_MALFORMED', 0]]);
  });

  it('holds the profile of RFC 5280 section 4 against certificates only where asked', () => {
    const path = pathOf({ keyIdentifiers: false });
    expect(failuresOf(path)).toEqual([]);
    expect(failuresOf(path, { profile: true })).toEqual([
      ['PATH_PROFILE', 1],
      ['PATH_PROFILE', 1],
    ]);
  });
});

describe('policies', () => {
  it('gives the policies that hold for the whole path', () => {
    const path = pathOf({ profile: { policies: [POLICY.one, POLICY.two] } }, { policies: [POLICY.two] });
    expect(validatePath(path, {}, new Budget()).policies).toEqual([POLICY.two]);
    expect(validatePath(path, { initialPolicies: [POLICY.one] }, new Budget())).toMatchObject({ valid: true, policies: [] });
    expect(failuresOf(path, { initialPolicies: [POLICY.one], requireExplicitPolicy: true })).toEqual([['PATH_POLICY', 0]]);
  });

  it('speaks of mapped policies by the names of the anchor domain', () => {
    const mapping = { policies: [POLICY.one], policyMappings: [{ issuerDomain: POLICY.one, subjectDomain: POLICY.two }] };
    const path = pathOf({ profile: mapping }, { policies: [POLICY.two] });
    expect(validatePath(path, { requireExplicitPolicy: true }, new Budget())).toMatchObject({ valid: true, policies: [POLICY.one] });
    expect(failuresOf(path, { requireExplicitPolicy: true, inhibitPolicyMapping: true })).toContainEqual(['PATH_POLICY', 0]);
  });

  it('takes anyPolicy for all until it is inhibited', () => {
    const path = pathOf({ profile: { policies: ['2.5.29.32.0'] } }, { policies: [POLICY.one] });
    expect(validatePath(path, {}, new Budget()).policies).toEqual([POLICY.one]);
    expect(failuresOf(path, { inhibitAnyPolicy: true, requireExplicitPolicy: true })).toContainEqual(['PATH_POLICY', 1]);
  });

  it('refuses a mapping of anyPolicy', () => {
    const mapping = { policies: [POLICY.one], policyMappings: [{ issuerDomain: '2.5.29.32.0', subjectDomain: POLICY.two }] };
    expect(failuresOf(pathOf({ profile: mapping }))).toEqual([['PATH_POLICY', 1]]);
  });
});

describe('K03 quantities that blow up', () => {
  const hosts = (count: number, suffix: string) => Array.from({ length: count }, (_, i) => ({ dns: `host${i}.${suffix}` }));

  it('stops 2048 name constraints against 2048 names at the budget', () => {
    const nameConstraints = { permitted: hosts(2048, 'example'), excluded: hosts(2048, 'test') };
    const path = pathOf({ profile: { nameConstraints } }, { subjectAltName: hosts(2048, 'example') });
    expect(() => validatePath(path, {}, new Budget())).toThrow(LimitError);
  });

  it('keeps policies that all map to all a graph, where a tree would have 30^6 leaves', () => {
    const policies = Array.from({ length: 30 }, (_, i) => `1.3.6.1.4.1.1.${i}`);
    const policyMappings = policies.flatMap((issuerDomain) => policies.map((subjectDomain) => ({ issuerDomain, subjectDomain })));
    let issuer = root;
    for (let i = 0; i < 5; i++) issuer = createAuthority({ name: `CA ${i}`, parent: issuer, profile: { policies, policyMappings } });
    const path = pathBelow(issuer, { policies });
    const budget = new Budget({ policyNodes: 20_000 });
    expect(validatePath(path, { requireExplicitPolicy: true }, budget)).toMatchObject({ valid: true, policies: [...policies].sort() });
    expect(() => validatePath(path, {}, new Budget({ policyNodes: 5_000 }))).toThrow(LimitError);
  });
});

describe('K04 certificates that may not issue, or not this', () => {
  it.each<readonly [string, Partial<AuthorityOptions>, ExtensionProfile, PathFailure['code'], number]>([
    ['unknown critical extension in a CA', { profile: { raw: [UNKNOWN_CRITICAL] } }, {}, 'PATH_CRITICAL_EXTENSION', 1],
    ['unknown critical extension in the end entity', {}, { raw: [UNKNOWN_CRITICAL] }, 'PATH_CRITICAL_EXTENSION', 0],
    ['basicConstraints with cA false', { profile: { basicConstraints: { ca: false } } }, {}, 'PATH_NOT_A_CA', 1],
    ['no basicConstraints', { profile: { basicConstraints: false } }, {}, 'PATH_NOT_A_CA', 1],
    ['key usage without keyCertSign', { profile: { keyUsage: ['cRLSign'] } }, {}, 'PATH_KEY_USAGE', 1],
    [
      'a name outside the permitted ones',
      { profile: { nameConstraints: { permitted: [{ email: 'example.com' }] } } },
      { subjectAltName: [{ email: 'jo@example.org' }] },
      'PATH_NAME_CONSTRAINTS',
      0,
    ],
    [
      'an excluded name',
      { profile: { nameConstraints: { excluded: [{ directory: 'O=Sigillum Test, C=SE' }] } } },
      {},
      'PATH_NAME_CONSTRAINTS',
      0,
    ],
  ])('%s', (_, ca, leaf, code, index) => {
    expect(failuresOf(pathOf(ca, leaf))).toEqual([[code, index]]);
  });

  it('applies mail constraints to addresses in the subject where there is no subjectAltName', () => {
    const limited = { profile: { nameConstraints: { excluded: [{ email: 'example.com' }] } } };
    const address = fromHex('3023312130' + '1f06092a864886f70d0109011612' + Buffer.from('signer@example.com').toString('hex'));
    const issuer = createAuthority({ name: 'Intermediate', parent: root, ...limited });
    const leaf = issue(issuer, { name: address, profile: {} });
    const certificates = [leaf.certificate, issuer.certificate].map((bytes) => parseCertificate(bytes));
    expect(failuresOf({ certificates, anchor })).toEqual([['PATH_NAME_CONSTRAINTS', 0]]);
  });

  it('accepts names beside and within the constraints', () => {
    const nameConstraints = { permitted: [{ email: 'example.com' }], excluded: [{ dns: 'example.org' }] };
    expect(
      failuresOf(pathOf({ profile: { nameConstraints } }, { subjectAltName: [{ email: 'jo@example.com' }, { dns: 'example.com' }] })),
    ).toEqual([]);
  });
});
