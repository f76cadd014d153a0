import type { CertificateReference, Signature } from '@sigillum/ades';
import { digest, type SignatureAlgorithm } from '@sigillum/crypto';
import { Budget } from '@sigillum/encoding';
import { evidenceOf } from '@sigillum/evidence';
import { createAuthority, createKey, issueSigner, signData, type TestIdentity } from '@sigillum/testkit';
import { type Certificate, parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { runBlock } from '../../checks/row.js';
import { subIndicationOf } from '../../conclusion.js';
import { TS_119_172_4 } from '../../policy/ts-119-172-4.js';
import { documentOf, makeSignature } from '../../spec-support/made-signature.js';
import type { SignatureContext } from '../context.js';
import { SIGNING_CERTIFICATE_CHECKS } from './checks.js';
import { findSigner } from './find.js';

const ALGORITHM: SignatureAlgorithm = { scheme: 'ECDSA', digest: 'SHA-256', oid: '1.2.840.10045.4.3.2' };
const ca = createAuthority({ name: 'CA', algorithm: 'P-256' });
const signer = issueSigner(ca, { name: 'Signer', algorithm: 'P-256' });
const other = issueSigner(ca, { name: 'Other', algorithm: 'P-256' });

const certificateOf = (identity: TestIdentity): Certificate => parseCertificate(identity.certificate);

function reference(identity: TestIdentity, changes: Partial<CertificateReference> = {}): CertificateReference {
  return {
    attribute: 'signing-certificate-v2',
    digestAlgorithm: 'SHA-256',
    digestIdentifier: '2.16.840.1.101.3.4.2.1',
    digest: digest('SHA-256', identity.certificate),
    ...changes,
  };
}

function contextOf(changes: Partial<Signature>, bag: readonly TestIdentity[] = [other, signer]): SignatureContext {
  const signature = makeSignature({
    signer: certificateOf(signer),
    algorithm: ALGORITHM,
    sign: (data) => signData(signer.key, data),
    certificates: bag.map((one) => one.certificate),
    changes,
  });
  const budget = new Budget();
  const evidence = evidenceOf(documentOf(signature), { certificates: [], crls: [], ocsps: [] }, [], budget);
  return { signature, evidence, parameters: TS_119_172_4.parameters, now: 0, budget };
}

/** Sub-indication, codes of failed checks, and the chosen certificate. */
function identify(changes: Partial<Signature>, bag?: readonly TestIdentity[]): [string | undefined, string[], string | undefined] {
  const context = contextOf(changes, bag);
  const finding = findSigner(context);
  const conclusion = runBlock('ISC', SIGNING_CERTIFICATE_CHECKS, { ...context, finding }, (id) => TS_119_172_4.severities[id]).conclusion;
  const codes = conclusion.checks.filter((check) => check.outcome === 'failed').map((check) => check.code ?? '');
  return [subIndicationOf(conclusion), codes, finding.certificate?.id];
}

const SIGNER = certificateOf(signer).id;

describe('ISC', () => {
  it('takes the certificate that the structure names and the signed reference confirms', () => {
    expect(identify({})).toEqual([undefined, [], SIGNER]);
  });

  it('C05 without a signed reference the named certificate is taken; the policy judges its absence in SAV', () => {
    expect(identify({ certificateReferences: [] })).toEqual([undefined, [], SIGNER]);
  });

  it('C05 a reference to another certificate than the named one', () => {
    expect(identify({ certificateReferences: [reference(other)] })).toEqual([
      'NO_SIGNING_CERTIFICATE_FOUND',
      ['CERTIFICATE_REFERENCE_MISMATCH'],
      SIGNER,
    ]);
  });

  it('C05 signing-certificate and signing-certificate-v2 that disagree', () => {
    const v1 = reference(other, { attribute: 'signing-certificate', digestAlgorithm: 'SHA-1', digest: digest('SHA-1', other.certificate) });
    expect(identify({ certificateReferences: [v1, reference(signer)] })[0]).toBe('NO_SIGNING_CERTIFICATE_FOUND');
    const agreeing = { ...v1, digest: digest('SHA-1', signer.certificate) };
    expect(identify({ certificateReferences: [agreeing, reference(signer)] })).toEqual([undefined, [], SIGNER]);
  });

  it('C05 further references in one attribute are for the chain', () => {
    expect(identify({ certificateReferences: [reference(ca), reference(signer)] })).toEqual([undefined, [], SIGNER]);
  });

  it('C05 a reference in an unknown digest', () => {
    const unknown = reference(signer, { digestAlgorithm: undefined, digestIdentifier: '1.2.3' });
    expect(identify({ certificateReferences: [unknown] }).slice(0, 2)).toEqual([
      'NO_SIGNING_CERTIFICATE_FOUND',
      ['CERTIFICATE_REFERENCE_ALGORITHM_UNKNOWN'],
    ]);
  });

  it('C05 the right digest beside a wrong serial number only warns: the digest decides', () => {
    const wrong = reference(signer, { issuerSerial: { issuer: undefined, serialNumber: new Uint8Array([9]) } });
    expect(identify({ certificateReferences: [wrong] })).toEqual([undefined, ['CERTIFICATE_REFERENCE_ISSUER_SERIAL'], SIGNER]);
  });

  it('C14 of two certificates with the same issuer and number the referenced one is the signer', () => {
    const twin = issueSigner(ca, { name: 'Twin', algorithm: 'P-256', serialNumber: signer.serialNumber });
    expect(identify({}, [twin])).toEqual([undefined, [], SIGNER]);
    // Without a reference, the one whose key made the value.
    expect(identify({ certificateReferences: [] }, [twin])).toEqual([undefined, [], SIGNER]);
  });

  it('C14 a subject key identifier that two certificates share', () => {
    const key = createKey('P-256');
    const first = issueSigner(ca, { name: 'First', key });
    const second = issueSigner(ca, { name: 'Second', key });
    const keyIdentifier = certificateOf(first).subjectKeyIdentifier ?? new Uint8Array();
    const changes: Partial<Signature> = {
      signerIdentifier: { kind: 'subjectKeyIdentifier', keyIdentifier },
      certificateReferences: [reference(second)],
    };
    expect(identify(changes, [first, second])).toEqual([undefined, [], certificateOf(second).id]);
  });

  it('takes the referenced certificate where the structure names none of those at hand', () => {
    const nobody = { kind: 'issuerAndSerial', issuer: certificateOf(signer).issuer.der, serialNumber: new Uint8Array([99]) } as const;
    expect(identify({ signerIdentifier: nobody })).toEqual([undefined, ['SIGNER_IDENTIFIER_MISMATCH'], SIGNER]);
  });

  it('finds nothing where the certificate is not at hand', () => {
    const nobody = { kind: 'issuerAndSerial', issuer: new Uint8Array([0x30, 0]), serialNumber: new Uint8Array([1]) } as const;
    expect(identify({ signerIdentifier: nobody, certificateReferences: [] })).toEqual([
      'NO_SIGNING_CERTIFICATE_FOUND',
      ['SIGNING_CERTIFICATE_NOT_FOUND'],
      undefined,
    ]);
  });
});
