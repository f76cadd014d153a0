import { equalBytes, writeElement, writeInteger, writeNull, writeOctetString, writeSequence } from '@sigillum/encoding';
import {
  attribute,
  type CmsDefect,
  createSignedData,
  createTimestampToken,
  digestOf,
  OID,
  signField,
  signatureTimestampAttribute,
  signedAttributeSet,
} from '@sigillum/testkit';
import { describe, expect, it, test } from 'vitest';
import type { SignedReference } from '../../types.js';
import {
  brokenRules,
  codeThrown,
  onlySignature,
  open,
  plainPdf,
  signed,
  signer,
  SIGNING_TIME,
  timestampAuthority,
} from '../../spec-support/signed-pdf.js';

const timestamp = { authority: timestampAuthority, time: SIGNING_TIME + 60_000 };

function holds({ expected, actual }: SignedReference): boolean {
  return expected !== undefined && actual !== undefined && equalBytes(expected, actual);
}

describe('C01 to C07, C14, C17 one defect each', () => {
  test.each<[string, CmsDefect, readonly string[]]>([
    ['C01', 'signed-attributes-absent', ['signed-attributes-present CMS_SIGNED_ATTRIBUTES_ABSENT']],
    ['C02', 'content-attached', ['no-embedded-content CMS_CONTENT_EMBEDDED']],
    ['C02', 'message-digest-wrong', []],
    ['C03', 'message-digest-absent', ['message-digest-attribute CMS_MESSAGE_DIGEST_NOT_SINGLE']],
    ['C03', 'message-digest-twice', ['message-digest-attribute CMS_MESSAGE_DIGEST_NOT_SINGLE']],
    [
      'C03',
      'message-digest-two-values',
      ['signed-attributes-der CMS_SIGNED_ATTRIBUTES_NOT_DER', 'message-digest-attribute CMS_MESSAGE_DIGEST_NOT_SINGLE'],
    ],
    ['C03', 'message-digest-length', ['message-digest-attribute CMS_MESSAGE_DIGEST_LENGTH']],
    ['C04', 'content-type-absent', ['content-type CMS_CONTENT_TYPE_NOT_SINGLE']],
    ['C04', 'content-type-twice', ['content-type CMS_CONTENT_TYPE_NOT_SINGLE']],
    ['C04', 'content-type-wrong', ['content-type CMS_CONTENT_TYPE_MISMATCH']],
    ['C06', 'signed-attributes-ber', ['signed-attributes-der CMS_SIGNED_ATTRIBUTES_NOT_DER']],
    ['C06', 'signed-attributes-unsorted', ['signed-attributes-der CMS_SIGNED_ATTRIBUTES_NOT_DER']],
    ['C06', 'indefinite-length', []],
    ['C07', 'digest-mismatch', ['algorithms-consistent CMS_DIGEST_ALGORITHM_MISMATCH']],
    ['C07', 'digest-not-listed', ['algorithms-consistent CMS_DIGEST_ALGORITHM_NOT_LISTED']],
    ['C07', 'algorithm-protection-wrong', ['algorithms-consistent CMS_ALGORITHM_PROTECTION_MISMATCH']],
    ['C14', 'no-signer-info', ['single-signer-info CMS_SIGNER_INFO_NOT_SINGLE']],
    ['C14', 'two-signer-infos', ['single-signer-info CMS_SIGNER_INFO_NOT_SINGLE']],
    ['C17', 'trailing-bytes', ['contents-padding PDF_CONTENTS_PADDING_NOT_ZERO']],
  ])('%s %s', (_, defect, broken) => {
    expect(brokenRules(onlySignature(signed({ defects: [defect] })))).toEqual(broken);
  });

  it('C01 without signed attributes the value covers the file, not attributes that stand in its place', () => {
    const { signedBytes } = onlySignature(signed({ defects: ['signed-attributes-absent'] }));
    expect(Buffer.from(signedBytes ?? []).toString('latin1', 0, 5)).toBe('%PDF-');
    const attributes = signedAttributeSet({ signer }, Buffer.from('content'), OID.data);
    const attack = (_: Uint8Array, length: number): string =>
      `<${Buffer.from(createSignedData({ signer, content: attributes, attached: true, defects: ['signed-attributes-absent'] }))
        .toString('hex')
        .padEnd(length - 2, '0')}>`;
    expect(brokenRules(onlySignature(signed({ contents: attack })))).toEqual([
      'no-embedded-content CMS_CONTENT_EMBEDDED',
      'signed-attributes-present CMS_SIGNED_ATTRIBUTES_ABSENT',
    ]);
  });

  it('C02, C03 a digest that is not the one of the file does not hold', () => {
    expect(onlySignature(signed()).references.map(holds)).toEqual([true]);
    for (const defect of ['message-digest-wrong', 'message-digest-absent', 'message-digest-two-values', 'message-digest-length'] as const) {
      expect(onlySignature(signed({ defects: [defect] })).references.map(holds)).toEqual([false]);
    }
  });

  it('C06 outer BER is told', () => {
    const finding = onlySignature(signed({ defects: ['indefinite-length'] })).format.find((one) => one.rule === 'cms-readable');
    expect(finding).toMatchObject({ holds: true, message: 'Outer encoding: CMS_INDEFINITE_LENGTH' });
  });
});

describe('C05 the reference to the signing certificate', () => {
  test.each<[CmsDefect | 'none', readonly string[]]>([
    ['none', ['signing-certificate-v2']],
    ['signing-certificate-absent', []],
    ['signing-certificate-twice', []],
    ['signing-certificate-wrong-hash', ['signing-certificate-v2']],
    ['signing-certificate-versions-disagree', ['signing-certificate-v2', 'signing-certificate']],
  ])('%s', (defect, attributes) => {
    const { certificateReferences, level } = onlySignature(signed(defect === 'none' ? {} : { defects: [defect] }));
    expect(certificateReferences.map((one) => one.attribute)).toEqual(attributes);
    expect(level === 'PAdES-BASELINE-B').toBe(defect === 'none');
  });
});

describe('C15 time-stamps in unsigned attributes', () => {
  it('the imprint is that of this signature, whatever the token is for', () => {
    const foreign = signatureTimestampAttribute(Buffer.from('another signature'), timestamp);
    const signature = onlySignature(signed({ cms: { unsigned: () => [foreign] }, reserved: 12_288 }));
    const [found] = signature.timestamps;
    expect(found?.kind).toBe('signature-timestamp');
    expect(
      Buffer.from(found?.imprints.get('SHA-256') ?? []).equals(digestOf('SHA-256', signature.signatureValue ?? new Uint8Array())),
    ).toBe(true);
  });

  it('the same token twice is two time-stamps with one id', () => {
    const twice = onlySignature(
      signed({
        cms: { unsigned: (value) => Array<Uint8Array>(2).fill(signatureTimestampAttribute(value, timestamp)) },
        reserved: 20_000,
      }),
    );
    expect(twice.timestamps).toHaveLength(2);
    expect(new Set(twice.timestamps.map((one) => one.id)).size).toBe(1);
  });

  it('10,000 attributes are read, 10,000 time-stamps are too many', () => {
    const some = Array.from({ length: 10_000 }, (_, index) => attribute(`1.3.6.1.4.1.55555.${index}`, writeNull()));
    const pdf = signed({ cms: { unsigned: () => some }, reserved: 400_000 });
    expect(onlySignature(pdf).attributes.unsigned).toHaveLength(10_000);
    const stamps = Array.from({ length: 10_000 }, (_, index) => attribute(OID.signatureTimestamp, writeInteger(index)));
    expect(codeThrown(() => open(signed({ cms: { unsigned: () => stamps }, reserved: 400_000 })))).toBe('LIMIT_EXCEEDED');
  });
});

describe('C16, C17 what is kept unread', () => {
  it('what stands for a counter-signature and is none is listed, and harms nothing', () => {
    let nested = writeNull();
    for (let level = 0; level < 100; level++) nested = writeSequence(attribute(OID.counterSignature, nested));
    const [signature, counter, ...more] = open(signed({ cms: { unsigned: () => [attribute(OID.counterSignature, nested)] } })).signatures;
    expect(signature?.attributes.unsigned).toEqual([OID.counterSignature]);
    expect([signature && brokenRules(signature), counter && brokenRules(counter), more]).toEqual([
      [],
      ['cms-readable CMS_COUNTER_SIGNATURE_UNREADABLE'],
      [],
    ]);
  });

  it('evidence records are named', () => {
    const records = ['1.2.840.113549.1.9.16.2.49', '1.2.840.113549.1.9.16.2.50'].map((oid) => attribute(oid, writeSequence()));
    expect(onlySignature(signed({ cms: { unsigned: () => records } })).attributes.unsigned).toHaveLength(2);
  });

  it('5,000 certificates are kept as bytes', () => {
    const certificates = Array.from({ length: 5_000 }, (_, index) => writeSequence(writeInteger(index)));
    const signature = onlySignature(signed({ cms: { certificates }, reserved: 60_000 }));
    expect(signature.embedded.certificates).toHaveLength(5_000);
    expect(signature.level).not.toMatch(/BASELINE/);
  });

  it('signed attributes 5,000 levels deep are too deep', () => {
    let deep = writeNull();
    for (let level = 0; level < 5_000; level++) deep = writeSequence(deep);
    const pdf = signed({ cms: { extraSigned: [attribute('1.3.6.1.4.1.55555.1', deep)] }, reserved: 40_000 });
    expect(codeThrown(() => open(pdf))).toBe('LIMIT_EXCEEDED');
  });
});

describe('adbe.pkcs7.sha1', () => {
  const overDigest = (options: { readonly bare?: boolean; readonly wrong?: boolean } = {}) => {
    const contents = (content: Uint8Array): Uint8Array =>
      createSignedData({
        signer,
        content: options.wrong ? Buffer.alloc(20) : digestOf('SHA-1', content),
        attached: true,
        defects: options.bare ? ['signed-attributes-absent'] : [],
      });
    return contents;
  };

  it('signs the digest that the structure holds', () => {
    const make = (options: Parameters<typeof overDigest>[0]) =>
      onlySignature(signField(plainPdf, { subFilter: 'adbe.pkcs7.sha1', signingTime: SIGNING_TIME }, overDigest(options)));
    expect(make({}).references.map(holds)).toEqual([true, true]);
    expect(make({ bare: true }).references.map(holds)).toEqual([true]);
    expect(make({ bare: true }).signedBytes).toHaveLength(20);
    expect(make({ wrong: true }).references.map(holds)).toEqual([false, true]);
    for (const bare of [true, false]) expect(brokenRules(make({ bare }))).toEqual(['format-accepted PDF_FORMAT_SHA_1']);
  });

  it('content of another length is no digest', () => {
    expect(brokenRules(onlySignature(signed({ subFilter: 'adbe.pkcs7.sha1', cms: { attached: true } })))).toContain(
      'no-embedded-content CMS_CONTENT_NOT_A_DIGEST',
    );
  });
});

it('a content time-stamp covers the content', () => {
  const token = createTimestampToken(digestOf('SHA-256', Buffer.from('x')), timestamp);
  const extraSigned = [attribute('1.2.840.113549.1.9.16.2.20', token)];
  const { timestamps, references } = onlySignature(signed({ cms: { extraSigned }, reserved: 20_000 }));
  expect(timestamps.map((one) => one.kind)).toEqual(['content-timestamp']);
  expect(timestamps[0]?.imprints.get('SHA-256')).toEqual(references[0]?.actual);
});

it('a value that is no string is unreadable', () => {
  const value = writeElement(0x24, writeOctetString(Buffer.from('a')));
  expect(
    brokenRules(onlySignature(signed({ contents: (_, length) => `<${Buffer.from(value).toString('hex')}>`.padEnd(length) }))),
  ).toContain('cms-readable CMS_UNREADABLE');
});
