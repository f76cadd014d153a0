import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex, writeNull, writeOid, writeSequence } from '@sigillum/encoding';
import { type Authority, createAuthority, extension, type ExtensionProfile, issue, type IssueOptions } from '@sigillum/testkit';
import { parseCertificate } from '@sigillum/x509';
import { describe, expect, it } from 'vitest';
import { lintCertificate } from './lint-certificate.js';
import { profileTable } from './profile-table.js';
import { PROFILE_RULES } from './rules/index.js';
import type { Holder } from './subject.js';

const ISSUED = Date.UTC(2024, 0, 1);
const authority = createAuthority({ name: 'CN=CA, O=Provider, C=SE', algorithm: 'P-256' });

const statement = (arc: string, info?: Uint8Array): Uint8Array => writeSequence(writeOid(arc), ...(info ? [info] : []));
const type = (...oids: readonly string[]): Uint8Array => statement('0.4.0.1862.1.6', writeSequence(...oids.map((oid) => writeOid(oid))));
const ia5 = (text: string): string => `16${text.length.toString(16).padStart(2, '0')}${Buffer.from(text).toString('hex')}`;
const sequence = (hex: string): string => `30${(hex.length / 2).toString(16).padStart(2, '0')}${hex}`;
const pds = (url: string, language: string): Uint8Array =>
  statement('0.4.0.1862.1.5', fromHex(sequence(sequence(ia5(url) + ia5(language).replace(/^16/, '13')))));
const semantics = (arc: number): Uint8Array => statement('1.3.6.1.5.5.7.11.2', writeSequence(writeOid(`0.4.0.194121.1.${arc}`)));

const COMPLIANCE = statement('0.4.0.1862.1.1');
const DISCLOSURE = pds('https://pds.example/en', 'en');
const ESIGN = type('0.4.0.1862.1.6.1');
const ESEAL = type('0.4.0.1862.1.6.2');
const WEB = type('0.4.0.1862.1.6.3');

/** What all sound certificates have. */
const SOUND: ExtensionProfile = {
  crlUrls: ['http://crl.example/ca.crl'],
  ocspUrls: ['http://ocsp.example'],
  caIssuersUrls: ['http://ca.example/ca.cer'],
};
const PERSON: Made = {
  name: 'CN=Jo Doe, SN=Doe, GN=Jo, SERIALNUMBER=PNOSE-1, C=SE',
  profile: {
    ...SOUND,
    keyUsage: ['nonRepudiation'],
    policies: ['0.4.0.194112.1.0'],
    qcStatements: [COMPLIANCE, ESIGN, DISCLOSURE, semantics(1)],
  },
};
const ORGANISATION: Made = {
  name: 'CN=Org, ORGID=VATSE-1, O=Org AB, C=SE',
  profile: { ...PERSON.profile, policies: ['0.4.0.194112.1.1'], qcStatements: [COMPLIANCE, ESEAL, DISCLOSURE, semantics(2)] },
};
const SITE: Made = {
  name: 'CN=www.example, O=Org AB, C=SE',
  profile: {
    ...SOUND,
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
    policies: ['0.4.0.194112.1.5'],
    subjectAltName: [{ dns: 'www.example' }],
    qcStatements: [COMPLIANCE, WEB, DISCLOSURE],
  },
};

type Made = Partial<IssueOptions> & { readonly name: string; readonly profile: ExtensionProfile };

function lint({ profile, ...options }: Made, issuer: Authority = authority) {
  const content = { algorithm: 'P-256', notBefore: ISSUED, ...options, profile } as const;
  return lintCertificate(parseCertificate(issue(issuer, content).certificate));
}

const idsOf = (made: Made, issuer?: Authority): string[] => lint(made, issuer).findings.map(({ id }) => id);

/** A certificate that differs from the sound one in its extensions. */
const but = (made: Made, profile: ExtensionProfile): Made => ({ ...made, profile: { ...made.profile, ...profile } });
const stating = (made: Made, ...qcStatements: readonly Uint8Array[]): Made => but(made, { qcStatements });
const adding = (made: Made, ...more: readonly Uint8Array[]): Made => stating(made, ...(made.profile.qcStatements ?? []), ...more);
const named = (made: Made, name: string): Made => ({ ...made, name });
/** With one more extension, as it stands. */
const raw = (made: Made, oid: string, critical: boolean, value: Uint8Array): Made => but(made, { raw: [extension(oid, critical, value)] });
const without = ({ profile, ...made }: Made, field: keyof ExtensionProfile): Made => {
  const { [field]: _, ...rest } = profile;
  return { ...made, profile: rest };
};

/** Somebody whose certificate does not say that it is qualified, and one that says so under the law of Switzerland. */
const UNQUALIFIED = but(stating(PERSON, ESIGN), { policies: ['1.2.3'] });
const FOREIGN = but(stating(PERSON, COMPLIANCE, ESIGN, statement('0.4.0.1862.1.7', fromHex('300413024348'))), { policies: ['1.2.3'] });
const OF_OTHERS = stating(PERSON, COMPLIANCE, ESIGN, DISCLOSURE, semantics(2));
const STATUSLESS = without(without(PERSON, 'crlUrls'), 'ocspUrls');
const IDENTIFIER = ['legal.identifier-differs', 'identifier.legal-form'];

type Case = readonly [id: string, made: Made, issuer?: Authority | undefined, also?: readonly string[]];

const CASES: readonly Case[] = [
  ['encoding.der', raw(PERSON, '1.2.3', false, fromHex('0101aa'))],
  ['encoding.extensions', raw(PERSON, '2.5.29.46', false, fromHex('0500'))],
  ['encoding.extensions-once', but(PERSON, { raw: [1, 2].map(() => extension('1.2.3', false, writeNull())) })],
  ['encoding.algorithms-equal', { ...PERSON, tbsSignatureIdentifier: writeSequence(writeOid('1.2.840.10045.4.3.3')) }],
  ['encoding.serial-number', { ...PERSON, serialNumber: -5n }],
  ['encoding.validity', { ...PERSON, notAfter: ISSUED - 1_000 }],
  ['name.country', named(PERSON, 'CN=Jo Doe, SN=Doe, SERIALNUMBER=PNOSE-1, C=se')],
  ['natural.subject-attributes', named(PERSON, 'CN=Jo Doe, SN=Doe, SERIALNUMBER=PNOSE-1')],
  ['natural.subject-attributes', named(PERSON, 'CN=Jo Doe, SERIALNUMBER=PNOSE-1, C=SE')],
  ['natural.subject-once', named(PERSON, 'CN=Jo, CN=Doe, PSEUDONYM=J, C=SE')],
  ['natural.pseudonym', named(PERSON, 'CN=Jo, SN=Doe, GN=Jo, PSEUDONYM=J, C=SE')],
  ['legal.subject-attributes', named(ORGANISATION, 'CN=Org, O=Org AB, C=SE')],
  ['legal.subject-once', named(ORGANISATION, 'CN=Org, ORGID=VATSE-1, O=Org AB, O=Org, C=SE')],
  [
    'legal.identifier-differs',
    named(without(ORGANISATION, 'qcStatements'), 'CN=Org, ORGID=org ab, O=Org AB, C=SE'),
    undefined,
    ['statements.compliance'],
  ],
  ['identifier.natural-form', named(PERSON, 'CN=Jo, SN=Doe, SERIALNUMBER=1234, C=SE')],
  ['identifier.legal-form', named(ORGANISATION, 'CN=Org, ORGID=1234, O=Org AB, C=SE')],
  ['issuer.attributes', PERSON, createAuthority({ name: 'CN=CA', algorithm: 'P-256' })],
  ['extension.authorityKeyIdentifier', { ...PERSON, keyIdentifiers: false }],
  ['extension.keyUsage', but(PERSON, { keyUsage: false })],
  ['extension.certificatePolicies', without(PERSON, 'policies'), undefined, ['policies.qualified']],
  ['extension.authorityInfoAccess', without(without(PERSON, 'ocspUrls'), 'caIssuersUrls')],
  ['extension.no-policyMappings', but(PERSON, { policyMappings: [{ issuerDomain: '1.2.3', subjectDomain: '1.2.4' }] })],
  ['extension.no-nameConstraints', but(PERSON, { nameConstraints: { permitted: [{ dns: 'example' }] } })],
  ['extension.no-policyConstraints', but(PERSON, { policyConstraints: { requireExplicit: 0 } })],
  ['extension.no-inhibitAnyPolicy', raw(PERSON, '2.5.29.54', true, fromHex('020100'))],
  [
    'extension.certificatePolicies-not-critical',
    raw(without(PERSON, 'policies'), '2.5.29.32', true, fromHex('300b3009060704008bec400100')),
  ],
  ['extension.subjectAltName-not-critical', raw(PERSON, '2.5.29.17', true, fromHex('30038201 61'.replace(' ', '')))],
  ['extension.issuerAltName-not-critical', raw(PERSON, '2.5.29.18', true, fromHex('3003820161'))],
  ['extension.extendedKeyUsage-not-critical', raw(PERSON, '2.5.29.37', true, fromHex('300406022a03'))],
  [
    'extension.crlDistributionPoints-not-critical',
    raw(without(PERSON, 'crlUrls'), '2.5.29.31', true, fromHex('3010300ea00ca00a8608687474703a2f2f61')),
  ],
  [
    'extension.qcStatements-not-critical',
    raw(without(PERSON, 'qcStatements'), '1.3.6.1.5.5.7.1.3', true, writeSequence(COMPLIANCE, ESIGN, DISCLOSURE)),
  ],
  ['extension.status-address', without(without(PERSON, 'crlUrls'), 'ocspUrls')],
  ['extension.crl-scheme', but(PERSON, { crlUrls: ['https://crl.example/ca.crl'] })],
  ['extension.ca-issuers', without(PERSON, 'caIssuersUrls')],
  ['extension.ca-issuers', but(PERSON, { caIssuersUrls: ['ldap://ca.example'] })],
  ['usage.commitment', but(PERSON, { keyUsage: ['digitalSignature'] })],
  ['usage.commitment', but(ORGANISATION, { keyUsage: ['digitalSignature', 'keyEncipherment'] })],
  ['usage.commitment', but(PERSON, { keyUsage: ['nonRepudiation', 'dataEncipherment'] }), undefined, ['usage.commitment-alone']],
  ['usage.commitment-alone', but(PERSON, { keyUsage: ['nonRepudiation', 'digitalSignature'] })],
  ['usage.other-purpose', but(PERSON, { extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'] })],
  ['usage.web-purpose', but(SITE, { extendedKeyUsage: ['1.3.6.1.5.5.7.3.2'] })],
  ['web.alternative-name', without(SITE, 'subjectAltName')],
  ['statements.compliance', stating(PERSON, ESIGN, DISCLOSURE)],
  ['statements.type', stating(ORGANISATION, COMPLIANCE, DISCLOSURE)],
  ['statements.type-signature', stating(PERSON, COMPLIANCE, DISCLOSURE)],
  ['statements.type-once', stating(PERSON, COMPLIANCE, DISCLOSURE, type('0.4.0.1862.1.6.1', '0.4.0.1862.1.6.2')), undefined],
  ['statements.type-once', stating(PERSON, COMPLIANCE, DISCLOSURE, type('1.2.3'))],
  ['statements.disclosure', stating(PERSON, COMPLIANCE, ESIGN)],
  ['statements.disclosure', stating(PERSON, COMPLIANCE, ESIGN, pds('https://pds.example/sv', 'sv'))],
  ['statements.disclosure-address', stating(PERSON, COMPLIANCE, ESIGN, pds('http://pds.example/en', 'en'))],
  ['statements.limit', adding(PERSON, statement('0.4.0.1862.1.2', fromHex('300b13034555520201320201ff')))],
  ['statements.limit-currency', adding(PERSON, statement('0.4.0.1862.1.2', fromHex('300a020203d2020132020103')))],
  ['statements.retention', adding(PERSON, statement('0.4.0.1862.1.3', fromHex('020100')))],
  ['statements.legislation', adding(PERSON, statement('0.4.0.1862.1.7', fromHex('300413026368')))],
  ['policies.qualified', but(PERSON, { policies: ['1.2.3'] })],
  ['policies.consistent', but(PERSON, { policies: ['0.4.0.194112.1.1'] })],
  ['policies.consistent', but(PERSON, { policies: ['0.4.0.194112.1.2'] })],
  ['cryptography.key-length', { ...PERSON, algorithm: 'RSA-1024' }],
  ['cryptography.digest', PERSON, createAuthority({ name: 'CN=CA, O=Provider, C=SE', algorithm: 'RSA-2048', scheme: { digest: 'SHA-1' } })],
];

describe('the profiles of EN 319 412', () => {
  it.each<[Holder, Made]>([
    ['natural', PERSON],
    ['legal', ORGANISATION],
    ['web', SITE],
  ])('have nothing against a sound certificate: %s', (holder, made) => {
    expect(lint(made)).toEqual({ holder, findings: [] });
  });

  it.each(CASES.map(([id, made, issuer, also = []]) => ({ id, made, issuer, also })))('$id', ({ id, made, issuer, also }) => {
    expect(idsOf(made, issuer).sort()).toEqual([id, ...also].sort());
  });

  it.each<[string, Made, readonly string[]]>([
    ['what is of qualified certificates is not asked of others', but(UNQUALIFIED, { keyUsage: ['digitalSignature'] }), []],
    ['nor of those that are qualified under the law of another country', but(FOREIGN, { keyUsage: ['digitalSignature'] }), []],
    [
      'key usage of type F',
      but(PERSON, { keyUsage: ['nonRepudiation', 'digitalSignature', 'keyEncipherment'] }),
      ['usage.commitment-alone'],
    ],
    [
      'key usage of no type',
      but(PERSON, { keyUsage: ['nonRepudiation', 'keyEncipherment'] }),
      ['usage.commitment', 'usage.commitment-alone'],
    ],
    ['TLS binding is a purpose of a web site', but(SITE, { extendedKeyUsage: ['0.4.0.194115.1.0'] }), []],
    ['an address is a name of a web site', but(SITE, { subjectAltName: [{ ip: Uint8Array.of(192, 0, 2, 1) }] }), []],
    ['a web site under no policy for such', without(but(SITE, { policies: ['1.2.3'] }), 'subjectAltName'), ['policies.qualified']],
    [
      'two types, neither of which the policy can contradict',
      stating(ORGANISATION, COMPLIANCE, DISCLOSURE, type('0.4.0.1862.1.6.1', '0.4.0.1862.1.6.2')),
      ['statements.type-once'],
    ],
    ['a pseudonym beside a given name alone', named(PERSON, 'CN=Jo, GN=Jo, PSEUDONYM=J, C=SE'), []],
    ['an identifier that is the name in other letters', named(ORGANISATION, 'CN=Org, ORGID=Org AB, O=org ab, C=SE'), IDENTIFIER],
    ['a number of no form under the semantics of others', named(OF_OTHERS, 'CN=Jo, SN=Doe, SERIALNUMBER=1234, C=SE'), []],
    ['an organisation without a common name', named(ORGANISATION, 'ORGID=VATSE-1, O=Org AB, C=SE'), ['legal.subject-attributes']],
    ['a responder and no CRL', without(PERSON, 'crlUrls'), []],
    ['a CRL and no responder', without(PERSON, 'ocspUrls'), []],
    ['no status is needed: short-term', raw(STATUSLESS, '0.4.0.194121.2.1', false, writeNull()), []],
    ['no status is needed: noRevAvail', raw(STATUSLESS, '2.5.29.56', false, writeNull()), []],
    ['English in capitals', stating(PERSON, COMPLIANCE, ESIGN, pds('https://pds.example/en', 'EN')), []],
    ['the law of no country', adding(PERSON, statement('0.4.0.1862.1.7', fromHex('3000'))), ['statements.legislation']],
    ['a country of three letters', adding(PERSON, statement('0.4.0.1862.1.7', fromHex('30051303434845'))), ['statements.legislation']],
  ])('%s', (_, made, ids) => {
    expect(idsOf(made)).toEqual(ids);
  });

  it.each<[Holder, string, Made]>([
    ['other', 'a time-stamping unit, whatever its QcType', but(PERSON, { extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'] })],
    [
      'legal',
      'two types tell nothing, the policy does',
      but(stating(PERSON, type('0.4.0.1862.1.6.1', '0.4.0.1862.1.6.2')), { policies: ['0.4.0.194112.1.3'] }),
    ],
    ['web', 'the policy, where there is no type', { name: 'CN=X, GN=Jo', profile: { policies: ['0.4.0.194112.1.4'] } }],
    ['web', 'serverAuth, where there is no type', { name: 'CN=X, GN=Jo', profile: { extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'] } }],
    ['web', 'TLS binding, where there is no type', { name: 'CN=X, GN=Jo', profile: { extendedKeyUsage: ['0.4.0.194115.1.0'] } }],
    ['legal', 'the policy before the name', { name: 'CN=X, GN=Jo', profile: { policies: ['0.4.0.194112.1.1'] } }],
    ['natural', 'the policy before the name', { name: 'CN=X, ORGID=VATSE-1', profile: { policies: ['0.4.0.194112.1.2'] } }],
    ['natural', 'the name', { name: 'CN=X, SN=Doe', profile: {} }],
    ['legal', 'the name', { name: 'CN=X, ORGID=VATSE-1', profile: {} }],
    ['natural', 'qualified, and nothing else', { name: 'CN=X', profile: { qcStatements: [COMPLIANCE] } }],
    ['other', 'nothing', { name: 'CN=X', profile: {} }],
  ])('takes it for one of the part %s by %s', (holder, _, made) => {
    expect(lint(made).holder).toBe(holder);
  });

  it('measures the issuer by its name, and asks no self-issued one for the key of another', () => {
    expect(idsOf(PERSON, createAuthority({ name: 'CN=CA, C=SE', algorithm: 'P-256' }))).toEqual(['issuer.attributes']);
    expect(idsOf(PERSON, createAuthority({ name: 'CN=CA, O=Provider, C=se', algorithm: 'P-256' }))).toEqual(['name.country']);
    const name = 'CN=Jo Doe, SN=Doe, GN=Jo, O=Own, C=SE';
    expect(idsOf({ ...PERSON, name, keyIdentifiers: false }, createAuthority({ name, algorithm: 'P-256' }))).toEqual([]);
  });

  it('measures by it from the day of the Regulation on', () => {
    const first = Date.UTC(2016, 5, 30, 22);
    const bare = { name: 'CN=X, SN=Y', profile: {} };
    expect(idsOf({ ...bare, notBefore: first - 1000 })).toEqual([]);
    expect(idsOf({ ...bare, notBefore: first })).toContain('natural.subject-attributes');
  });

  it('names the gravest first', () => {
    const made = but(PERSON, { keyUsage: ['nonRepudiation', 'digitalSignature'], policies: ['0.4.0.194112.1.1'] });
    expect(lint({ ...made, algorithm: 'RSA-1024' }).findings.map(({ severity }) => severity)).toEqual(['error', 'warning', 'notice']);
  });

  it('every rule has a case, but for those that no certificate can be made for here', () => {
    const covered = new Set(CASES.map(([id]) => id));
    expect(PROFILE_RULES.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([
      'encoding.time-form',
      'encoding.issuer',
      'encoding.version',
    ]);
    expect(new Set(PROFILE_RULES.map(({ id }) => id)).size).toBe(PROFILE_RULES.length);
  });

  it('a rule whose field cannot be read is said not to have run', () => {
    const { findings } = lint(stating(PERSON, COMPLIANCE, statement('0.4.0.1862.1.6', fromHex('0c0161'))));
    expect(findings.filter(({ outcome }) => outcome === 'broken').map(({ id }) => id)).toEqual(['encoding.extensions']);
    expect(findings.filter(({ outcome }) => outcome === 'not-run').map(({ id }) => id)).toContain('statements.disclosure');
  });

  it('does not measure authorities, services and certificates of the Directive by it', () => {
    const bare = { name: 'CN=X', profile: {} };
    expect(idsOf({ ...PERSON, ...bare, name: 'CN=X, SN=Y', notBefore: Date.UTC(2014, 0, 1) })).toEqual([]);
    expect(lint({ ...bare, profile: { basicConstraints: { ca: true } } })).toMatchObject({ holder: 'authority', findings: [] });
    expect(lint({ ...bare, profile: { extendedKeyUsage: ['1.3.6.1.5.5.7.3.9'] } })).toMatchObject({ holder: 'other', findings: [] });
  });

  it('are listed in the documentation as they stand here', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../../docs/certificate-profile.md'), 'utf8');
    expect(page).toContain(profileTable());
  });
});
