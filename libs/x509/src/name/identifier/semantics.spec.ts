import { createAuthority } from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { parseCertificate } from '../../certificate/parse-certificate.js';
import { readSemanticIdentifier, SEMANTICS, semanticsName } from './semantics.js';
import { identifiersOf } from './subject-identifiers.js';

describe('identifiers with semantics (EN 319 412-1 5.1)', () => {
  it.each([
    ['natural', 'PASSK-P3000180', 'PAS', 'SK', 'P3000180', 'passport number'],
    ['natural', 'IDCBE-590082394654', 'IDC', 'BE', '590082394654', 'national identity card number'],
    ['natural', 'PNOEE-38001085718', 'PNO', 'EE', '38001085718', 'national personal number'],
    ['natural', 'TINIT-RSSMRA80A01', 'TIN', 'IT', 'RSSMRA80A01', 'tax identification number'],
    ['natural', 'EI:SE-200007292386', 'EI', 'SE', '200007292386', undefined],
    ['legal', 'VATBE-0876866142', 'VAT', 'BE', '0876866142', 'value added tax number'],
    ['legal', 'NTRGB-12345678', 'NTR', 'GB', '12345678', 'number in a national trade register'],
    ['legal', 'PSDFI-FINFSA-1234567-8', 'PSD', 'FI', 'FINFSA-1234567-8', 'authorisation number of a payment service provider'],
    ['legal', 'LEIXG-529900T8BM49AURSDO55', 'LEI', 'XG', '529900T8BM49AURSDO55', 'legal entity identifier'],
  ] as const)('%s %s', (person, text, type, country, identifier, meaning) => {
    expect(readSemanticIdentifier(text, person)).toEqual({ type, country, identifier, meaning });
  });

  it.each([
    ['natural', 'VATBE-0876866142'],
    ['legal', 'PNOEE-38001085718'],
    ['natural', '38001085718'],
    ['natural', 'PNOEE38001085718'],
    ['natural', 'pnoee-38001085718'],
    ['natural', 'PNOEE-'],
    ['natural', 'XYZEE-1'],
    ['legal', 'toString-1'],
  ] as const)('%s: %s is not of that form', (person, text) => {
    expect(readSemanticIdentifier(text, person)).toBeUndefined();
  });

  it('names the grammars', () => {
    expect(Object.values(SEMANTICS).map(semanticsName)).toEqual(['natural', 'legal', 'eidasNatural', 'eidasLegal']);
    expect(semanticsName('1.2.3')).toBeUndefined();
  });

  it('reads those of a name, an organisation in a serialNumber too', () => {
    const name = 'CN=A, SERIALNUMBER=7, ORGID=VATDE-1, SERIALNUMBER=NTRDE-HRB1, O=PNOEE-1';
    const { subject } = parseCertificate(createAuthority({ name, algorithm: 'P-256' }).certificate);
    expect(identifiersOf(subject).map(({ attribute, value, read }) => [attribute, value, read?.type])).toEqual([
      ['serialNumber', 'NTRDE-HRB1', 'NTR'],
      ['organizationIdentifier', 'VATDE-1', 'VAT'],
      ['serialNumber', '7', undefined],
    ]);
  });
});
