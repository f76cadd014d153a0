import { type DerNode, fromHex, readDer, writeBoolean, writeOctetString, writeOid, writeSequence } from '@sigillum/encoding';
import { describe, expect, it } from 'vitest';
import { readBasicConstraints, readInhibitAnyPolicy, readNameConstraints, readPolicyConstraints } from './constraints.js';
import { readDistributionPoints, readIssuingDistributionPoint, readReason } from './distribution-points.js';
import { readAuthorityInfoAccess } from './information-access.js';
import { readAuthorityKeyIdentifier, readSubjectKeyIdentifier } from './key-identifiers.js';
import { readExtendedKeyUsage, readKeyUsage, readPrivateKeyUsagePeriod } from './key-usage.js';
import { readCertificatePolicies, readPolicyMappings } from './policies.js';
import { duplicateExtensions, readExtension, readExtensions } from './read-extensions.js';

type Reader = (node: DerNode) => unknown;
const read = (reader: Reader, hex: string) => reader(readDer(fromHex(hex), { rules: 'ber' }));
const dns = (value: string) => ({ type: 'dns', value });
const uri = (value: string) => ({ type: 'uri', value });

describe('what extensions say', () => {
  it.each<[string, Reader, string, unknown]>([
    ['BasicConstraints, empty', readBasicConstraints, '3000', { ca: false }],
    ['BasicConstraints of a CA', readBasicConstraints, '30060101ff020102', { ca: true, pathLength: 2 }],
    ['BasicConstraints with a BOOLEAN of BER', readBasicConstraints, '3003010101', { ca: true }],
    ['BasicConstraints with the default spelt out', readBasicConstraints, '3003010100', { ca: false }],
    ['BasicConstraints with leading zeros in the length', readBasicConstraints, '30070101ff02020002', { ca: true, pathLength: 2 }],
    ['PolicyConstraints', readPolicyConstraints, '3006800103810100', { requireExplicit: 3, inhibitMapping: 0 }],
    ['PolicyConstraints, one of them', readPolicyConstraints, '3003810101', { inhibitMapping: 1 }],
    ['InhibitAnyPolicy', readInhibitAnyPolicy, '020105', 5],
    [
      'NameConstraints',
      readNameConstraints,
      '3016a00730058203612e62a10b3009820161800101810102',
      { permitted: [{ base: dns('a.b'), minimum: 0 }], excluded: [{ base: dns('a'), minimum: 1, maximum: 2 }] },
    ],
    ['KeyUsage', readKeyUsage, '03020106', new Set(['keyCertSign', 'cRLSign'])],
    ['KeyUsage with the ninth bit', readKeyUsage, '0303070880', new Set(['keyAgreement', 'decipherOnly'])],
    ['KeyUsage whose unused bits are set', readKeyUsage, '030206c1', new Set(['digitalSignature', 'nonRepudiation'])],
    ['KeyUsage without bits', readKeyUsage, '030100', new Set()],
    ['ExtKeyUsageSyntax', readExtendedKeyUsage, '300a06082b06010505070308', ['1.3.6.1.5.5.7.3.8']],
    ['PrivateKeyUsagePeriod', readPrivateKeyUsagePeriod, '3011800f32303230303130313030303030305a', { notBefore: Date.UTC(2020, 0, 1) }],
    ['SubjectKeyIdentifier', readSubjectKeyIdentifier, '04020102', fromHex('0102')],
    ['AuthorityKeyIdentifier', readAuthorityKeyIdentifier, '300480020102', { keyIdentifier: fromHex('0102') }],
    [
      'AuthorityKeyIdentifier by name and number',
      readAuthorityKeyIdentifier,
      '3008a103820161820105',
      { issuer: [dns('a')], serialNumber: fromHex('05') },
    ],
    [
      'CertificatePolicies with an address and a notice',
      readCertificatePolicies,
      '302b300406022a03302306022a04301d300d06082b06010505070201160163300c06082b060105050702023000',
      [
        { oid: '1.2.3', cps: [] },
        { oid: '1.2.4', cps: ['c'] },
      ],
    ],
    ['PolicyMappings', readPolicyMappings, '300a300806022a0306022a04', [{ issuerDomain: '1.2.3', subjectDomain: '1.2.4' }]],
    [
      'AuthorityInfoAccess, other methods and names passed over',
      readAuthorityInfoAccess,
      '303c300d06082b06010505073001860163300d06082b06010505073002860164300d06082b06010505073003860165300d06082b06010505073001820166',
      { ocsp: ['c'], caIssuers: ['d'] },
    ],
    [
      'CRLDistributionPoints with reasons and issuer',
      readDistributionPoints,
      '30123010a005a00386016381020640a203820161',
      [{ fullName: [uri('c')], reasons: new Set(['keyCompromise']), crlIssuer: [dns('a')] }],
    ],
    [
      'CRLDistributionPoints by relative name',
      readDistributionPoints,
      '3010300ea00ca10a300806035504030c0161',
      [{ relativeName: [{ oid: '2.5.4.3', value: 'a' }] }],
    ],
    [
      'IssuingDistributionPoint',
      readIssuingDistributionPoint,
      '3012a005a0038601638101ff83030701808401ff',
      {
        fullName: [uri('c')],
        onlyUserCerts: true,
        onlyCaCerts: false,
        onlyAttributeCerts: false,
        onlySomeReasons: new Set(['privilegeWithdrawn', 'aACompromise']),
        indirect: true,
      },
    ],
    ['CRLReason', readReason, '0a0108', 'removeFromCRL'],
    ['CRLReason of a number without meaning', readReason, '0a0107', 'unspecified'],
    ['CRLReason below zero', readReason, '0a01ff', 'unspecified'],
  ])('%s', (_, reader, hex, expected) => {
    expect(read(reader, hex)).toEqual(expected);
  });
});

describe('what is refused', () => {
  it.each<[string, Reader, string, string]>([
    ['BasicConstraints that is a SET', readBasicConstraints, '3100', 'DER_UNEXPECTED'],
    ['a path length below zero', readBasicConstraints, '30060101ff0201ff', 'DER_VALUE'],
    ['a path length without content', readBasicConstraints, '30050101ff0200', 'DER_VALUE'],
    ['fields in the wrong order', readBasicConstraints, '30060201020101ff', 'DER_UNEXPECTED'],
    ['SkipCerts too large to be meant', readPolicyConstraints, '300a80087fffffffffffff00', 'DER_VALUE'],
    ['KeyUsage that is an INTEGER', readKeyUsage, '020106', 'DER_UNEXPECTED'],
    ['KeyUsage without its count of unused bits', readKeyUsage, '0300', 'DER_VALUE'],
    ['a purpose that is no identifier', readExtendedKeyUsage, '3003020101', 'DER_UNEXPECTED'],
    ['a key identifier that is an INTEGER', readSubjectKeyIdentifier, '020101', 'DER_UNEXPECTED'],
    ['a policy that is no SEQUENCE', readCertificatePolicies, '300406022a03', 'DER_UNEXPECTED'],
    ['a mapping of one policy', readPolicyMappings, '3006300406022a03', 'DER_UNEXPECTED'],
    ['a distribution point of two names', readDistributionPoints, '30083006a004a000a000', 'DER_UNEXPECTED'],
    ['a flag of two octets', readIssuingDistributionPoint, '300481020101', 'DER_VALUE'],
    ['a reason that is an INTEGER', readReason, '020101', 'DER_UNEXPECTED'],
  ])('%s', (_, reader, hex, code) => {
    expect(() => read(reader, hex)).toThrow(expect.objectContaining({ code }));
  });
});

describe('the list of extensions', () => {
  const extension = (oid: string, value: string, ...critical: Uint8Array[]) =>
    writeSequence(writeOid(oid), ...critical, writeOctetString(fromHex(value)));
  const list = (...extensions: Uint8Array[]) => readExtensions(readDer(writeSequence(...extensions), { rules: 'ber' }));

  it('keeps identifier, criticality and the exact value', () => {
    expect(
      list(extension('1.2.3', '0500', writeBoolean(true)), extension('1.2.4', ''), extension('1.2.5', '00', writeBoolean(false))),
    ).toEqual([
      { oid: '1.2.3', critical: true, value: fromHex('0500') },
      { oid: '1.2.4', critical: false, value: fromHex('') },
      { oid: '1.2.5', critical: false, value: fromHex('00') },
    ]);
  });

  it('takes a BOOLEAN of BER for critical', () => {
    expect(list(extension('1.2.3', '0500', fromHex('010101')))[0]?.critical).toBe(true);
  });

  it('reads a value, and says when it is malformed or there twice', () => {
    const extensions = list(
      extension('1.2.3', '0a0101'),
      extension('1.2.4', '0500'),
      extension('1.2.5', '0a0101'),
      extension('1.2.5', '0a0101'),
    );
    expect(readExtension(extensions, '1.2.3', readReason)).toBe('keyCompromise');
    expect(readExtension(extensions, '1.2.9', readReason)).toBeUndefined();
    expect(() => readExtension(extensions, '1.2.4', readReason)).toThrow(expect.objectContaining({ code: 'EXTENSION_MALFORMED' }));
    expect(() => readExtension(extensions, '1.2.5', readReason)).toThrow(expect.objectContaining({ code: 'EXTENSION_DUPLICATE' }));
    expect(duplicateExtensions(extensions)).toEqual(['1.2.5']);
  });

  it('turns an unreadable name inside into a malformed extension', () => {
    const extensions = list(extension('2.5.29.31', '30083006a004a0028900'));
    expect(() => readExtension(extensions, '2.5.29.31', readDistributionPoints)).toThrow(
      expect.objectContaining({ code: 'EXTENSION_MALFORMED' }),
    );
  });
});
