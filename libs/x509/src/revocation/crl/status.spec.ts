import { Budget, writeElement, writeOctetString, writeSequence } from '@sigillum/encoding';
import {
  type CrlOptions,
  type ExtensionProfile,
  type TestGeneralName,
  createAuthority,
  createCrl,
  extension,
  generalName,
  issue,
} from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { parseCertificate, trustAnchorOf } from '../../certificate/parse-certificate.js';
import { parseCrl } from '../../crl/parse-crl.js';
import type { Certificate, Crl } from '../../types.js';
import type { RevocationQuestion } from '../types.js';
import { assessCrls, crlStatus } from './status.js';

const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 5, 1);
const root = createAuthority({ name: 'Root' });
const ca = createAuthority({ name: 'CA', parent: root });
const caCertificate = parseCertificate(ca.certificate);
const anchor = trustAnchorOf(parseCertificate(root.certificate));
const SERIAL = 0x4711n;

function question(profile: ExtensionProfile = {}, candidates: readonly Certificate[] = []): RevocationQuestion {
  const certificate = parseCertificate(issue(ca, { name: 'Signer', serialNumber: SERIAL, profile }).certificate);
  const issuer = { subject: caCertificate.subject, publicKeyInfo: caCertificate.publicKeyInfo, certificate: caCertificate };
  return { certificate, issuer, anchor, candidates, budget: new Budget() };
}

const crl = (options: Partial<CrlOptions> = {}): Crl => parseCrl(createCrl({ issuer: ca, thisUpdate: NOW, ...options }));
const revoked = { serialNumber: SERIAL, revocationDate: NOW - DAY, reason: 'keyCompromise' as const };

/** One distribution point of a certificate, with cRLIssuer where named. */
function pointExtension(url: string | undefined, crlIssuer?: string): ExtensionProfile {
  const retag = (number: number, element: Uint8Array) => writeElement(0xa0 | number, element.subarray(2));
  const names = (name: TestGeneralName) => writeSequence(generalName(name));
  const name = url === undefined ? [] : [writeElement(0xa0, retag(0, names({ uri: url })))];
  const issuer = crlIssuer === undefined ? [] : [retag(2, names({ directory: crlIssuer }))];
  return { raw: [extension('2.5.29.31', false, writeSequence(writeSequence(...name, ...issuer)))] };
}

function problemsOf(asked: RevocationQuestion, ...crls: readonly Crl[]): readonly string[] {
  const status = crlStatus(asked, crls);
  return status.status === 'undetermined' ? status.problems.map(({ code }) => code) : [status.status];
}

describe('crlStatus', () => {
  it('tells good with the facts of the CRL', () => {
    const list = crl({ expiredCertsOnCrl: NOW - 10 * DAY });
    expect(crlStatus(question(), [list])).toEqual({
      status: 'good',
      used: [
        {
          kind: 'CRL',
          id: list.id,
          issuedAt: NOW,
          thisUpdate: NOW,
          nextUpdate: NOW + DAY,
          expiredSince: NOW - 10 * DAY,
          signer: { role: 'issuer', certificate: caCertificate },
        },
      ],
    });
  });

  it('tells when, why and since when a key was lost', () => {
    const list = crl({ revoked: [{ ...revoked, invalidityDate: NOW - 2 * DAY }] });
    expect(crlStatus(question(), [list])).toMatchObject({
      status: 'revoked',
      revocationTime: NOW - DAY,
      reason: 'keyCompromise',
      hold: false,
      invalidityDate: NOW - 2 * DAY,
    });
  });

  it('lets the latest issued CRL speak', () => {
    const older = crl({ thisUpdate: NOW - DAY, revoked: [{ ...revoked, reason: 'certificateHold' }] });
    expect(crlStatus(question(), [older])).toMatchObject({ status: 'revoked', hold: true });
    expect(crlStatus(question(), [older, crl()])).toMatchObject({ status: 'good', used: [{ issuedAt: NOW }] });
  });

  it('K11 a revocation is for good: no later CRL takes it back, only a hold ends', () => {
    const older = crl({ thisUpdate: NOW - DAY, revoked: [revoked] });
    expect(crlStatus(question(), [older, crl()])).toMatchObject({ status: 'revoked', hold: false, used: [{ issuedAt: NOW - DAY }] });
    const held = crl({ revoked: [{ ...revoked, reason: 'certificateHold' }] });
    expect(crlStatus(question(), [older, held])).toMatchObject({ status: 'revoked', reason: 'keyCompromise' });
  });

  it('K11 no later CRL moves a revocation to a later date, or to a reason that leaves what was signed before as it is', () => {
    const lost = crl({ thisUpdate: NOW - DAY, revoked: [revoked] });
    const moved = crl({ revoked: [{ ...revoked, revocationDate: NOW + DAY, reason: 'superseded' }] });
    expect(crlStatus(question(), [lost, moved])).toMatchObject({ revocationTime: NOW - DAY, reason: 'keyCompromise' });
    const known = crl({ thisUpdate: NOW - DAY, revoked: [{ ...revoked, reason: 'superseded' }] });
    const graver = crl({ revoked: [{ ...revoked, revocationDate: NOW }] });
    expect(crlStatus(question(), [known, graver])).toMatchObject({
      revocationTime: NOW - DAY,
      reason: 'keyCompromise',
      used: [{ issuedAt: NOW }, { issuedAt: NOW - DAY }],
    });
    const backdated = crl({ revoked: [{ ...revoked, revocationDate: NOW - 9 * DAY }] });
    expect(crlStatus(question(), [lost, backdated])).toMatchObject({ revocationTime: NOW - 9 * DAY, used: [{ issuedAt: NOW }] });
  });

  it('says so where there is nothing', () => {
    expect(problemsOf(question())).toEqual(['REVOCATION_DATA_MISSING']);
  });
});

describe('who may sign a CRL', () => {
  it('K11 refuses a CRL of another issuer and one by another key of the same name', () => {
    const twin = createAuthority({ name: 'CA', parent: createAuthority({ name: 'Root' }) });
    expect(problemsOf(question(), crl({ issuer: root }))).toEqual(['CRL_ISSUER_MISMATCH']);
    expect(problemsOf(question(), crl({ issuer: twin }))).toEqual(['CRL_SIGNATURE']);
    expect(problemsOf(question({}, [parseCertificate(twin.certificate)]), crl({ issuer: twin }))).toEqual(['CRL_SIGNER_PATH']);
  });

  it('accepts another key of the issuer that the anchor vouches for, and says who it was', () => {
    const key = createAuthority({ name: 'CA', parent: root, profile: { basicConstraints: false, keyUsage: ['cRLSign'] } });
    const certificate = parseCertificate(key.certificate);
    const list = crl({ issuer: key });
    expect(problemsOf(question(), list)).toEqual(['CRL_SIGNATURE']);
    expect(crlStatus(question({}, [certificate]), [list])).toMatchObject({
      status: 'good',
      used: [{ signer: { role: 'delegated', certificate: { id: certificate.id }, path: { anchor } } }],
    });
  });

  it('demands cRLSign where there is a key usage', () => {
    const key = createAuthority({ name: 'CA', parent: root, profile: { keyUsage: ['keyCertSign'] } });
    expect(problemsOf(question({}, [parseCertificate(key.certificate)]), crl({ issuer: key }))).toEqual(['CRL_SIGNER_KEY_USAGE']);
  });

  it('refuses a damaged CRL', () => {
    const bytes = Uint8Array.from(createCrl({ issuer: ca, thisUpdate: NOW }));
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    expect(problemsOf(question(), parseCrl(bytes))).toEqual(['CRL_SIGNATURE']);
  });
});

describe('what a CRL covers', () => {
  const here = 'http://crl.example/1.crl';

  it('K11 needs a name in common with a distribution point of the certificate', () => {
    const list = crl({ distributionPoint: { urls: [here] } });
    expect(problemsOf(question(pointExtension('HTTP://CRL.example/1.crl')), list)).toEqual(['good']);
    expect(problemsOf(question(pointExtension('http://crl.example/2.crl')), list)).toEqual(['CRL_DISTRIBUTION_POINT']);
    expect(problemsOf(question(), list)).toEqual(['CRL_DISTRIBUTION_POINT']);
    expect(problemsOf(question(pointExtension('http://crl.example/2.crl')), crl())).toEqual(['good']);
  });

  it('respects onlyContains…', () => {
    expect(problemsOf(question(), crl({ distributionPoint: { onlyUserCerts: true } }))).toEqual(['good']);
    expect(problemsOf(question(), crl({ distributionPoint: { onlyCaCerts: true } }))).toEqual(['CRL_SCOPE_CA_CERTIFICATES']);
    expect(problemsOf(question(), crl({ distributionPoint: { onlyAttributeCerts: true } }))).toEqual(['CRL_SCOPE_ATTRIBUTE_CERTIFICATES']);
    const authority = question({ basicConstraints: { ca: true } });
    expect(problemsOf(authority, crl({ distributionPoint: { onlyUserCerts: true } }))).toEqual(['CRL_SCOPE_USER_CERTIFICATES']);
    expect(problemsOf(authority, crl({ distributionPoint: { onlyCaCerts: true } }))).toEqual(['good']);
  });

  it('adds up reasons until all are covered', () => {
    const compromise = crl({ distributionPoint: { onlySomeReasons: ['keyCompromise', 'cACompromise'] } });
    const rest = crl({
      distributionPoint: {
        onlySomeReasons: [
          'affiliationChanged',
          'superseded',
          'cessationOfOperation',
          'certificateHold',
          'privilegeWithdrawn',
          'aACompromise',
        ],
      },
    });
    expect(problemsOf(question(), compromise)).toEqual(['REVOCATION_REASONS_NOT_COVERED']);
    expect(crlStatus(question(), [compromise, rest])).toMatchObject({ status: 'good', used: { length: 2 } });
    const bad = crl({ thisUpdate: NOW - DAY, distributionPoint: { onlySomeReasons: ['keyCompromise'] }, revoked: [revoked] });
    expect(problemsOf(question(), bad)).toEqual(['revoked']);
  });

  it('reads indirect CRLs only where the certificate names their issuer and they say what they are', () => {
    const other = createAuthority({ name: 'CRL issuer', parent: root });
    const candidates = [parseCertificate(other.certificate)];
    const asked = question(pointExtension(here, 'CRL issuer'), candidates);
    const indirect = { urls: [here], indirect: true };
    const entry = { ...revoked, certificateIssuer: 'CA' };
    expect(problemsOf(asked, crl({ issuer: other, distributionPoint: indirect, revoked: [entry] }))).toEqual(['revoked']);
    expect(problemsOf(asked, crl({ issuer: other, distributionPoint: indirect, revoked: [revoked] }))).toEqual(['good']);
    expect(problemsOf(asked, crl({ issuer: other, distributionPoint: { urls: [here] } }))).toEqual(['CRL_NOT_INDIRECT']);
    expect(problemsOf(question({}, candidates), crl({ issuer: other, distributionPoint: indirect }))).toEqual(['CRL_ISSUER_MISMATCH']);
  });

  it('is unusable with a critical extension that is not known, on the CRL or on the entry', () => {
    const unknown = extension('1.3.6.1.4.1.99999.1', true, writeOctetString(Uint8Array.of(1)));
    expect(problemsOf(question(), crl({ raw: [unknown] }))).toEqual(['CRL_UNKNOWN_CRITICAL_EXTENSION']);
    expect(problemsOf(question(), crl({ revoked: [{ ...revoked, raw: [unknown] }] }))).toEqual(['CRL_ENTRY_UNKNOWN_CRITICAL_EXTENSION']);
    const another = crl({ revoked: [{ ...revoked, serialNumber: SERIAL + 1n, raw: [unknown] }] });
    expect(problemsOf(question(), another)).toEqual(['CRL_ENTRY_UNKNOWN_CRITICAL_EXTENSION']);
  });
});

describe('a CRL by another certificate of the name', () => {
  it.each<readonly [string, ExtensionProfile, string]>([
    ['a CA whose usage nobody limited', { basicConstraints: { ca: true } }, 'good'],
    ['an end entity that may sign CRLs', { keyUsage: ['cRLSign'] }, 'good'],
    ['an end entity that nobody entitled', {}, 'CRL_SIGNER_KEY_USAGE'],
  ])('%s', (_, profile, expected) => {
    const namesake = issue(root, { name: 'CA', profile });
    const list = crl({ issuer: { ...namesake, scheme: {}, nextSerial: () => 1n } });
    expect(problemsOf(question({}, [parseCertificate(namesake.certificate)]), list)).toEqual([expected]);
  });
});

describe('delta CRLs', () => {
  const base = crl({ number: 5n, revoked: [{ ...revoked, reason: 'certificateHold' }] });
  const delta = (options: Partial<CrlOptions>) => crl({ thisUpdate: NOW + DAY, number: 6n, baseNumber: 5n, ...options });

  it('K11 lift a suspension, add a revocation, and leave the rest to the complete CRL', () => {
    const removal = delta({ revoked: [{ ...revoked, reason: 'removeFromCRL' }] });
    expect(crlStatus(question(), [base, removal])).toMatchObject({
      status: 'good',
      used: [{ id: base.id, deltaId: removal.id, issuedAt: NOW + DAY }],
    });
    expect(crlStatus(question(), [base, delta({})])).toMatchObject({ status: 'revoked', hold: true, used: [{ issuedAt: NOW + DAY }] });
    expect(crlStatus(question(), [crl({ number: 5n }), delta({ revoked: [revoked] })])).toMatchObject({ reason: 'keyCompromise' });
  });

  it('lift nothing else', () => {
    const removal = delta({ revoked: [{ ...revoked, reason: 'removeFromCRL' }] });
    expect(crlStatus(question(), [crl({ number: 5n, revoked: [revoked] }), removal])).toMatchObject({
      status: 'revoked',
      reason: 'keyCompromise',
      used: [{ deltaId: removal.id }],
    });
  });

  it('are assessed beside the complete CRL alone, so that a later process can choose', () => {
    const assessments = assessCrls(question(), [base, delta({})]);
    expect(assessments.map((assessment) => assessment.usable && assessment.facts.issuedAt)).toEqual([NOW, NOW + DAY]);
  });

  it.each<readonly [string, Partial<CrlOptions>]>([
    ['needs a later base', { baseNumber: 6n, number: 7n }],
    ['is not later than the complete CRL', { number: 5n }],
    ['has another scope', { distributionPoint: { onlyUserCerts: true } }],
    ['has an unknown critical extension', { raw: [extension('1.3.6.1.4.1.99999.1', true, writeOctetString(Uint8Array.of(1)))] }],
    ['is by another key', { issuer: createAuthority({ name: 'CA', key: root.key }) }],
  ])('are not applied where one %s', (_, options) => {
    const complete = crl({ number: 5n });
    const idle = delta({ revoked: [revoked], ...options });
    const [alone, other] = assessCrls(question(), [complete, idle]);
    expect(alone).toMatchObject({ usable: true, verdict: { status: 'good' } });
    expect(other).toMatchObject({ usable: false, source: { id: idle.id }, problems: [{ code: 'CRL_DELTA_WITHOUT_BASE' }] });
  });

  it('K11 say nothing without a complete CRL', () => {
    expect(problemsOf(question(), delta({ revoked: [revoked] }))).toEqual(['CRL_DELTA_WITHOUT_BASE']);
  });
});
