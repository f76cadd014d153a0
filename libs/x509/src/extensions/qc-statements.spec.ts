import { fromHex, readDer, writeOid, writeSequence } from '@sigillum/encoding';
import { describe, expect, it } from 'vitest';
import { QC_STATEMENT, qcProfileOf, readQcStatements } from './qc-statements.js';

const statement = (oid: string, info?: Uint8Array) => writeSequence(writeOid(oid), ...(info ? [info] : []));
const profile = (...statements: Uint8Array[]) => qcProfileOf(readQcStatements(readDer(writeSequence(...statements))));
const types = (...oids: string[]) => statement(QC_STATEMENT.type, writeSequence(...oids.map(writeOid)));

const NOTHING = {
  compliance: false,
  sscd: false,
  pds: [],
  types: [],
  typeOids: [],
  legislation: [],
  identificationMethods: [],
  qscdLegislation: [],
  unknown: [],
};

describe('readQcStatements', () => {
  it('keeps the exact information of each', () => {
    const node = readDer(writeSequence(statement('1.2.3'), statement('1.2.4', fromHex('020105'))));
    expect(readQcStatements(node)).toEqual([{ oid: '1.2.3' }, { oid: '1.2.4', info: fromHex('020105') }]);
  });
});

describe('qcProfileOf (EN 319 412-5)', () => {
  it.each([
    ['no statement', [], {}],
    ['compliance and device', [statement(QC_STATEMENT.compliance), statement(QC_STATEMENT.sscd)], { compliance: true, sscd: true }],
    [
      'a limit in a currency by letters',
      [statement(QC_STATEMENT.limitValue, fromHex('300b1303455552020132020103'))],
      { limitValue: { currency: 'EUR', amount: 50n, exponent: 3 } },
    ],
    [
      'a limit in a currency by number',
      [statement(QC_STATEMENT.limitValue, fromHex('300a020203d2020132020103'))],
      { limitValue: { currency: '978', amount: 50n, exponent: 3 } },
    ],
    ['retention', [statement(QC_STATEMENT.retentionPeriod, fromHex('02010f'))], { retentionYears: 15 }],
    [
      'disclosure statements',
      [statement(QC_STATEMENT.pds, fromHex('301230071601751302656e300716017613026465'))],
      {
        pds: [
          { url: 'u', language: 'en' },
          { url: 'v', language: 'de' },
        ],
      },
    ],
    ['a type', [types('0.4.0.1862.1.6.2')], { types: ['eseal'], typeOids: ['0.4.0.1862.1.6.2'] }],
    [
      'types, one unknown',
      [types('0.4.0.1862.1.6.1', '1.2.3', '0.4.0.1862.1.6.3')],
      { types: ['esign', 'web'], typeOids: ['0.4.0.1862.1.6.1', '1.2.3', '0.4.0.1862.1.6.3'] },
    ],
    ['legislation', [statement(QC_STATEMENT.legislation, fromHex('300413024348'))], { legislation: ['CH'] }],
    ['legislation of the device', [statement(QC_STATEMENT.qscdLegislation, fromHex('300413024348'))], { qscdLegislation: ['CH'] }],
    ['method of identification', [statement(QC_STATEMENT.identificationMethod, writeOid('1.2.3'))], { identificationMethods: ['1.2.3'] }],
    [
      'semantics',
      [statement(QC_STATEMENT.semantics, fromHex('300906022a033003820161'))],
      { semantics: { identifier: '1.2.3', registrationAuthorities: [{ type: 'dns', value: 'a' }] } },
    ],
    ['semantics without information', [statement(QC_STATEMENT.semantics)], {}],
    [
      'payment services',
      [statement(QC_STATEMENT.psd2, fromHex('3021300e300c06022a030c065053505f41530c09417574686f726974790c0458582d41'))],
      { psd2: { roles: [{ oid: '1.2.3', name: 'PSP_AS' }], authorityName: 'Authority', authorityId: 'XX-A' } },
    ],
    ['a statement that is not known', [statement('1.2.3', fromHex('0500'))], { unknown: ['1.2.3'] }],
  ] as [string, Uint8Array[], object][])('%s', (_, statements, expected) => {
    expect(profile(...statements)).toEqual({ ...NOTHING, ...expected });
  });

  it.each([
    ['a type that is a string', statement(QC_STATEMENT.type, fromHex('0c0161'))],
    ['types without information', statement(QC_STATEMENT.type)],
    ['a limit without exponent', statement(QC_STATEMENT.limitValue, fromHex('30081303455552020132'))],
  ])('refuses %s', (_, given) => {
    expect(() => profile(given)).toThrow(expect.objectContaining({ code: 'EXTENSION_MALFORMED' }));
  });
});
