import type { Signature } from '@sigillum/ades';
import { createAuthority, issueSigner, issueTimestampAuthority, signPdf } from '@sigillum/testkit';
import { DEFAULT_POLICY, type ValidationPolicy } from '@sigillum/validation';
import { describe, expect, it } from 'vitest';
import {
  all,
  ca,
  constraints,
  crl,
  DATA,
  HOUR,
  names,
  NOW,
  object,
  one,
  page,
  REPORT,
  reportOf,
  result,
  root,
  signer,
} from '../spec-support/read-report.js';

function withSeverities(changes: Partial<ValidationPolicy['severities']>): ValidationPolicy {
  return { ...DEFAULT_POLICY, severities: { ...DEFAULT_POLICY.severities, ...changes } };
}

describe('the report data of a signature that did not pass', () => {
  const sub = `${REPORT}/vr:SignatureValidationStatus/vr:SubIndication`;

  it('HASH_FAILURE: the data that differ', () => {
    const edit = (signature: Signature): Signature => ({
      ...signature,
      references: signature.references.map((reference) => ({ ...reference, actual: new Uint8Array(32) })),
    });
    const document = reportOf(result({ edit }));
    expect(one(document, sub)).toBe('urn:etsi:019102:subindication:HASH_FAILURE');
    const id = one(document, `${DATA}/vr:RelatedValidationObject/@VOReference`) ?? '';
    expect(one(document, `//vr:ValidationObject[@id="${id}"]/vr:ObjectType`)).toBe('urn:etsi:019102:validationObject:signedData');
    expect(constraints(document, 'CV.reference-digests')).toEqual(['applied failed HASH_FAILURE SIGNED_DATA_CHANGED']);
    expect(constraints(document, 'BASIC.CV')).toEqual(['applied failed HASH_FAILURE HASH_FAILURE']);
  });

  it('REVOKED_NO_POE: which certificate, when, why, by which list', () => {
    const revoked = [{ serialNumber: signer.serialNumber, revocationDate: NOW - 5 * HOUR, reason: 'keyCompromise' as const }];
    const list = crl(ca, { revoked });
    const document = reportOf(result({ supplied: { crls: [list, crl(root)] } }));
    const path = `${DATA}/vr:RevocationStatusInformation`;
    expect(one(document, sub)).toBe('urn:etsi:019102:subindication:REVOKED_NO_POE');
    expect(object(document, one(document, `${path}/vr:ValidationObjectId/@VOReference`)).bytes).toEqual(Buffer.from(signer.certificate));
    expect(one(document, `${path}/vr:RevocationTime`)).toBe('2026-07-01T07:00:00Z');
    expect(one(document, `${path}/vr:RevocationReason`)).toBe('urn:etsi:019102:revocationReason:keyCompromise');
    expect(object(document, one(document, `${path}/vr:RevocationObject/@VOReference`))).toEqual({ type: 'CRL', bytes: Buffer.from(list) });
  });

  it('TRY_LATER: what is too old, since when, and when the next status is due', () => {
    const list = crl(ca, { thisUpdate: NOW - 48 * HOUR, nextUpdate: NOW + 2 * HOUR });
    const document = reportOf(result({ supplied: { crls: [list, crl(root)] } }));
    expect(one(document, sub)).toBe('urn:etsi:019102:subindication:TRY_LATER');
    const retry = `${DATA}//vr:ReportData[vr:Type="urn:sigillum:report-data:try-later"]/vr:Value`;
    expect(all(document, `${retry}/s:Since|${retry}/s:Until`)).toEqual(['2026-06-29T12:00:00Z', '2026-07-01T14:00:00Z']);
    expect(object(document, one(document, `${retry}/s:Certificate`)).bytes).toEqual(Buffer.from(signer.certificate));
    expect(object(document, one(document, `${DATA}/vr:RelatedValidationObject/@VOReference`))).toEqual({
      type: 'CRL',
      bytes: Buffer.from(list),
    });
    expect(all(document, `${DATA}//vr:ReportData//s:Code`)[0]).toBe('REVOCATION_NOT_FRESH');
  });

  it('CRYPTO_CONSTRAINTS_FAILURE_NO_POE: each algorithm, where, until when', () => {
    const rsa = issueSigner(ca, { name: 'Weak', algorithm: 'RSA-1024' });
    const document = reportOf(result({ by: rsa }));
    const path = `${DATA}/vr:CryptoInformation`;
    expect(one(document, sub)).toBe('urn:etsi:019102:subindication:CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
    expect(one(document, `${path}/vr:ValidationObjectId/@VOReference`)).toBe(one(document, `${REPORT}/vr:SignatureIdentifier/@id`));
    expect(one(document, `${path}/vr:Algorithm`)).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
    expect(one(document, `${path}/vr:AlgorithmParameters/vr:Value`)).toBe('1024');
    expect(one(document, `${path}/vr:SecureAlgorithm`)).toBe('false');
    expect(one(document, `${path}/vr:NotAfter`)).toBe('2019-10-01T00:00:00Z');
  });

  it('CRYPTO_CONSTRAINTS_FAILURE_NO_POE: the certificates and lists that are signed with SHA-1', () => {
    const old = createAuthority({ name: 'Old CA', algorithm: 'P-256', parent: root, scheme: { digest: 'SHA-1' } });
    const by = issueSigner(old, { name: 'Signer', algorithm: 'P-256' });
    const document = reportOf(result({ by, supplied: { crls: [crl(old, { scheme: { digest: 'SHA-1' } }), crl(root)] } }));
    const path = `${DATA}/vr:CryptoInformation`;
    const types = all(document, `${path}/vr:ValidationObjectId/@VOReference`).map((id) => object(document, id).type);
    expect(types).toEqual(['certificate', 'CRL']);
    expect(all(document, `${path}/vr:Algorithm`)).toEqual(types.map(() => 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1'));
  });

  it('CRYPTO_CONSTRAINTS_FAILURE_NO_POE: an algorithm that is not identified', () => {
    const edit = ({ algorithm: _, ...signature }: Signature): Signature => ({
      ...signature,
      algorithm: undefined,
      algorithmIdentifier: '?',
    });
    const document = reportOf(result({ edit }));
    expect(all(document, `${DATA}/vr:CryptoInformation/vr:Algorithm`)).toEqual(['urn:etsi:019102:algorithm:unidentified']);
  });

  it('CHAIN_CONSTRAINTS_FAILURE: which constraints are not met', () => {
    const by = issueSigner(ca, { name: 'Signer', algorithm: 'P-256', profile: { keyUsage: ['digitalSignature'] } });
    const strict = withSeverities({ 'XCV.signer-key-usage': 'fail' });
    const unmet = `${DATA}//vr:ReportData[vr:Type="urn:sigillum:report-data:unmet-constraint"]/vr:Value`;
    const chain = reportOf(result({ by, policy: strict }));
    expect(one(chain, sub)).toBe('urn:etsi:019102:subindication:CHAIN_CONSTRAINTS_FAILURE');
    expect(all(chain, unmet)).toEqual(['urn:sigillum:check:XCV.signer-key-usage']);
    expect(all(reportOf(result()), unmet)).toEqual([]);
  });

  it('SIGNED_DATA_NOT_FOUND: by name what has not even a digest', () => {
    const missing = {
      name: 'annex.txt',
      digestIdentifier: '?',
      digestAlgorithm: undefined,
      expected: undefined,
      actual: undefined,
      found: false,
    };
    const document = reportOf(result({ edit: (signature) => ({ ...signature, references: [missing] }) }));
    expect(one(document, sub)).toBe('urn:etsi:019102:subindication:SIGNED_DATA_NOT_FOUND');
    expect(all(document, `${DATA}//vr:ReportData[vr:Type="urn:sigillum:report-data:object"]/vr:Value`)).toEqual(['annex.txt']);
  });

  it('of a time-stamp: the chain to the anchor, and the same data as of a signature', () => {
    const authority = issueTimestampAuthority(root, { name: 'Clock', algorithm: 'P-256' });
    const pdf = signPdf(page, { signer, timestamp: { authority, time: NOW - HOUR } });
    const revoked = [{ serialNumber: authority.serialNumber, revocationDate: NOW - 5 * HOUR, reason: 'superseded' as const }];
    const document = reportOf(result({ pdf, supplied: { crls: [crl(ca), crl(root, { revoked })] } }));
    const status = '//vr:ValidationObject/vr:ValidationReport/vr:SignatureValidationStatus';
    expect(one(document, `${status}/vr:SubIndication`)).toBe('urn:etsi:019102:subindication:REVOKED_NO_POE');
    const data = `${status}/vr:AssociatedValidationReportData`;
    expect(names(document, `${data}/vr:CertificateChain`)).toEqual(['SigningCertificate', 'TrustAnchor']);
    expect(one(document, `${data}/vr:RevocationStatusInformation/vr:RevocationReason`)).toBe('urn:etsi:019102:revocationReason:superseded');
  });

  it('no chain: the signing certificate alone', () => {
    const document = reportOf(result({ anchors: [] }));
    expect(one(document, sub)).toBe('urn:etsi:019102:subindication:NO_CERTIFICATE_CHAIN_FOUND');
    expect(names(document, `${DATA}/vr:CertificateChain`)).toEqual(['SigningCertificate']);
    expect(all(document, '//vr:TrustAnchor')).toEqual([]);
  });

  it('a failure that the policy only warns of is overridden by it', () => {
    const by = issueSigner(ca, { name: 'Signer', algorithm: 'P-256', profile: { keyUsage: ['digitalSignature'] } });
    const document = reportOf(result({ by }));
    expect(one(document, `${REPORT}/vr:SignatureValidationStatus/vr:MainIndication`)).toBe('urn:etsi:019102:mainindication:total-passed');
    expect(constraints(document, 'XCV.signer-key-usage')).toEqual(['overridden indeterminate CHAIN_CONSTRAINTS_FAILURE KEY_USAGE']);
    expect(all(document, '//vr:OverriddenBy')).toContain('urn:sigillum:policy:ts-119-172-4:2');
  });
});
