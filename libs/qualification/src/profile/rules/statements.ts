import type { QcProfile, QcType } from '@sigillum/x509';
import { WEB_POLICIES } from '../../certificate/qwac.js';
import { HOLDERS, type ProfileRule, when } from '../rule.js';
import { DEVICE_POLICIES, LEGAL_POLICIES, NATURAL_POLICIES, policiesOf, type ProfileSubject } from '../subject.js';

const QUALIFIED_POLICIES = [...NATURAL_POLICIES, ...LEGAL_POLICIES, ...WEB_POLICIES];

const OF_TYPE: Readonly<Record<QcType, readonly string[]>> = { esign: NATURAL_POLICIES, eseal: LEGAL_POLICIES, web: WEB_POLICIES };

function ofStatements(breach: (statements: QcProfile) => string | undefined): ProfileRule['breach'] {
  return ({ statements }) => {
    const read = statements();
    return read && breach(read);
  };
}

const withoutType = ofStatements(({ typeOids }) => when(typeOids.length === 0, 'There is no QcType'));

/** Policies of EN 319 411-2 that a certificate has and that speak of another type, or of a device, than its statements. */
function contradiction({ certificate, statements }: ProfileSubject): string | undefined {
  const policies = policiesOf(certificate);
  const [type, another] = statements()?.types ?? [];
  const others = type === undefined || another !== undefined ? [] : QUALIFIED_POLICIES.filter((oid) => !OF_TYPE[type].includes(oid));
  const wrong = policies.find((oid) => others.includes(oid));
  if (wrong !== undefined) return `The policy ${wrong} is none of certificates of the type ${type ?? ''}`;
  const device = policies.some((oid) => DEVICE_POLICIES.includes(oid));
  return when(device && statements()?.sscd !== true, 'The policy speaks of a qualified device, and no QcSSCD does');
}

/** EN 319 412-5, and EN 319 412-2 5 on what of it a qualified certificate has. */
export const STATEMENT_RULES: readonly ProfileRule[] = [
  {
    id: 'statements.compliance',
    clause: 'EN 319 412-5 QCS-5-01, 4.2.1',
    severity: 'error',
    holders: HOLDERS,
    demand: 'A certificate under a policy for qualified certificates has QcCompliance.',
    breach: ({ certificate, statements }) =>
      when(
        policiesOf(certificate).some((oid) => QUALIFIED_POLICIES.includes(oid)) && !statements()?.compliance,
        'There is no QcCompliance, but a policy for qualified certificates',
      ),
  },
  {
    id: 'statements.type',
    clause: 'EN 319 412-5 QCS-5-01, 4.2.3',
    severity: 'error',
    holders: ['legal', 'web'],
    qualifiedOnly: true,
    demand: 'A qualified certificate for seals or web sites has QcType.',
    breach: withoutType,
  },
  {
    id: 'statements.type-signature',
    clause: 'EN 319 412-5 QCS-5-01, 4.2.3; TS 119 615 4.4.4 table 1',
    severity: 'notice',
    holders: ['natural'],
    qualifiedOnly: true,
    demand: 'A qualified certificate for signatures should have QcType, although without one it is taken for that.',
    breach: withoutType,
  },
  {
    id: 'statements.type-once',
    clause: 'EN 319 412-5 4.2.3',
    severity: 'error',
    demand: 'QcType has one purpose, and one that is known.',
    breach: ofStatements(({ typeOids, types }) =>
      when(typeOids.length > 1 || types.length < typeOids.length, `QcType has ${typeOids.join(', ')}`),
    ),
  },
  {
    id: 'statements.disclosure',
    clause: 'EN 319 412-5 QCS-5-01, 4.3.4',
    severity: 'error',
    holders: HOLDERS,
    qualifiedOnly: true,
    demand: 'A qualified certificate has QcPDS, in English among others.',
    breach: ofStatements(({ pds }) =>
      pds.length === 0
        ? 'There is no QcPDS'
        : when(!pds.some(({ language }) => language.toLowerCase() === 'en'), 'QcPDS has no address in English'),
    ),
  },
  {
    id: 'statements.disclosure-address',
    clause: 'EN 319 412-5 4.3.4',
    severity: 'error',
    demand: 'Addresses of QcPDS are https, their languages two letters of ISO 639-1.',
    breach: ofStatements(({ pds }) => {
      const wrong = pds.find(({ url, language }) => !/^https:\/\//i.test(url) || !/^[a-z]{2}$/i.test(language));
      return wrong && `QcPDS has ${wrong.url} (${wrong.language})`;
    }),
  },
  {
    id: 'statements.limit',
    clause: 'EN 319 412-5 QCS-4.3.2-01',
    severity: 'error',
    demand: 'A limit on transactions is not negative and in a currency of ISO 4217.',
    breach: ofStatements(({ limitValue }) => {
      if (limitValue === undefined) return undefined;
      const { currency, amount, exponent } = limitValue;
      return when(
        !/^([A-Z]{3}|\d{3})$/.test(currency) || amount < 0n || exponent < 0,
        `The limit is ${amount} · 10^${exponent} ${currency}`,
      );
    }),
  },
  {
    id: 'statements.limit-currency',
    clause: 'EN 319 412-5 QCS-4.3.2-02',
    severity: 'warning',
    demand: 'The currency of a limit should be in letters.',
    breach: ofStatements(({ limitValue }) => when(limitValue !== undefined && /^\d/.test(limitValue.currency), 'The currency is a number')),
  },
  {
    id: 'statements.retention',
    clause: 'EN 319 412-5 4.3.3',
    severity: 'error',
    demand: 'The period of retention is a number of years above zero.',
    breach: ofStatements(({ retentionYears }) =>
      when(retentionYears !== undefined && retentionYears <= 0, `The period is ${retentionYears ?? 0} years`),
    ),
  },
  {
    id: 'statements.legislation',
    clause: 'EN 319 412-5 4.2.4',
    severity: 'error',
    demand: 'Legislation is one or more country codes of ISO 3166-1.',
    breach({ certificate, statements }) {
      const isThere = certificate.qcStatements?.some(({ oid }) => oid === '0.4.0.1862.1.7') ?? false;
      const countries = statements()?.legislation ?? [];
      return when(
        isThere && (countries.length === 0 || countries.some((one) => !/^[A-Z]{2}$/.test(one))),
        `The legislation is that of ${countries.join(', ') || 'no country'}`,
      );
    },
  },
  {
    id: 'policies.qualified',
    clause: 'EN 319 412-2 QCS-5.2-1',
    severity: 'notice',
    holders: HOLDERS,
    qualifiedOnly: true,
    demand: 'A qualified certificate should have one of the policies of EN 319 411-2 5.3.',
    breach: ({ certificate }) =>
      when(!policiesOf(certificate).some((oid) => QUALIFIED_POLICIES.includes(oid)), 'It has none of the policies of EN 319 411-2'),
  },
  {
    id: 'policies.consistent',
    clause: 'EN 319 412-2 QCS-5.2-2',
    severity: 'error',
    holders: HOLDERS,
    qualifiedOnly: true,
    demand: 'Policies of EN 319 411-2 agree with QcType and QcSSCD.',
    breach: contradiction,
  },
];
