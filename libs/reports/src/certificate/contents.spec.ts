import { fromHex, writeOid, writeSequence } from '@sigillum/encoding';
import { createAuthority, issue } from '@sigillum/testkit';
import { parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { contentsOf } from './contents.js';
import { contentsLines, remarkLines } from './contents-text.js';

const authority = createAuthority({ name: 'CN=CA, ORGID=NTRDE-HRB 1, O=Provider, C=DE', algorithm: 'P-256' });
const statement = (arc: string, info?: string): Uint8Array => writeSequence(writeOid(arc), ...(info === undefined ? [] : [fromHex(info)]));

const STATEMENTS = [
  statement('0.4.0.1862.1.1'),
  statement('0.4.0.1862.1.2', '300b1303455552020132020103'),
  statement('0.4.0.1862.1.3', '02010f'),
  statement('0.4.0.1862.1.4'),
  statement('0.4.0.1862.1.5', '300930071601751302656e'),
  writeSequence(writeOid('0.4.0.1862.1.6'), writeSequence(writeOid('0.4.0.1862.1.6.1'))),
  writeSequence(writeOid('1.3.6.1.5.5.7.11.2'), writeSequence(writeOid('0.4.0.194121.1.1'))),
  statement('0.4.0.19495.2', '3021300e300c06022a030c065053505f41530c09417574686f726974790c0458582d41'),
  statement('1.2.3'),
];

function made(name: string, qcStatements: readonly Uint8Array[]) {
  return contentsOf(parseCertificate(issue(authority, { name, serialNumber: 0x1234n, profile: { qcStatements } }).certificate));
}

describe('what stands in a certificate', () => {
  const contents = made('CN=Jo\u202e, PSEUDONYM=J, SERIALNUMBER=PNOEE-38001085718, C=EE', STATEMENTS);

  it('is read out for programs', () => {
    expect(contents).toMatchObject({
      subject: {
        name: 'Jo\u202e',
        pseudonym: 'J',
        identifiers: [
          {
            attribute: 'serialNumber',
            value: 'PNOEE-38001085718',
            type: 'PNO',
            meaning: 'national personal number',
            country: 'EE',
            identifier: '38001085718',
          },
        ],
      },
      issuer: { name: 'CA', identifiers: [{ attribute: 'organizationIdentifier', type: 'NTR', country: 'DE', identifier: 'HRB 1' }] },
      serialNumber: '1234',
      statements: {
        compliance: true,
        device: true,
        types: ['esign'],
        legislation: [],
        disclosure: [{ url: 'u', language: 'en' }],
        retentionYears: 15,
        limit: { currency: 'EUR', amount: '50', exponent: 3 },
        semantics: 'natural',
        paymentServices: { roles: [{ oid: '1.2.3', name: 'PSP_AS' }], authorityName: 'Authority', authorityId: 'XX-A' },
        unknown: ['1.2.3'],
      },
    });
    expect(JSON.parse(JSON.stringify(contents))).toEqual(contents);
  });

  it('is read out for people, with nothing that steers a terminal', () => {
    expect(contentsLines(contents)).toEqual([
      'Holder: Jo· (a pseudonym: J)',
      '  national personal number of EE: 38001085718',
      'Issuer: CA',
      '  number in a national trade register of DE: HRB 1',
      'It says of itself: qualified by EU law for signatures, with the key in a qualified device.',
      '  limit of a transaction: 50 · 10^3 EUR',
      '  records are kept for 15 years after its end',
      '  payment services (PSP_AS), under Authority (XX-A)',
      '  terms (en): u',
    ]);
  });

  it('claims of another law are not called EU law, and no claim is one', () => {
    const swiss = [statement('0.4.0.1862.1.1'), statement('0.4.0.1862.1.7', '300413024348')];
    expect(contentsLines(made('X', swiss))).toContain('It says of itself: qualified by the law of CH.');
    expect(contentsLines(made('X', [statement('1.2.3')]))).toContain('It does not say that it is qualified; its purpose is not said.');
    const { certificate } = issue(authority, { name: 'X', profile: {} });
    const bare = contentsOf(parseCertificate(certificate));
    expect(bare.statements).toBeUndefined();
    expect(contentsLines(bare)).toContain('It says nothing of being qualified.');
  });

  it('statements that cannot be read are said to be so', () => {
    const broken = made('X', [statement('0.4.0.1862.1.1'), statement('0.4.0.1862.1.6', '0c0161')]);
    expect(broken.statements).toMatchObject({ error: { code: 'EXTENSION_MALFORMED' } });
    expect(contentsLines(broken).join('\n')).toContain("can't be read");
  });
});

describe('remarks', () => {
  it('a binding that was not checked is not passed over', () => {
    const profile = { holder: 'web', findings: [] } as const;
    const qwac = { profile: '2-QWAC', qualified: true } as const;
    const [second] = remarkLines({ qwac, profile });
    expect(second).toBe(
      'By its content a 2-QWAC (TS 119 411-5), qualified by the trusted lists; its binding to a TLS certificate was not checked.',
    );
    const [bound] = remarkLines({ qwac, tlsBinding: { ok: true }, profile });
    expect(bound).toContain('; the TLS certificate that was handed in is bound to it.');
    const [broken] = remarkLines({ qwac, tlsBinding: { ok: false, code: 'TLS_BINDING_EXPIRED', message: 'Over.' }, profile });
    expect(broken).toContain('; THE TLS CERTIFICATE IS NOT BOUND TO IT: Over. (TLS_BINDING_EXPIRED)');
    const [none] = remarkLines({ qwac: { profile: undefined, qualified: false }, profile });
    expect(none).toContain('neither a 1-QWAC nor a 2-QWAC (TS 119 411-5), not shown to be qualified');
  });
});
