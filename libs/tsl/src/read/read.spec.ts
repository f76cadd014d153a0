import { loadXml } from '@sigillum/containers/xml';
import { createAuthority, type TestService, writeTrustedList } from '@sigillum/testkit';
import { beforeAll, describe, expect, it } from 'vitest';

import { readTrustedList } from './trusted-list.js';

const SINCE = Date.UTC(2020, 0, 1);
const ca = createAuthority({ name: 'CN=Small CA, O=Small Trust, C=XA' });

function textWith(service: Partial<TestService> = {}): string {
  const states = [{ status: 'granted', since: SINCE }];
  const services = [{ type: 'CA/QC', name: 'Small CA', certificates: [ca.certificate], states, ...service }];
  const providers = [{ name: 'Small Trust', tradeName: 'Tiny', services }];
  return writeTrustedList({ territory: 'XA', sequenceNumber: 7, issued: Date.UTC(2026, 5, 1), nextUpdate: null, providers });
}

const read = (text: string) => readTrustedList(Buffer.from(text, 'utf8'));
const stateOf = (text: string) => read(text).providers[0]?.services[0]?.states[0];

function codeOf(text: string): unknown {
  try {
    return read(text).version;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}

beforeAll(loadXml);

describe('a list', () => {
  it('is read with its providers and services', () => {
    expect(read(textWith({ supplyPoints: ['https://ca.example/crl'] }))).toMatchObject({
      version: 6,
      sequenceNumber: 7,
      territory: 'XA',
      nextUpdate: undefined,
      operatorNames: ['Test operator of XA'],
      providers: [{ names: ['Small Trust'], tradeNames: ['Tiny'], services: [{ supplyPoints: ['https://ca.example/crl'] }] }],
    });
  });

  it('spells the United Kingdom and Greece as the lists do', () => {
    const territory = (code: string) => read(textWith().replace('<SchemeTerritory>XA', `<SchemeTerritory>${code}`)).territory;
    expect(['GB', 'gr', 'EE'].map(territory)).toEqual(['UK', 'EL', 'EE']);
  });

  it.each([
    ['no list', '<a/>', 'TL_STRUCTURE'],
    ['a list of another system', textWith().replace('02231/v2#', '02231/v1#'), 'TL_STRUCTURE'],
    [
      'two schemes',
      textWith().replace('<SchemeInformation>', '<SchemeInformation></SchemeInformation><SchemeInformation>'),
      'TL_STRUCTURE',
    ],
    [
      'two sequence numbers',
      textWith().replace('<TSLSequenceNumber>', '<TSLSequenceNumber>9</TSLSequenceNumber><TSLSequenceNumber>'),
      'TL_STRUCTURE',
    ],
    ['a sequence number that is none', textWith().replace('<TSLSequenceNumber>7', '<TSLSequenceNumber>-7'), 'TL_STRUCTURE'],
    ['a day for a time', textWith().replace(/<ListIssueDateTime>[^<]*/, '<ListIssueDateTime>2026-06-01'), 'TL_STRUCTURE'],
    ['a service without a status', textWith().replace(/<ServiceStatus>[^<]*<\/ServiceStatus>/, ''), 'TL_STRUCTURE'],
    ['version 4', textWith().replace('<TSLVersionIdentifier>6', '<TSLVersionIdentifier>4'), 'TL_VERSION_UNSUPPORTED'],
    [
      'an unknown critical extension of the scheme',
      textWith().replace(
        '</SchemeInformation>',
        '<SchemeExtensions><Extension Critical="true"><X/></Extension></SchemeExtensions></SchemeInformation>',
      ),
      'TL_CRITICAL_EXTENSION',
    ],
    [
      'an unknown critical extension of a provider',
      textWith().replace(
        '</TSPInformation>',
        '<TSPInformationExtensions><Extension Critical="1"><X/></Extension></TSPInformationExtensions></TSPInformation>',
      ),
      'TL_CRITICAL_EXTENSION',
    ],
    [
      'an unknown extension that is not critical',
      textWith().replace(
        '</SchemeInformation>',
        '<SchemeExtensions><Extension Critical="false"><X/></Extension></SchemeExtensions></SchemeInformation>',
      ),
      6,
    ],
  ])('%s', (_, text, code) => expect(codeOf(text)).toBe(code));
});

describe('a state of a service', () => {
  it('has its extensions, the unknown critical ones by name', () => {
    const states = [
      {
        status: 'granted',
        since: SINCE,
        information: ['ForeSignatures', 'ForeSeals'],
        expiredCertsRevocationInfo: Date.UTC(2019, 0, 1),
        takenOverBy: 'Other Trust',
        unknownCritical: true,
      },
    ];
    const information = 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/';
    expect(stateOf(textWith({ states }))).toMatchObject({
      additionalInformation: [`${information}ForeSignatures`, `${information}ForeSeals`],
      expiredCertsRevocationInfo: Date.UTC(2019, 0, 1),
      takenOverBy: 'Other Trust',
      unknownCritical: ['Unheard'],
    });
  });

  it('has its qualifiers with all kinds of criteria', () => {
    const inner = { assert: 'none', policySets: [['1.2.3', '1.2.4']] } as const;
    const criteria = {
      assert: 'atLeastOne',
      keyUsage: [{ nonRepudiation: true, crlSign: false }],
      extendedKeyUsage: [['1.3.6.1.5.5.7.3.4']],
      subjectAttributes: [['2.5.4.42']],
      lists: [inner],
      unknown: true,
    } as const;
    const states = [{ status: 'granted', since: SINCE, qualifications: [{ qualifiers: ['QCWithQSCD', 'QCForESig'], criteria }] }];
    expect(stateOf(textWith({ states }).replaceAll('Critical="true"', 'Critical="false"'))?.qualifications[0]).not.toHaveProperty(
      'critical',
    );
    expect(stateOf(textWith({ states }))?.qualifications).toEqual([
      {
        critical: true,
        qualifiers: ['QCWithQSCD', 'QCForESig'].map((one) => `http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/${one}`),
        criteria: {
          assert: 'atLeastOne',
          keyUsage: [
            [
              { bit: 'nonRepudiation', value: true },
              { bit: 'cRLSign', value: false },
            ],
          ],
          policySets: [],
          lists: [
            {
              assert: 'none',
              keyUsage: [],
              policySets: [['1.2.3', '1.2.4']],
              lists: [],
              extendedKeyUsage: [],
              subjectAttributes: [],
              qcStatements: [],
              unknown: [],
            },
          ],
          extendedKeyUsage: [['1.3.6.1.5.5.7.3.4']],
          subjectAttributes: [['2.5.4.42']],
          qcStatements: [],
          unknown: ['Unheard'],
        },
      },
    ]);
    expect(stateOf(textWith({ states }).replace('assert="none"', 'assert="most"'))?.qualifications[0]?.criteria.lists[0]?.unknown).toEqual([
      'assert=most',
    ]);
  });

  it('a criterion that asks for nothing is not taken for one that is met', () => {
    const criteria = { assert: 'all', policySets: [[]], extendedKeyUsage: [[]] } as const;
    const states = [{ status: 'granted', since: SINCE, qualifications: [{ qualifiers: ['QCWithQSCD'], criteria }] }];
    expect(stateOf(textWith({ states }))?.qualifications[0]?.criteria.unknown).toEqual(['empty PolicySet', 'empty ExtendedKeyUsage']);
  });

  it('keeps what is no readable identity by name', () => {
    const id =
      '<DigitalId><X509Certificate>AAAA</X509Certificate></DigitalId><DigitalId><X509SubjectName>CN=x</X509SubjectName></DigitalId>';
    const text = textWith({ certificates: [] }).replace(
      '<ServiceDigitalIdentity>',
      `<ServiceDigitalIdentity>${id}<DigitalId><X509SKI>AQI=</X509SKI></DigitalId>`,
    );
    expect(stateOf(text)?.identity).toEqual({
      certificates: [],
      subjectName: undefined,
      subjectKeyIdentifier: Buffer.of(1, 2),
      other: ['X509Certificate: unreadable'],
      subjectNameText: 'CN=x',
    });
  });
});
