import { Budget, fromHex, writeSequence } from '@sigillum/encoding';
import { type ExtensionProfile, createAuthority, extension, issue } from '@sigillum/testkit';
import { describe, expect, it } from 'vitest';
import { parseCertificate, trustAnchorOf } from '../../certificate/parse-certificate.js';
import { validatePath } from '../validate.js';

const root = createAuthority({ name: 'Root' });
const anchor = trustAnchorOf(parseCertificate(root.certificate));

/** What the profile says about an end entity right below the root. */
function breachesOf(profile: ExtensionProfile, name: string | Uint8Array = 'Leaf'): readonly string[] {
  const certificates = [parseCertificate(issue(root, { name, profile }).certificate)];
  const { failures } = validatePath({ certificates, anchor }, { profile: true }, new Budget());
  return failures.map(({ code, message }) => `${code} ${/\(RFC 5280 ([^)]*)\)/.exec(message)?.[1] ?? ''}`);
}

describe('the profile of RFC 5280 section 4', () => {
  it('has nothing against a sound certificate', () => {
    expect(breachesOf({ keyUsage: ['nonRepudiation'], subjectAltName: [{ email: 'jo@example.com' }] })).toEqual([]);
  });

  it.each<readonly [string, string, ExtensionProfile]>([
    ['keyCertSign without a CA', '4.2.1.9', { keyUsage: ['keyCertSign'] }],
    [
      'critical authorityInfoAccess',
      '4.2.2.1',
      { raw: [extension('1.3.6.1.5.5.7.1.1', true, writeSequence(fromHex('300d06082b06010505073001860161')))] },
    ],
    ['an underscore in a host name', '4.2.1.6', { subjectAltName: [{ dns: 'a_b.example' }] }],
    ['an address as host name', '4.2.1.6', { subjectAltName: [{ dns: '192.0.2.1' }] }],
    ['a wildcard inside a label', '4.2.1.6', { subjectAltName: [{ dns: 'a*.example' }] }],
    ['something that is no mailbox', '4.2.1.6', { subjectAltName: [{ email: 'jo' }] }],
    ['a relative URI', '4.2.1.6', { subjectAltName: [{ uri: '/list.crl' }] }],
    ['no alternative name at all', '4.2.1.6', { subjectAltName: [] }],
    ['constraints that are not critical', '4.2.1.11', { raw: [extension('2.5.29.36', false, writeSequence(fromHex('810100')))] }],
  ])('names %s', (_, clause, profile) => {
    expect(breachesOf(profile)).toEqual([`PATH_PROFILE ${clause}`]);
  });

  it('demands a critical subjectAltName beside an empty subject', () => {
    expect(breachesOf({ subjectAltName: [{ email: 'jo@example.com' }] }, writeSequence())).toEqual(['PATH_PROFILE 4.2.1.6']);
  });
});
