import { equalBytes } from '@sigillum/encoding';
import { EXTENSION } from '../../extensions/oids.js';
import type { Certificate } from '../../types.js';
import { isSelfIssued } from '../anchor.js';
import { altNameBreach } from './alt-names.js';

/** A certificate as the profile looks at it. */
export interface ProfileSubject {
  readonly certificate: Certificate;
  /** Its key signs certificates: it stands above another one, or says that it is a CA. */
  readonly isAuthority: boolean;
  /** The certificate of its issuer, where there is one. */
  readonly above: Certificate | undefined;
}

export interface ProfileRule {
  /** Of RFC 5280. */
  readonly clause: string;
  /** What is broken, in words. */
  readonly breach: (subject: ProfileSubject) => string | undefined;
}

function when(broken: boolean | undefined, message: string): string | undefined {
  return broken ? message : undefined;
}

function mustNotBeCritical(oid: string, name: string): ProfileRule['breach'] {
  return ({ certificate }) => when(certificate.extension(oid)?.critical, `${name} is critical`);
}

function mustBeCritical(oid: string, name: string): ProfileRule['breach'] {
  return ({ certificate }) => when(certificate.extension(oid)?.critical === false, `${name} is not critical`);
}

/** What conforming CAs MUST do, beyond the syntax of single fields, which `problems()` of a certificate tells. */
export const PROFILE: readonly ProfileRule[] = [
  {
    clause: '4.1.2.6',
    breach: ({ certificate, isAuthority }) => when(isAuthority && certificate.subject.rdns.length === 0, 'a CA without a name'),
  },
  { clause: '4.2.1.1', breach: mustNotBeCritical(EXTENSION.authorityKeyIdentifier, 'authorityKeyIdentifier') },
  { clause: '4.2.1.1', breach: lacksAuthorityKeyIdentifier },
  {
    clause: 'A.2',
    breach: ({ certificate: { authorityKeyIdentifier: named } }) =>
      when(
        named && !named.issuer !== !named.serialNumber,
        'authorityKeyIdentifier with one of authorityCertIssuer and authorityCertSerialNumber',
      ),
  },
  { clause: '4.2.1.2', breach: mismatchedKeyIdentifier },
  { clause: '4.2.1.2', breach: mustNotBeCritical(EXTENSION.subjectKeyIdentifier, 'subjectKeyIdentifier') },
  {
    clause: '4.2.1.2',
    breach: ({ certificate, isAuthority }) => when(isAuthority && !certificate.subjectKeyIdentifier, 'a CA without subjectKeyIdentifier'),
  },
  {
    clause: '4.2.1.6',
    breach: ({ certificate }) =>
      when(
        certificate.subject.rdns.length === 0 && certificate.extension(EXTENSION.subjectAltName)?.critical === false,
        'subjectAltName is not critical, and the subject is empty',
      ),
  },
  { clause: '4.2.1.6', breach: ({ certificate }) => certificate.subjectAltName && altNameBreach(certificate.subjectAltName) },
  {
    clause: '4.2.1.9',
    breach: ({ certificate, isAuthority }) =>
      when(
        isAuthority && certificate.extension(EXTENSION.basicConstraints)?.critical === false,
        'basicConstraints of a CA is not critical',
      ),
  },
  {
    clause: '4.2.1.9',
    breach: ({ certificate }) =>
      when(certificate.keyUsage?.has('keyCertSign') && !certificate.basicConstraints?.ca, 'keyCertSign, but no CA'),
  },
  {
    clause: '4.2.1.9',
    breach: ({ certificate: { basicConstraints, keyUsage } }) =>
      when(
        basicConstraints?.pathLength !== undefined && !(basicConstraints.ca && (keyUsage?.has('keyCertSign') ?? true)),
        'a path length, but no CA that signs certificates',
      ),
  },
  { clause: '4.2.1.10', breach: mustBeCritical(EXTENSION.nameConstraints, 'nameConstraints') },
  {
    clause: '4.2.1.10',
    breach: ({ certificate, isAuthority }) => when(!isAuthority && certificate.nameConstraints !== undefined, 'nameConstraints, but no CA'),
  },
  { clause: '4.2.1.11', breach: mustBeCritical(EXTENSION.policyConstraints, 'policyConstraints') },
  { clause: '4.2.1.14', breach: mustBeCritical(EXTENSION.inhibitAnyPolicy, 'inhibitAnyPolicy') },
  { clause: '4.2.1.15', breach: mustNotBeCritical(EXTENSION.freshestCrl, 'freshestCRL') },
  { clause: '4.2.2.1', breach: mustNotBeCritical(EXTENSION.authorityInfoAccess, 'authorityInfoAccess') },
  { clause: '4.2.2.2', breach: mustNotBeCritical(EXTENSION.subjectInfoAccess, 'subjectInfoAccess') },
];

/** Only self-signed certificates may do without; where the extension is there, the key identifier is. */
function lacksAuthorityKeyIdentifier({ certificate }: ProfileSubject): string | undefined {
  const { authorityKeyIdentifier } = certificate;
  if (!authorityKeyIdentifier && isSelfIssued(certificate)) return undefined;
  return when(!authorityKeyIdentifier?.keyIdentifier, 'no key identifier of the issuer');
}

/** The issuer's subjectKeyIdentifier is what its certificates name as authority key. */
function mismatchedKeyIdentifier({ certificate, above }: ProfileSubject): string | undefined {
  const named = certificate.authorityKeyIdentifier?.keyIdentifier;
  const issuer = above ?? (isSelfIssued(certificate) ? certificate : undefined);
  const own = issuer?.subjectKeyIdentifier;
  return when(named && own && !equalBytes(named, own), 'it names another key than that of its issuer');
}
