import type { KeyUsageBit } from '@sigillum/x509';
import { type ProfileRule, when } from '../rule.js';
import { policiesOf } from '../subject.js';
import { SERVER_AUTH, TLS_BINDING, WEB_POLICIES } from '../../certificate/qwac.js';

const ENCRYPTION: readonly KeyUsageBit[] = ['keyEncipherment', 'keyAgreement'];

/** Types of key usage (EN 319 412-2 4.3.2 table 1); D and E are for authentication and encryption. */
function usageType(usage: ReadonlySet<KeyUsageBit>): string | undefined {
  const known = [...usage].every((bit) => bit === 'nonRepudiation' || bit === 'digitalSignature' || ENCRYPTION.includes(bit));
  if (!known) return undefined;
  const [commits, signs, encrypts] = [usage.has('nonRepudiation'), usage.has('digitalSignature'), ENCRYPTION.some((bit) => usage.has(bit))];
  if (commits) return signs ? (encrypts ? 'F' : 'B') : encrypts ? undefined : 'A';
  if (signs) return encrypts ? 'D' : 'C';
  return encrypts ? 'E' : undefined;
}

function inWords(usage: ReadonlySet<KeyUsageBit>): string {
  return [...usage].join(', ') || 'nothing';
}

/** What the key is for: EN 319 412-2 4.3.2, EN 319 412-3 4.3.1, EN 319 412-4. */
export const USAGE_RULES: readonly ProfileRule[] = [
  {
    id: 'usage.commitment',
    clause: 'EN 319 412-2 NAT-4.3.2-2; EN 319 412-3 LEG-4.3.1-3',
    severity: 'error',
    holders: ['natural', 'legal'],
    qualifiedOnly: true,
    demand: 'A key for signatures or seals has the usage nonRepudiation, alone or with digitalSignature (types A, B and F).',
    breach({ certificate: { keyUsage } }) {
      if (keyUsage === undefined) return undefined;
      return when(!['A', 'B', 'F'].includes(usageType(keyUsage) ?? ''), `The key usage is ${inWords(keyUsage)}`);
    },
  },
  {
    id: 'usage.commitment-alone',
    clause: 'EN 319 412-2 NAT-4.3.2-3; EN 319 412-3 LEG-4.3.1-4',
    severity: 'notice',
    holders: ['natural', 'legal'],
    qualifiedOnly: true,
    demand: 'A key for signatures or seals should have the usage nonRepudiation alone (type A).',
    breach({ certificate: { keyUsage } }) {
      const mixed = keyUsage?.has('nonRepudiation') && usageType(keyUsage) !== 'A';
      return when(mixed, `nonRepudiation stands beside other usages (${inWords(keyUsage ?? new Set())})`);
    },
  },
  {
    id: 'usage.other-purpose',
    clause: 'EN 319 412-5 4.2.3',
    severity: 'warning',
    holders: ['natural', 'legal'],
    qualifiedOnly: true,
    demand: 'A qualified certificate has one purpose: one for signatures or seals is not for serverAuth.',
    breach: ({ certificate: { extendedKeyUsage = [] } }) =>
      when(extendedKeyUsage.includes(SERVER_AUTH), 'The extended key usage has serverAuth'),
  },
  {
    id: 'usage.web-purpose',
    clause: 'EN 319 412-4 WEB-4.1.3-4; TS 119 411-5 annex A',
    severity: 'error',
    holders: ['web'],
    demand: 'The certificate of a web site is for serverAuth, or for binding one that is.',
    breach: ({ certificate: { extendedKeyUsage = [] } }) =>
      when(
        ![SERVER_AUTH, TLS_BINDING].some((oid) => extendedKeyUsage.includes(oid)),
        'The extended key usage has neither serverAuth nor TLS binding',
      ),
  },
  {
    id: 'web.alternative-name',
    clause: 'EN 319 412-4 WEB-4.1.3-4',
    severity: 'error',
    holders: ['web'],
    demand: 'The certificate of a web site names it in subjectAltName.',
    breach: ({ certificate }) =>
      when(
        policiesOf(certificate).some((oid) => WEB_POLICIES.includes(oid)) &&
          !certificate.subjectAltName?.some(({ type }) => type === 'dns' || type === 'ip'),
        'subjectAltName names no host',
      ),
  },
];
