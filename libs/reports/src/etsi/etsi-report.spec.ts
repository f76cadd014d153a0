import type { Signature } from '@sigillum/ades';
import { fromBase64, TAG, toHex, writeElement, writeOid, writeSequence, writeSetOf } from '@sigillum/encoding';
import {
  addDocumentTimestamp,
  createAuthority,
  issueSigner,
  issueTimestampAuthority,
  signingCertificateAttribute,
  signPdf,
} from '@sigillum/testkit';
import { DSS_COMPATIBLE } from '@sigillum/validation';
import { parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { toEtsiReport } from './etsi-report.js';
import {
  all,
  anchor,
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
} from './spec-support/read-report.js';

describe('the ETSI report of a sound signature', () => {
  const made = result();
  const [judged] = made.signatures;
  if (judged === undefined) throw new Error('no signature');

  it('has its parts in the order of the schema', () => {
    const document = reportOf(made);
    expect(names(document, REPORT)).toEqual([
      'SignatureIdentifier',
      'ValidationConstraintsEvaluationReport',
      'ValidationTimeInfo',
      'SignersDocument',
      'SignatureAttributes',
      'SignerInformation',
      'SignatureValidationProcess',
      'SignatureValidationStatus',
      'OtherInformation',
    ]);
    expect(one(document, `${REPORT}/vr:SignatureValidationProcess/vr:SignatureValidationProcessID`)).toBe(
      'urn:etsi:019102:validationprocess:LTA',
    );
  });

  it('identifies the signature', () => {
    const document = reportOf(made);
    const path = `${REPORT}/vr:SignatureIdentifier`;
    expect(one(document, `${path}/@id`)).toBe(judged.signature.id);
    expect(fromBase64(one(document, `${path}/ds:SignatureValue`) ?? '')).toEqual(Buffer.from(judged.signature.signatureValue ?? []));
    expect(one(document, `${path}/vr:DigestAlgAndValue/ds:DigestMethod/@Algorithm`)).toBe('http://www.w3.org/2001/04/xmlenc#sha256');
    expect(all(document, `${path}/vr:HashOnly|${path}/vr:DocHashOnly`)).toEqual(['false', 'false']);
  });

  it('says when it was judged, and since when it is known', () => {
    const document = reportOf(made);
    const path = `${REPORT}/vr:ValidationTimeInfo`;
    expect(all(document, `${path}/vr:ValidationTime|${path}/vr:BestSignatureTime/*`)).toEqual([
      '2026-07-01T12:00:00Z',
      '2026-07-01T12:00:00Z',
      'urn:etsi:019102:poetype:validation',
    ]);
    expect(new Set(all(document, '//vr:ValidationObject/vr:POE/vr:POETime'))).toEqual(new Set(['2026-07-01T12:00:00Z']));
  });

  it('shows the chain to the anchor', () => {
    const document = reportOf(made);
    expect(one(document, `${REPORT}/vr:SignatureValidationStatus/vr:MainIndication`)).toBe('urn:etsi:019102:mainindication:total-passed');
    expect(all(document, '//vr:SignatureValidationStatus/vr:SubIndication')).toEqual([]);
    const chain = all(document, `${DATA}/vr:CertificateChain/*/@VOReference`).map((id) => object(document, id));
    expect(chain.map(({ type }) => type)).toEqual(['certificate', 'certificate', 'certificate']);
    expect(chain.map(({ bytes }) => toHex(bytes))).toEqual([signer, ca, root].map(({ certificate }) => toHex(certificate)));
    expect(all(document, `${DATA}/vr:TrustAnchor/@VOReference`)).toEqual(
      all(document, `${DATA}/vr:CertificateChain/vr:TrustAnchor/@VOReference`),
    );
  });

  it('names the policy, with its digest', () => {
    const document = reportOf(made);
    const path = `${REPORT}/vr:ValidationConstraintsEvaluationReport/vr:SignatureValidationPolicy`;
    expect(one(document, `${path}/vr:PolicyName`)).toBe('ts-119-172-4');
    expect(one(document, `${path}//xades:Identifier`)).toBe('urn:sigillum:policy:ts-119-172-4:2');
    const hash = `${path}//xades:SigPolicyHash/ds:DigestValue`;
    expect(fromBase64(one(document, hash) ?? '')).toHaveLength(32);
    expect(one(reportOf(result({ policy: DSS_COMPATIBLE })), hash)).not.toBe(one(document, hash));
  });

  it('has every check: applied, disabled where the policy ignores it', () => {
    const document = reportOf(made);
    expect(constraints(document, 'CV.signature-value')).toEqual(['applied passed - -']);
    expect(constraints(document, 'BASIC.XCV')).toEqual(['applied passed - -']);
    expect(constraints(document, 'RFC.ca-fresh')).toEqual(['disabled - - IGNORED_BY_POLICY']);
    expect(constraints(document, 'SAV.counter-signatures')).toEqual(['applied - - NOT_APPLICABLE']);
    const subjects = '//vr:ValidationConstraintParameter[vr:Type="urn:sigillum:parameter:subject"]/vr:Value';
    expect(new Set(all(document, subjects))).toEqual(new Set(judged.conclusion.chain?.certificates.map(({ id }) => id)));
  });

  it('says who signed what', () => {
    const document = reportOf(made);
    expect(one(document, `${REPORT}/vr:SignerInformation/vr:Signer`)).toBe('Signer');
    expect(one(document, `${REPORT}/vr:SignerInformation/@Pseudonym`)).toBe('false');
    const path = `${REPORT}/vr:SignersDocument`;
    const actual = Buffer.from(judged.signature.references[0]?.actual ?? []).toString('base64');
    expect(one(document, `${path}/vr:DigestAlgAndValue/ds:DigestValue`)).toBe(actual);
    const id = one(document, `${path}/vr:SignersDocumentRepresentation/@VOReference`) ?? '';
    expect(one(document, `//vr:ValidationObject[@id="${id}"]/vr:ObjectType`)).toBe('urn:etsi:019102:validationObject:signedData');
    expect(one(document, `//vr:ValidationObject[@id="${id}"]//ds:DigestValue`)).toBe(actual);
  });

  it('says of a pseudonym that it is one', () => {
    const name = writeSequence(writeSetOf(writeSequence(writeOid('2.5.4.65'), writeElement(TAG.UTF8_STRING, Buffer.from('Zorro')))));
    const document = reportOf(result({ by: issueSigner(ca, { name, algorithm: 'P-256' }) }));
    expect(one(document, `${REPORT}/vr:SignerInformation/vr:Signer`)).toBe('Zorro');
    expect(one(document, `${REPORT}/vr:SignerInformation/@Pseudonym`)).toBe('true');
  });

  it('is the same each time, and there is none without signature and time-stamp', () => {
    expect(toEtsiReport(result({ pdf: new Uint8Array(page) }))).toBeUndefined();
    expect(toEtsiReport(made)).toBe(toEtsiReport({ ...made, signatures: [...made.signatures] }));
  });
});

describe('the attributes of a signature', () => {
  const attributes = `${REPORT}/vr:SignatureAttributes`;

  it('stand as they were claimed', () => {
    const edit = (signature: Signature): Signature => ({
      ...signature,
      attributes: {
        ...signature.attributes,
        signaturePolicy: { kind: 'explicit', oid: '1.2.3.4' },
        commitmentTypes: ['1.2.840.113549.1.9.16.6.1'],
        claimedRoles: ['Chair\u0000man', 'a & b'],
        contactInfo: 'line\r\nline',
      },
    });
    const document = reportOf(result({ edit }));
    expect(one(document, `${attributes}/vr:SigningTime[@Signed="true"]/vr:Time`)).toBe('2026-07-01T10:00:00Z');
    expect(one(document, `${attributes}/vr:SigPolicyIdentifier/vr:SigPolicyId`)).toBe('urn:oid:1.2.3.4');
    expect(one(document, `${attributes}/vr:CommitmentTypeIndication/vr:CommitmentTypeIdentifier`)).toBe(
      'urn:oid:1.2.840.113549.1.9.16.6.1',
    );
    expect(all(document, `${attributes}/vr:SignerRole/vr:RoleDetails/*`)).toEqual(['Chair\uFFFDman', 'claimed', 'a & b', 'claimed']);
    expect(one(document, `${attributes}/vr:SignatureProductionPlace/vr:AddressString`)).toBe('Riga');
    expect(one(document, `${attributes}/vr:Reason/vr:ReasonElement`)).toBe('I <agree>');
    expect(one(document, `${attributes}/vr:ContactInfo/vr:ContactInfoElement`)).toBe('line\r\nline');
    expect(one(document, `${attributes}/vr:ByteRange`)).toMatch(/^0 \d+ \d+ \d+$/);
  });

  it('leave out a time that no xs:dateTime can hold', () => {
    const edit = (signature: Signature): Signature => ({
      ...signature,
      attributes: { ...signature.attributes, claimedSigningTime: Date.parse('0000-01-01T00:00:00Z') },
    });
    expect(all(reportOf(result({ edit })), `${attributes}/vr:SigningTime`)).toEqual([]);
  });

  it('name the signing certificate by digest, with its issuer and serial number, and as object', () => {
    const extra = signingCertificateAttribute(signer.certificate);
    const pdf = signPdf(page, { signer, cms: { essVersion: 'none', extraSigned: [extra] } });
    const document = reportOf(result({ pdf }));
    const path = `${attributes}/vr:SigningCertificate/vr:CertID`;
    expect(one(document, `${path}/ds:DigestMethod/@Algorithm`)).toBe('http://www.w3.org/2000/09/xmldsig#sha1');
    expect(toHex(extra)).toContain(toHex(fromBase64(one(document, `${path}/vr:X509IssuerSerial`) ?? 'AA==')));
    const own = one(reportOf(result()), `${attributes}/vr:SigningCertificate/vr:AttributeObject/@VOReference`);
    expect(own).toBe(parseCertificate(signer.certificate).id);
  });

  it('have the time of a time-stamp, and the token as object', () => {
    const authority = issueTimestampAuthority(root, { name: 'Clock', algorithm: 'P-256' });
    const pdf = signPdf(page, { signer, timestamp: { authority, time: NOW - HOUR } });
    const document = reportOf(result({ pdf, supplied: { crls: [crl(ca, { thisUpdate: NOW }), crl(root)] } }));
    expect(one(document, `${attributes}/vr:SignatureTimeStamp[@Signed="false"]/vr:TimeStampValue`)).toBe('2026-07-01T11:00:00Z');
    expect(object(document, one(document, `${attributes}/vr:SignatureTimeStamp/vr:AttributeObject/@VOReference`)).type).toBe('timestamp');
  });
});

describe('time-stamps', () => {
  const authority = issueTimestampAuthority(root, { name: 'Clock', algorithm: 'P-256' });
  const supplied = { crls: [crl(ca), crl(root)] };

  it('prove the signature, and have a report of their own', () => {
    const pdf = signPdf(page, { signer, timestamp: { authority, time: NOW - HOUR } });
    const document = reportOf(result({ pdf, supplied }));
    const best = `${REPORT}/vr:ValidationTimeInfo/vr:BestSignatureTime`;
    expect(one(document, `${best}/vr:POETime`)).toBe('2026-07-01T11:00:00Z');
    const id = one(document, `${best}/vr:POEObject/@VOReference`) ?? '';
    const path = `//vr:ValidationObject[@id="${id}"]`;
    expect(names(document, path)).toEqual(['ObjectType', 'ValidationObjectRepresentation', 'POE', 'POEProvisioning', 'ValidationReport']);
    expect(one(document, `${path}/vr:POEProvisioning/vr:POETime`)).toBe('2026-07-01T11:00:00Z');
    expect(one(document, `${path}/vr:POEProvisioning/vr:SignatureReference/vr:PAdESFieldName`)).toBe('Signature1');
    const status = `${path}/vr:ValidationReport/vr:SignatureValidationStatus`;
    expect(one(document, `${status}/vr:MainIndication`)).toBe('urn:etsi:019102:mainindication:passed');
    expect(one(document, `${path}/vr:ValidationReport/vr:SignerInformation/vr:Signer`)).toBe('Clock');
    expect(one(document, `${path}/vr:ValidationReport/vr:SignatureIdentifier/vr:DAIdentifier`)).toBe(id);
  });

  it('prove what they cover, the earliest of them each object; all else only exists now', () => {
    const pdf = addDocumentTimestamp(signPdf(page, { signer, timestamp: { authority, time: NOW - 3 * HOUR } }), {
      timestamp: { authority, time: NOW - HOUR },
    });
    const document = reportOf(result({ pdf, supplied }));
    const objects = '//vr:ValidationObject';
    const proofOf = (id: string): string[] => [
      one(document, `${objects}[@id="${id}"]/vr:POE/vr:POETime`) ?? '',
      all(document, `${objects}[@id="${id}"]/vr:POE/vr:POEObject/@VOReference`).join(),
    ];
    const [first = '', second = ''] = ['SignatureTimeStamp', 'DocTimeStamp'].map((kind) => {
      const id = one(document, `${REPORT}/vr:SignatureAttributes/vr:${kind}/vr:AttributeObject/@VOReference`);
      return id ?? '';
    });
    expect(one(document, `${REPORT}/vr:ValidationTimeInfo/vr:BestSignatureTime/vr:POEObject/@VOReference`)).toBe(first);
    expect(proofOf(first)).toEqual(['2026-07-01T11:00:00Z', second]);
    expect(proofOf(second)).toEqual(['2026-07-01T12:00:00Z', '']);
    expect(proofOf(parseCertificate(signer.certificate).id)).toEqual(['2026-07-01T09:00:00Z', first]);
    expect(proofOf(parseCertificate(authority.certificate).id)).toEqual(['2026-07-01T11:00:00Z', second]);
    const [list] = all(document, `${objects}[vr:ObjectType="urn:etsi:019102:validationObject:CRL"]/@id`);
    expect(proofOf(list ?? '')).toEqual(['2026-07-01T12:00:00Z', '']);
  });

  it('that did not pass prove nothing, and say why', () => {
    const stranger = issueTimestampAuthority(createAuthority({ name: 'Stranger', algorithm: 'P-256' }), {
      name: 'Clock',
      algorithm: 'P-256',
    });
    const pdf = signPdf(page, { signer, timestamp: { authority: stranger, time: NOW - HOUR } });
    const document = reportOf(result({ pdf, supplied }));
    expect(one(document, `${REPORT}/vr:ValidationTimeInfo/vr:BestSignatureTime/vr:POETime`)).toBe('2026-07-01T12:00:00Z');
    expect(all(document, '//vr:POEProvisioning|//vr:POEObject')).toEqual([]);
    const status = '//vr:ValidationReport/vr:SignatureValidationStatus[../vr:SignatureIdentifier/vr:DAIdentifier]';
    expect(one(document, `${status}/vr:SubIndication`)).toBe('urn:etsi:019102:subindication:NO_CERTIFICATE_CHAIN_FOUND');
    expect(one(document, `${status}//vr:ReportData//s:Code`)).toBe('CHAIN_NOT_FOUND');
  });

  it('of a document without signatures are what the report is about', () => {
    const pdf = addDocumentTimestamp(page, { timestamp: { authority, time: NOW - HOUR } });
    const document = reportOf(result({ pdf, supplied }));
    expect(one(document, `${REPORT}/vr:SignatureValidationStatus/vr:MainIndication`)).toBe('urn:etsi:019102:mainindication:passed');
    expect(all(document, '//vr:ValidationObject[vr:ObjectType="urn:etsi:019102:validationObject:timestamp"]/@id')).toEqual(
      all(document, `${REPORT}/vr:SignatureIdentifier/vr:DAIdentifier`),
    );
    expect(all(document, '//vr:ValidationObject/vr:ValidationReport')).toEqual([]);
  });
});

describe('validation objects', () => {
  it('a trust anchor without certificate is a public key', () => {
    const { subject, publicKeyInfo } = anchor;
    const document = reportOf(result({ anchors: [{ subject, publicKeyInfo }] }));
    const anchors = all(document, `${DATA}/vr:TrustAnchor/@VOReference`).map((id) => object(document, id));
    expect(anchors).toEqual([{ type: 'publicKey', bytes: Buffer.from(publicKeyInfo) }]);
  });

  it('large ones stand by their digest', () => {
    const document = reportOf(result({ supplied: { crls: [crl(ca, { entries: 5000 }), crl(root)] } }));
    const path = '//vr:ValidationObject[vr:ObjectType="urn:etsi:019102:validationObject:CRL"]/vr:ValidationObjectRepresentation';
    const large = all(document, `${path}/vr:DigestAlgAndValue/ds:DigestValue`).map((value) => toHex(fromBase64(value)));
    expect(large.map((value) => `R-${value.toUpperCase()}`)).toEqual(
      all(document, `//vr:ValidationObject[.//vr:DigestAlgAndValue and vr:ObjectType="urn:etsi:019102:validationObject:CRL"]/@id`),
    );
    expect(large).toHaveLength(1);
    expect(all(document, `${path}/vr:base64`)).toHaveLength(1);
  });

  it('what could not be read stands there too, and is said to be unreadable', () => {
    const document = reportOf(result({ supplied: { crls: [crl(ca), crl(root)], ocsps: [new Uint8Array([0x30, 0])] } }));
    const id = one(document, `${REPORT}/vr:OtherInformation/s:UnreadableEvidence`) ?? '';
    expect(one(document, `//vr:ValidationObject[@id="${id}"]/vr:ObjectType`)).toBe('urn:etsi:019102:validationObject:OCSPResponse');
  });
});
