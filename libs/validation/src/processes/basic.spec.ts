import type { Signature } from '@sigillum/ades';
import type { SignatureAlgorithm } from '@sigillum/crypto';
import { Budget } from '@sigillum/encoding';
import { evidenceOf, type EvidenceSet } from '@sigillum/evidence';
import {
  type Authority,
  createAuthority,
  createBasicOcspResponse,
  createCrl,
  issueOcspResponder,
  issueSigner,
  signData,
  type TestIdentity,
} from '@sigillum/testkit';
import { parseCertificate, type TrustAnchor, trustAnchorOf } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { DSS_COMPATIBLE } from '../policy/dss-compatible.js';
import type { ValidationPolicy } from '../policy/policy.js';
import { TS_119_172_4 } from '../policy/ts-119-172-4.js';
import type { SignatureConclusion } from '../result.js';
import { CONTENT, documentOf, makeSignature, type MadeSignature } from '../spec-support/made-signature.js';
import { validateSignature } from './signature.js';

const NOW = Date.UTC(2026, 6, 1);
const HOUR = 3_600_000;
const ECDSA_SHA256: SignatureAlgorithm = { scheme: 'ECDSA', digest: 'SHA-256', oid: '1.2.840.10045.4.3.2' };

const root = createAuthority({ name: 'Root', algorithm: 'P-256' });
const ca = createAuthority({ name: 'Issuing CA', algorithm: 'P-256', parent: root });
const signer = issueSigner(ca, { name: 'Signer', algorithm: 'P-256' });
const anchors = [trustAnchorOf(parseCertificate(root.certificate))];

const crl = (issuer: Authority, revoked: readonly TestIdentity[] = [], thisUpdate = NOW - HOUR): Uint8Array =>
  createCrl({
    issuer,
    thisUpdate,
    nextUpdate: thisUpdate + 24 * HOUR,
    revoked: revoked.map((one) => ({ serialNumber: one.serialNumber, revocationDate: thisUpdate - HOUR, reason: 'keyCompromise' })),
  });

function signatureOf(identity: TestIdentity, more: Partial<MadeSignature> = {}): Signature {
  return makeSignature({
    signer: parseCertificate(identity.certificate),
    algorithm: ECDSA_SHA256,
    sign: (data) => signData(identity.key, data),
    certificates: identity.chain,
    crls: [crl(ca), crl(root)],
    ...more,
  });
}

function judge(
  signature: Signature,
  options: { policy?: ValidationPolicy; now?: number; anchors?: TrustAnchor[]; evidence?: EvidenceSet } = {},
): SignatureConclusion {
  const budget = new Budget();
  const none = { certificates: [], crls: [], ocsps: [] };
  const evidence = options.evidence ?? evidenceOf(documentOf(signature), none, options.anchors ?? anchors, budget);
  return validateSignature(signature, evidence, options.policy ?? TS_119_172_4, { now: options.now ?? NOW }, budget);
}

function verdict(conclusion: SignatureConclusion): string {
  return [conclusion.indication, conclusion.subIndication, conclusion.reasons[0]?.code].filter((word) => word !== undefined).join(' ');
}

describe('the process for Basic Signatures', () => {
  it('passes a sound signature under both policies, with every part of it in the conclusion', () => {
    for (const policy of [TS_119_172_4, DSS_COMPATIBLE]) {
      const conclusion = judge(signatureOf(signer), { policy });
      expect(verdict(conclusion)).toBe('TOTAL-PASSED');
      expect(conclusion.intact).toBe(true);
      expect(conclusion.bestSignatureTime).toBe(NOW);
      expect(conclusion.signingCertificate?.subject.text).toContain('Signer');
      expect(conclusion.chain?.certificates.map((one) => one.subject.text.split(',')[0])).toEqual(['CN=Signer', 'CN=Issuing CA']);
      expect(conclusion.blocks.map((block) => block.block)).toEqual(['FC', 'ISC', 'VCI', 'XCV', 'CV', 'SAV']);
      const parts = conclusion.blocks.find((block) => block.block === 'XCV')?.parts ?? [];
      expect(parts.map((part) => [part.block, part.subject, part.parts?.map((rfc) => rfc.block)])).toEqual(
        conclusion.chain?.certificates.map((one) => ['XCV', one.id, ['RFC']]),
      );
      expect(conclusion.processes.map((process) => [process.process, process.ran])).toEqual([
        ['basic', true],
        ['time', true],
        ['long-term', true],
      ]);
    }
  });

  it('finds no chain without an anchor, and still checks the rest', () => {
    const conclusion = judge(signatureOf(signer), { anchors: [] });
    expect(verdict(conclusion)).toBe('INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND CHAIN_NOT_FOUND');
    expect(conclusion.intact).toBe(true);
  });

  it('tells missing revocation data from a broken chain', () => {
    const conclusion = judge(signatureOf(signer, { crls: [] }));
    expect(verdict(conclusion)).toBe('INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE REVOCATION_DATA_MISSING');
  });

  it('fails on changed data before it looks at the chain result', () => {
    const changed = signatureOf(signer);
    const [reference] = changed.references;
    const signature = { ...changed, references: [{ ...reference!, actual: new Uint8Array(32) }] };
    const conclusion = judge(signature, { anchors: [] });
    expect(verdict(conclusion)).toBe('TOTAL-FAILED HASH_FAILURE SIGNED_DATA_CHANGED');
    const [basic] = conclusion.processes;
    expect(basic?.ran && basic.conclusion.checks.map((check) => [check.id, check.code])).toEqual([
      ['BASIC.FC', undefined],
      ['BASIC.ISC', undefined],
      ['BASIC.VCI', undefined],
      ['BASIC.CV', 'HASH_FAILURE'],
      ['BASIC.XCV', 'NO_CERTIFICATE_CHAIN_FOUND'],
      ['BASIC.SAV', undefined],
    ]);
    expect(conclusion.intact).toBe(false);
  });

  it('K12 a revoked signer is REVOKED_NO_POE while nothing proves an earlier signing time', () => {
    const conclusion = judge(signatureOf(signer, { crls: [crl(ca, [signer]), crl(root)] }));
    expect(verdict(conclusion)).toBe('INDETERMINATE REVOKED_NO_POE CERTIFICATE_REVOKED');
    expect(conclusion.reasons[0]?.evidence[0]).toBe(conclusion.signingCertificate?.id);
  });

  it('K12 a revoked CA is REVOKED_CA_NO_POE', () => {
    expect(verdict(judge(signatureOf(signer, { crls: [crl(ca), crl(root, [ca])] })))).toBe(
      'INDETERMINATE REVOKED_CA_NO_POE CERTIFICATE_REVOKED',
    );
  });

  it('asks again later where the status is old, and the policy wants it fresh', () => {
    const old = signatureOf(signer, { crls: [crl(ca, [], NOW - 48 * HOUR), crl(root, [], NOW - 48 * HOUR)] });
    expect(verdict(judge(old))).toBe('INDETERMINATE TRY_LATER REVOCATION_NOT_FRESH');
    expect(verdict(judge(old, { policy: DSS_COMPATIBLE }))).toBe('TOTAL-PASSED');
  });

  it('K13 an expired certificate with no proof of existence is out of bounds', () => {
    const expired = issueSigner(ca, { name: 'Expired', algorithm: 'P-256', notAfter: NOW - HOUR / 2 });
    const conclusion = judge(signatureOf(expired), { policy: DSS_COMPATIBLE });
    expect(verdict(conclusion)).toBe('INDETERMINATE OUT_OF_BOUNDS_NOT_REVOKED CERTIFICATE_EXPIRED');
  });

  it('trusts a delegated OCSP responder with nocheck, and no other answer', () => {
    const responder = issueOcspResponder(ca, { name: 'Responder', algorithm: 'P-256' });
    const answer = createBasicOcspResponse({
      responder,
      producedAt: NOW - HOUR,
      responses: [{ serialNumber: signer.serialNumber, issuer: ca, thisUpdate: NOW - HOUR }],
    });
    expect(verdict(judge(signatureOf(signer, { ocsps: [answer], crls: [crl(root)] })))).toBe('TOTAL-PASSED');
    const careless = issueOcspResponder(ca, { name: 'Careless', algorithm: 'P-256', profile: { ocspNoCheck: false } });
    const unknown = createBasicOcspResponse({
      responder: careless,
      producedAt: NOW - HOUR,
      responses: [{ serialNumber: signer.serialNumber, issuer: ca, thisUpdate: NOW - HOUR }],
    });
    expect(verdict(judge(signatureOf(signer, { ocsps: [unknown], crls: [crl(root)] })))).toBe(
      'INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE REVOCATION_DATA_UNACCEPTABLE',
    );
  });

  it('gives the same verdict whatever the order of the evidence, and keeps it when more comes', () => {
    const stranger = createAuthority({ name: 'Stranger', algorithm: 'P-256' });
    const signature = signatureOf(signer);
    const supplied = {
      certificates: [stranger.certificate, root.certificate, ca.certificate],
      crls: [crl(stranger), crl(ca), crl(root)],
      ocsps: [],
    };
    const reversed = {
      certificates: supplied.certificates.toReversed(),
      crls: supplied.crls.toReversed(),
      ocsps: supplied.ocsps,
    };
    const [one, two] = [supplied, reversed].map((given) => evidenceOf(documentOf(signature), given, anchors, new Budget()));
    const [first, second] = [one, two].map((evidence) => judge(signature, { evidence: evidence! }));
    expect(JSON.stringify(first?.blocks)).toBe(JSON.stringify(second?.blocks));
    expect(verdict(first!)).toBe(verdict(judge(signature)));
  });

  it('keeps a decided verdict when evidence comes that is older, of others, or useless', () => {
    const stranger = createAuthority({ name: 'CN=Issuing CA', algorithm: 'P-256' });
    const supplied = {
      certificates: [stranger.certificate, new Uint8Array([0x30, 0])],
      crls: [crl(stranger), crl(ca, [], NOW - 20 * HOUR), new Uint8Array([1])],
      ocsps: [new Uint8Array([0x30, 0])],
    };
    const sound = signatureOf(signer);
    const forged = signatureOf(signer, { changes: { signatureValue: new Uint8Array([1]) } });
    for (const signature of [sound, forged]) {
      const evidence = evidenceOf(documentOf(signature), supplied, anchors, new Budget());
      expect(verdict(judge(signature, { evidence }))).toBe(verdict(judge(signature)));
    }
    const revoked = signatureOf(signer, { crls: [crl(ca, [signer]), crl(root)] });
    const evidence = evidenceOf(documentOf(revoked), supplied, anchors, new Budget());
    expect(verdict(judge(revoked, { evidence }))).toBe(verdict(judge(revoked)));
  });

  it('never passes what it could not compute', () => {
    const cases: [Partial<Signature>, string][] = [
      [{ signatureValue: undefined }, 'TOTAL-FAILED SIG_CRYPTO_FAILURE SIGNATURE_VALUE_ABSENT'],
      [{ signedBytes: undefined }, 'INDETERMINATE SIGNED_DATA_NOT_FOUND SIGNED_BYTES_ABSENT'],
      [{ algorithm: undefined }, 'INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE_NO_POE ALGORITHM_UNSUPPORTED'],
      [{ references: [] }, 'INDETERMINATE SIGNED_DATA_NOT_FOUND NOTHING_SIGNED'],
      [{ signedBytes: CONTENT }, 'TOTAL-FAILED SIG_CRYPTO_FAILURE SIGNATURE_MISMATCH'],
    ];
    for (const [changes, expected] of cases) {
      const conclusion = judge(signatureOf(signer, { changes }));
      expect(verdict(conclusion)).toBe(expected);
      expect(conclusion.intact).toBe(false);
    }
  });
});
