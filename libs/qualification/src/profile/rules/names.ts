import { canonicalText, type DistinguishedName, identifiersOf, oidName, semanticsName } from '@sigillum/x509';
import { HOLDERS, type ProfileRule, when } from '../rule.js';
import { ATTRIBUTE } from '../subject.js';

function valuesOf(name: DistinguishedName, oid: string): string[] {
  return name.rdns.flat().flatMap((attribute) => (attribute.oid === oid ? [attribute.value] : []));
}

const isThere = (name: DistinguishedName, oid: string): boolean => valuesOf(name, oid).length > 0;
const named = (oids: readonly string[]): string => oids.map(oidName).join(', ');

function lacking(name: DistinguishedName, oids: readonly string[], whose: string): string | undefined {
  const missing = oids.filter((oid) => !isThere(name, oid));
  return when(missing.length > 0, `The ${whose} has no ${named(missing)}`);
}

function repeated(name: DistinguishedName, oids: readonly string[]): string | undefined {
  const twice = oids.filter((oid) => valuesOf(name, oid).length > 1);
  return when(twice.length > 0, `The subject has more than one ${named(twice)}`);
}

const { commonName, country, organization, organizationIdentifier, givenName, surname, pseudonym } = ATTRIBUTE;
const OF_LEGAL = [country, organization, organizationIdentifier, commonName];

/** EN 319 412-2 4.2, EN 319 412-3 4.2 and the identifiers of EN 319 412-1 5.1. */
export const NAME_RULES: readonly ProfileRule[] = [
  {
    id: 'issuer.attributes',
    clause: 'EN 319 412-2 4.2.3.1',
    severity: 'warning',
    holders: HOLDERS,
    demand: 'An issuer that is a legal person is named by countryName, organizationName and commonName.',
    breach: ({ certificate: { issuer } }) => lacking(issuer, [country, organization, commonName], 'issuer'),
  },
  {
    id: 'name.country',
    clause: 'RFC 5280 A.1; ISO 3166-1',
    severity: 'error',
    holders: HOLDERS,
    demand: 'A countryName is a code of two capital letters.',
    breach({ certificate: { subject, issuer } }) {
      const wrong = [...valuesOf(subject, country), ...valuesOf(issuer, country)].find((value) => !/^[A-Z]{2}$/.test(value));
      return when(wrong !== undefined, `"${wrong ?? ''}" is no country code`);
    },
  },
  {
    id: 'natural.subject-attributes',
    clause: 'EN 319 412-2 NAT-4.2.4-1',
    severity: 'error',
    holders: ['natural'],
    demand: 'The subject has countryName, commonName, and givenName or surname or else pseudonym.',
    breach({ certificate: { subject } }) {
      const isNamed = [givenName, surname, pseudonym].some((oid) => isThere(subject, oid));
      return (
        lacking(subject, [country, commonName], 'subject') ?? when(!isNamed, 'The subject has neither givenName, surname nor pseudonym')
      );
    },
  },
  {
    id: 'natural.subject-once',
    clause: 'EN 319 412-2 NAT-4.2.4-3',
    severity: 'error',
    holders: ['natural'],
    demand: 'The subject has one commonName and one countryName.',
    breach: ({ certificate: { subject } }) => repeated(subject, [commonName, country]),
  },
  {
    id: 'natural.pseudonym',
    clause: 'EN 319 412-2 NAT-4.2.4-4',
    severity: 'error',
    holders: ['natural'],
    demand: 'There is no pseudonym beside givenName and surname.',
    breach: ({ certificate: { subject } }) =>
      when(
        [givenName, surname, pseudonym].every((oid) => isThere(subject, oid)),
        'There is a pseudonym beside givenName and surname',
      ),
  },
  {
    id: 'legal.subject-attributes',
    clause: 'EN 319 412-3 LEG-4.2.1-2',
    severity: 'error',
    holders: ['legal'],
    demand: 'The subject has countryName, organizationName, organizationIdentifier and commonName.',
    breach: ({ certificate: { subject } }) => lacking(subject, OF_LEGAL, 'subject'),
  },
  {
    id: 'legal.subject-once',
    clause: 'EN 319 412-3 LEG-4.2.1-3',
    severity: 'error',
    holders: ['legal'],
    demand: 'The subject has each of these attributes once.',
    breach: ({ certificate: { subject } }) => repeated(subject, OF_LEGAL),
  },
  {
    id: 'legal.identifier-differs',
    clause: 'EN 319 412-3 LEG-4.2.1-6',
    severity: 'error',
    holders: ['legal'],
    demand: 'organizationIdentifier is something else than organizationName.',
    breach({ certificate: { subject } }) {
      const names = valuesOf(subject, organization).map(canonicalText);
      const same = valuesOf(subject, organizationIdentifier).some((value) => names.includes(canonicalText(value)));
      return when(same, 'organizationIdentifier repeats organizationName');
    },
  },
  {
    id: 'identifier.natural-form',
    clause: 'EN 319 412-1 5.1.3',
    severity: 'error',
    demand: 'Under the semantics of natural persons, serialNumber is a type, a country and a number (PNOEE-38001085718).',
    breach: (subject) => formBreach(subject, 'natural', 'serialNumber'),
  },
  {
    id: 'identifier.legal-form',
    clause: 'EN 319 412-1 LEG-5.1.4-02, LEG-5.1.4-03',
    severity: 'error',
    demand: 'Under the semantics of legal persons, organizationIdentifier is a type, a country and a number (VATBE-0876866142).',
    breach: (subject) => formBreach(subject, 'legal', 'organizationIdentifier'),
  },
];

function formBreach(
  { certificate, statements }: Parameters<ProfileRule['breach']>[0],
  semantics: 'natural' | 'legal',
  attribute: 'serialNumber' | 'organizationIdentifier',
): string | undefined {
  const declared = statements()?.semantics?.identifier;
  if (declared === undefined || semanticsName(declared) !== semantics) return undefined;
  const own = identifiersOf(certificate.subject).filter((one) => one.attribute === attribute);
  const wrong = own.find(({ read }) => read === undefined);
  return wrong && `${attribute} "${wrong.value}" is not of that form`;
}
