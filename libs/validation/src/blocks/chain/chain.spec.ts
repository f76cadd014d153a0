import type { SignatureAlgorithm } from '@sigillum/crypto';
import { Budget, writeBoolean, writeOctetString, writeOid, writeSequence } from '@sigillum/encoding';
import { evidenceOf } from '@sigillum/evidence';
import {
  type Authority,
  createAuthority,
  createBasicOcspResponse,
  createCrl,
  createKey,
  issueOcspResponder,
  issueSigner,
  signData,
  type TestIdentity,
} from '@sigillum/testkit';
import { parseCertificate, type TrustAnchor, trustAnchorOf } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { subIndicationOf } from '../../conclusion.js';
import { DSS_COMPATIBLE } from '../../policy/dss-compatible.js';
import type { ValidationPolicy } from '../../policy/policy.js';
import { TS_119_172_4 } from '../../policy/ts-119-172-4.js';
import { reasonsOf } from '../../processes/reasons.js';
import { documentOf, makeSignature } from '../../spec-support/made-signature.js';
import { type ChainConclusion, validateChain } from './chain.js';

const NOW = Date.UTC(2026, 6, 1);
const HOUR = 3_600_000;
const ALGORITHM: SignatureAlgorithm = { scheme: 'ECDSA', digest: 'SHA-256', oid: '1.2.840.10045.4.3.2' };

const root = createAuthority({ name: 'Root', algorithm: 'P-256' });
const ca = createAuthority({ name: 'CA', algorithm: 'P-256', parent: root });
const signer = issueSigner(ca, { name: 'Signer', algorithm: 'P-256' });

interface Setting {
  readonly crls?: readonly Uint8Array[];
  readonly ocsps?: readonly Uint8Array[];
  readonly certificates?: readonly Uint8Array[];
  readonly anchors?: readonly TrustAnchor[];
  readonly policy?: ValidationPolicy;
  readonly budget?: Budget;
  readonly now?: number;
}

const anchorOf = (authority: TestIdentity): TrustAnchor => trustAnchorOf(parseCertificate(authority.certificate));
const clean = (issuer: Authority): Uint8Array => createCrl({ issuer, thisUpdate: NOW - HOUR, nextUpdate: NOW + HOUR });

function chainOf(identity: TestIdentity, setting: Setting = {}): ChainConclusion {
  const certificate = parseCertificate(identity.certificate);
  const { crls = [clean(root), clean(ca)], certificates = identity.chain, anchors = [anchorOf(root)], now = NOW } = setting;
  const policy = setting.policy ?? TS_119_172_4;
  const budget = setting.budget ?? new Budget();
  const signature = makeSignature({
    signer: certificate,
    algorithm: ALGORITHM,
    sign: (data) => signData(identity.key, data),
    certificates,
    crls,
    ocsps: setting.ocsps ?? [],
  });
  const evidence = evidenceOf(documentOf(signature), { certificates: [], crls: [], ocsps: [] }, anchors, new Budget());
  return validateChain(certificate, { signature, evidence, parameters: policy.parameters, now, budget }, (id) => policy.severities[id]);
}

function verdict(identity: TestIdentity, setting?: Setting): string {
  const { block } = chainOf(identity, setting);
  const [reason] = reasonsOf([block], block.decisive);
  return `${subIndicationOf(block.conclusion) ?? 'PASSED'} ${reason?.check ?? ''} ${reason?.code ?? ''}`.trim();
}

const extensionOf = (oid: string, critical: boolean): Uint8Array =>
  writeSequence(writeOid(oid), ...(critical ? [writeBoolean(true)] : []), writeOctetString(writeSequence()));

describe('XCV', () => {
  it('passes a chain with a clean status', () => {
    expect(verdict(signer)).toBe('PASSED');
  });

  it('K04 an unknown critical extension', () => {
    const odd = issueSigner(ca, { name: 'Odd', algorithm: 'P-256', profile: { raw: [extensionOf('1.2.3.4', true)] } });
    expect(verdict(odd)).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE XCV.signer-critical-extensions PATH_CRITICAL_EXTENSION');
    const harmless = issueSigner(ca, { name: 'Harmless', algorithm: 'P-256', profile: { raw: [extensionOf('1.2.3.4', false)] } });
    expect(verdict(harmless)).toBe('PASSED');
  });

  it('K04 an issuer that is no CA', () => {
    const impostor = createAuthority({ name: 'Impostor', algorithm: 'P-256', parent: root, profile: { basicConstraints: { ca: false } } });
    const victim = issueSigner(impostor, { name: 'Victim', algorithm: 'P-256' });
    expect(verdict(victim, { crls: [clean(root), clean(impostor)] })).toBe(
      'CERTIFICATE_CHAIN_GENERAL_FAILURE XCV.ca-basic-constraints PATH_NOT_A_CA',
    );
  });

  it('K04 an issuer that may not sign certificates', () => {
    const clerk = createAuthority({ name: 'Clerk', algorithm: 'P-256', parent: root, profile: { keyUsage: ['cRLSign'] } });
    const victim = issueSigner(clerk, { name: 'Victim', algorithm: 'P-256' });
    expect(verdict(victim, { crls: [clean(root), clean(clerk)] })).toBe(
      'CERTIFICATE_CHAIN_GENERAL_FAILURE XCV.ca-certificate-signing PATH_KEY_USAGE',
    );
  });

  it('K04 a name constraint that is broken: an error by the default policy, a warning by dss-compatible', () => {
    const narrow = createAuthority({
      name: 'Narrow',
      algorithm: 'P-256',
      parent: root,
      profile: { nameConstraints: { permitted: [{ directory: 'CN=Somebody, O=Else, C=SE' }] } },
    });
    const stray = issueSigner(narrow, { name: 'Stray', algorithm: 'P-256' });
    const crls = [clean(root), clean(narrow)];
    expect(verdict(stray, { crls })).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE XCV.signer-name-constraints PATH_NAME_CONSTRAINTS');
    expect(subIndicationOf(chainOf(stray, { crls, policy: DSS_COMPATIBLE }).block.conclusion)).toBeUndefined();
  });

  it('K02 a search that the budget cuts short finds no chain, and says so', () => {
    expect(verdict(signer, { budget: new Budget({ pathSteps: 0 }) })).toBe(
      'NO_CERTIFICATE_CHAIN_FOUND XCV.prospective-chain CHAIN_SEARCH_CUT',
    );
  });

  it('K02 re-issued CA certificates make many chains, of which only so many are judged', () => {
    const keys = [createKey('P-256'), createKey('P-256'), createKey('P-256')];
    const layers: Authority[][] = [[root]];
    for (const [depth, key] of keys.entries()) {
      const [parent] = layers.at(-1) ?? [];
      const twins = Array.from({ length: 15 }, () => createAuthority({ name: `Layer ${depth}`, key, ...(parent ? { parent } : {}) }));
      layers.push(twins);
    }
    const [last] = layers.at(-1) ?? [];
    const leaf = issueSigner(last ?? root, { name: 'Leaf', algorithm: 'P-256' });
    const budget = new Budget();
    const certificates = layers.flat().map((one) => one.certificate);
    expect(verdict(leaf, { certificates, crls: [], budget })).toBe(
      'CERTIFICATE_CHAIN_GENERAL_FAILURE XCV.signer-revocation-data REVOCATION_DATA_MISSING',
    );
    expect(budget.spent('pathSteps')).toBeGreaterThan(budget.limits.pathSteps);
  });

  it('K12 responders that vouch for each other vouch for nobody', () => {
    const responders = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((name) =>
      issueOcspResponder(ca, { name, algorithm: 'P-256', profile: { ocspNoCheck: false } }),
    );
    const asked = [signer, ...responders].map((one) => ({ serialNumber: one.serialNumber, issuer: ca, thisUpdate: NOW - HOUR }));
    const ocsps = responders.map((responder) => createBasicOcspResponse({ responder, producedAt: NOW - HOUR, responses: asked }));
    expect(verdict(signer, { crls: [clean(root)], ocsps })).toBe(
      'CERTIFICATE_CHAIN_GENERAL_FAILURE XCV.signer-revocation-acceptable REVOCATION_DATA_UNACCEPTABLE',
    );
    expect(verdict(signer, { crls: [clean(root), clean(ca)], ocsps })).toBe('PASSED');
  });

  it('tries another chain where the first fails, and reports the one that came furthest', () => {
    const key = createKey('P-256');
    const second = createAuthority({ name: 'Second root', algorithm: 'P-256' });
    const bad = createAuthority({
      name: 'Crossed',
      key,
      parent: root,
      notBefore: NOW - 3 * HOUR,
      profile: { basicConstraints: { ca: false } },
    });
    const good = createAuthority({ name: 'Crossed', key, parent: second, notBefore: NOW - 4 * HOUR });
    const leaf = issueSigner(good, { name: 'Leaf', algorithm: 'P-256', notBefore: NOW - 2 * HOUR });
    const setting = {
      certificates: [bad.certificate, good.certificate],
      anchors: [anchorOf(root), anchorOf(second)],
      crls: [clean(root), clean(second), clean(good)],
    };
    expect(verdict(leaf, setting)).toBe('PASSED');
    const withoutStatus = { ...setting, crls: [] };
    expect(verdict(leaf, withoutStatus)).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE XCV.signer-revocation-data REVOCATION_DATA_MISSING');
  });

  it('takes a signing certificate that is an anchor as it stands, until its sunset', () => {
    expect(verdict(signer, { anchors: [anchorOf(signer)], crls: [] })).toBe('PASSED');
    expect(verdict(signer, { anchors: [{ ...anchorOf(signer), sunset: NOW - HOUR }], crls: [] })).toBe(
      'NO_CERTIFICATE_CHAIN_FOUND_NO_POE XCV.anchor-sunset TRUST_ANCHOR_SUNSET',
    );
    expect(verdict(signer, { anchors: [{ ...anchorOf(root), sunset: NOW - HOUR }] })).toBe(
      'NO_CERTIFICATE_CHAIN_FOUND_NO_POE XCV.anchor-sunset TRUST_ANCHOR_SUNSET',
    );
  });

  it('needs no status for a short-lived certificate and for one without revocation', () => {
    for (const profile of [{ validityAssuredShortTerm: true }, { noRevocationAvailable: true }]) {
      const brief = issueSigner(ca, { name: 'Brief', algorithm: 'P-256', profile: { keyUsage: ['nonRepudiation'], ...profile } });
      expect(verdict(brief, { crls: [clean(root)] })).toBe('PASSED');
      const revoked = [{ serialNumber: brief.serialNumber, revocationDate: NOW - 2 * HOUR, reason: 'keyCompromise' as const }];
      const list = createCrl({ issuer: ca, thisUpdate: NOW - HOUR, nextUpdate: NOW + HOUR, revoked });
      expect(verdict(brief, { crls: [clean(root), list] })).toBe('REVOKED_NO_POE XCV.signer-not-revoked CERTIFICATE_REVOKED');
      expect(verdict(brief, { crls: [clean(root), clean(ca)] })).toBe('PASSED');
    }
    const nocheck = issueSigner(ca, { name: 'No check', algorithm: 'P-256', profile: { ocspNoCheck: true } });
    expect(verdict(nocheck)).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE XCV.signer-allowed-extensions OCSP_NOCHECK_FORBIDDEN');
  });

  it('asks again later where the certificate is on hold', () => {
    const revoked = [{ serialNumber: signer.serialNumber, revocationDate: NOW - 2 * HOUR, reason: 'certificateHold' as const }];
    const held = createCrl({ issuer: ca, thisUpdate: NOW - HOUR, nextUpdate: NOW + HOUR, revoked });
    expect(verdict(signer, { crls: [clean(root), held] })).toBe('TRY_LATER XCV.signer-not-on-hold CERTIFICATE_ON_HOLD');
  });

  it('lets the latest status speak, and a revocation that comes after the validation time not yet', () => {
    const revoked = [{ serialNumber: signer.serialNumber, revocationDate: NOW - 2 * HOUR }];
    const early = createCrl({ issuer: ca, thisUpdate: NOW - 30 * 60_000, nextUpdate: NOW + HOUR, revoked });
    expect(verdict(signer, { crls: [clean(root), clean(ca), early] })).toBe('REVOKED_NO_POE XCV.signer-not-revoked CERTIFICATE_REVOKED');
    const planned = [{ serialNumber: signer.serialNumber, revocationDate: NOW + 2 * HOUR }];
    const later = createCrl({ issuer: ca, thisUpdate: NOW - 30 * 60_000, nextUpdate: NOW + HOUR, revoked: planned });
    expect(verdict(signer, { crls: [clean(root), later] })).toBe('PASSED');
  });

  it('an anchor whose certificate has ended goes on issuing lists (RFC 5280 6.1.1 d)', () => {
    const ended = createAuthority({ name: 'Ended root', algorithm: 'P-256', notAfter: NOW - 2 * HOUR });
    const below = createAuthority({ name: 'CA of an ended root', algorithm: 'P-256', parent: ended });
    const leaf = issueSigner(below, { name: 'Leaf', algorithm: 'P-256' });
    expect(verdict(leaf, { crls: [clean(ended), clean(below)], anchors: [anchorOf(ended)] })).toBe('PASSED');
  });

  it('a responder that is an anchor speaks until its sunset', () => {
    const named = createAuthority({ name: 'CN=Named CA, O=Provider, C=SE', algorithm: 'P-256', parent: root });
    const responder = issueOcspResponder(root, { name: 'CN=Responder, O=Provider, C=SE', algorithm: 'P-256' });
    const leaf = issueSigner(named, { name: 'Leaf', algorithm: 'P-256' });
    const responses = [{ serialNumber: leaf.serialNumber, issuer: named, thisUpdate: NOW - HOUR }];
    const ocsps = [createBasicOcspResponse({ responder, producedAt: NOW - HOUR, responses })];
    const until = (sunset: number): string =>
      verdict(leaf, { crls: [clean(root)], ocsps, anchors: [anchorOf(root), { ...anchorOf(responder), sunset }] });
    expect(until(NOW + HOUR)).toBe('PASSED');
    // It may have been made after the sunset, whatever date it bears.
    expect(until(NOW - HOUR / 2)).toBe(
      'REVOCATION_OUT_OF_BOUNDS_NO_POE XCV.signer-revocation-issuer-validity REVOCATION_ISSUER_OUT_OF_VALIDITY',
    );
    expect(until(NOW - HOUR)).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE XCV.signer-revocation-acceptable REVOCATION_DATA_UNACCEPTABLE');
  });

  it('an exempted responder whose revocation is known says nothing', () => {
    const responder = issueOcspResponder(ca, { name: 'Responder', algorithm: 'P-256' });
    const entries = (reason: 'keyCompromise' | 'superseded', revocationDate: number) => [
      { serialNumber: signer.serialNumber, revocationDate: NOW - 5 * HOUR, reason: 'certificateHold' as const },
      { serialNumber: responder.serialNumber, revocationDate, reason },
    ];
    const answer = createBasicOcspResponse({
      responder,
      producedAt: NOW - HOUR,
      responses: [{ serialNumber: signer.serialNumber, issuer: ca, thisUpdate: NOW - HOUR }],
    });
    const after = (reason: 'keyCompromise' | 'superseded', since: number): string => {
      const list = createCrl({ issuer: ca, thisUpdate: NOW - 2 * HOUR, nextUpdate: NOW + HOUR, revoked: entries(reason, since) });
      return verdict(signer, { crls: [clean(root), list], ocsps: [answer] });
    };
    const held = 'TRY_LATER XCV.signer-not-on-hold CERTIFICATE_ON_HOLD';
    expect(after('keyCompromise', NOW - 3 * HOUR)).toBe(held);
    expect(after('superseded', NOW - 3 * HOUR)).toBe(held);
    expect(after('keyCompromise', NOW - HOUR / 2)).toBe(held);
    expect(after('superseded', NOW - HOUR / 2)).toBe('PASSED');
  });

  const answer = (thisUpdate: number): Uint8Array =>
    createBasicOcspResponse({
      responder: ca,
      producedAt: NOW - HOUR,
      responses: [{ serialNumber: signer.serialNumber, issuer: ca, thisUpdate }],
    });
  const listing = (reason: 'keyCompromise' | 'certificateHold'): Uint8Array => {
    const revoked = [{ serialNumber: signer.serialNumber, revocationDate: NOW - 5 * HOUR, reason }];
    return createCrl({ issuer: ca, thisUpdate: NOW - 2 * HOUR, nextUpdate: NOW + HOUR, revoked });
  };

  it('an answer that was signed later ends a hold, unless it tells what was known before', () => {
    const after = (thisUpdate: number): string =>
      verdict(signer, { crls: [clean(root), listing('certificateHold')], ocsps: [answer(thisUpdate)] });
    expect(after(NOW - 8 * HOUR)).toBe('TRY_LATER XCV.signer-not-on-hold CERTIFICATE_ON_HOLD');
    expect(after(NOW - HOUR)).toBe('PASSED');
  });

  it('no answer and no list takes a revocation back, and the contradiction is said', () => {
    const revoked = 'REVOKED_NO_POE XCV.signer-not-revoked CERTIFICATE_REVOKED';
    const crls = [clean(root), listing('keyCompromise')];
    expect(verdict(signer, { crls, ocsps: [answer(NOW - 8 * HOUR)] })).toBe(revoked);
    expect(verdict(signer, { crls, ocsps: [answer(NOW - HOUR)] })).toBe(revoked);
    expect(verdict(signer, { crls: [...crls, clean(ca)] })).toBe(revoked);
    const { block, revocation } = chainOf(signer, { crls, ocsps: [answer(NOW - HOUR)] });
    expect(block.decisive?.message).toContain('Later data says otherwise');
    const problems = revocation.get(parseCertificate(signer.certificate).id)?.candidates.flatMap((one) => one.problems);
    expect(problems?.map(({ code }) => code)).toEqual(['REVOCATION_TAKEN_BACK']);
  });

  it('no answer moves a revocation to a later date', () => {
    const moved = createBasicOcspResponse({
      responder: ca,
      responses: [{ serialNumber: signer.serialNumber, issuer: ca, thisUpdate: NOW - HOUR, status: { revocationTime: NOW + HOUR } }],
    });
    const { block } = chainOf(signer, { crls: [clean(root), listing('keyCompromise')], ocsps: [moved] });
    expect(`${subIndicationOf(block.conclusion)} ${block.decisive?.message}`).toMatch(/^REVOKED_NO_POE .* was revoked on 2026-06-30/);
  });

  it.each([
    ['REVOCATION_FROM_THE_FUTURE', { thisUpdate: NOW + HOUR, nextUpdate: NOW + 2 * HOUR }],
    ['REVOCATION_BEFORE_ISSUANCE', { thisUpdate: Date.UTC(2025, 1, 1), nextUpdate: NOW + HOUR }],
    ['REVOCATION_ISSUED_OUT_OF_VALIDITY', { thisUpdate: Date.UTC(2025, 1, 1), nextUpdate: NOW + HOUR }],
  ])('does not use a status: %s', (code, times) => {
    const { block, revocation } = chainOf(signer, { crls: [clean(root), createCrl({ issuer: ca, ...times })] });
    expect(subIndicationOf(block.conclusion)).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE');
    const codes = revocation.get(parseCertificate(signer.certificate).id)?.candidates.flatMap((one) => one.problems.map((p) => p.code));
    expect(codes).toContain(code);
  });

  it('does not take the silence of a list about a certificate that expired before it for good', () => {
    const expired = issueSigner(ca, { name: 'Expired', algorithm: 'P-256', notAfter: NOW - 2 * HOUR });
    expect(verdict(expired)).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE XCV.signer-revocation-acceptable REVOCATION_DATA_UNACCEPTABLE');
    const keeping = createCrl({ issuer: ca, thisUpdate: NOW - HOUR, nextUpdate: NOW + HOUR, expiredCertsOnCrl: Date.UTC(2026, 0, 1) });
    expect(verdict(expired, { crls: [clean(root), keeping] })).toBe('OUT_OF_BOUNDS_NOT_REVOKED XCV.signer-validity CERTIFICATE_EXPIRED');
  });

  it('takes the word of a list that a certificate was revoked, though it had expired before', () => {
    const expired = issueSigner(ca, { name: 'Expired', algorithm: 'P-256', notAfter: NOW - 2 * HOUR });
    const revoked = [{ serialNumber: expired.serialNumber, revocationDate: NOW - 5 * HOUR, reason: 'keyCompromise' as const }];
    const before = createCrl({ issuer: ca, thisUpdate: NOW - 6 * HOUR, nextUpdate: NOW + HOUR });
    const list = createCrl({ issuer: ca, thisUpdate: NOW - HOUR, nextUpdate: NOW + HOUR, revoked });
    expect(verdict(expired, { crls: [clean(root), before] })).toBe('OUT_OF_BOUNDS_NOT_REVOKED XCV.signer-validity CERTIFICATE_EXPIRED');
    expect(verdict(expired, { crls: [clean(root), before, list] })).toBe('REVOKED_NO_POE XCV.signer-not-revoked CERTIFICATE_REVOKED');
  });

  it('wants the signer of the revocation data valid too', () => {
    const brief = createAuthority({ name: 'Brief CA', algorithm: 'P-256', parent: root, notAfter: NOW - HOUR / 2 });
    const leaf = issueSigner(brief, { name: 'Leaf', algorithm: 'P-256' });
    const crls = [clean(root), clean(brief)];
    expect(verdict(leaf, { crls, policy: DSS_COMPATIBLE })).toBe(
      'REVOCATION_OUT_OF_BOUNDS_NO_POE XCV.signer-revocation-issuer-validity REVOCATION_ISSUER_OUT_OF_VALIDITY',
    );
    expect(verdict(leaf, { crls })).toBe('OUT_OF_BOUNDS_NO_POE XCV.ca-validity CERTIFICATE_EXPIRED');
  });

  it('wants reliable algorithms in the chain and in revocation data', () => {
    const weak = createAuthority({ name: 'Weak', algorithm: 'RSA-1024', parent: root });
    const leaf = issueSigner(weak, { name: 'Leaf', algorithm: 'P-256' });
    expect(verdict(leaf, { crls: [clean(root), clean(weak)] })).toBe(
      'CRYPTO_CONSTRAINTS_FAILURE_NO_POE XCV.signer-algorithms KEY_NOT_RELIABLE',
    );
    const sha1 = createCrl({ issuer: ca, thisUpdate: NOW - HOUR, nextUpdate: NOW + HOUR, scheme: { digest: 'SHA-1' } });
    expect(verdict(signer, { crls: [clean(root), sha1] })).toBe(
      'CRYPTO_CONSTRAINTS_FAILURE_NO_POE XCV.signer-revocation-algorithms DIGEST_NOT_RELIABLE',
    );
  });
});
