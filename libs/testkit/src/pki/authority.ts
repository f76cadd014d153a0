import type { Instant } from '@sigillum/encoding';

import { OID } from '../asn1/oids.js';
import { writeCertificate } from './certificate.js';
import type { ExtensionProfile } from './extension.js';
import { createKey, type TestKey, type TestKeyAlgorithm } from './key.js';
import type { TestName } from './name.js';
import type { TestScheme } from './signature-scheme.js';

/** A certificate with its private key and what stands above it. */
export interface TestIdentity {
  readonly name: TestName;
  readonly certificate: Uint8Array;
  readonly serialNumber: bigint;
  readonly key: TestKey;
  /** The certificates of the issuers, nearest first, the root last; empty for a root. */
  readonly chain: readonly Uint8Array[];
  readonly issuer: Authority | undefined;
}

/** A test CA; a root where `issuer` is undefined. Serial numbers count up from 0x1001 in each authority. */
export interface Authority extends TestIdentity {
  readonly scheme: TestScheme;
  nextSerial(): bigint;
}

export interface IssueOptions {
  readonly name: TestName;
  /** A key algorithm, or a key to use again. */
  readonly algorithm?: TestKeyAlgorithm;
  readonly key?: TestKey;
  readonly serialNumber?: bigint;
  readonly notBefore?: Instant;
  readonly notAfter?: Instant;
  /** Merged over the profile of the kind of certificate. */
  readonly profile?: ExtensionProfile;
  readonly keyIdentifiers?: boolean;
  readonly spki?: Uint8Array;
  readonly tbsSignatureIdentifier?: Uint8Array;
}

export interface AuthorityOptions extends IssueOptions {
  readonly parent?: Authority;
  readonly pathLength?: number;
  /** How this authority signs what it issues. */
  readonly scheme?: TestScheme;
}

export const TEST_NOT_BEFORE: Instant = Date.UTC(2026, 0, 1);
export const TEST_NOT_AFTER: Instant = Date.UTC(2046, 0, 1);

function counter(): () => bigint {
  let last = 0x1000n;
  return () => ++last;
}

/** A root (no `parent`) or an intermediate certification authority. */
export function createAuthority(options: AuthorityOptions): Authority {
  const { parent, pathLength } = options;
  const profile: ExtensionProfile = {
    basicConstraints: pathLength === undefined ? { ca: true } : { ca: true, pathLength },
    keyUsage: ['keyCertSign', 'cRLSign'],
    ...options.profile,
  };
  const scheme = options.scheme ?? {};
  const key = options.key ?? createKey(options.algorithm);
  if (parent) return { ...issue(parent, { ...options, key, profile }), scheme, nextSerial: counter() };
  const serialNumber = options.serialNumber ?? 1n;
  const certificate = writeCertificate({
    ...validity(options),
    serialNumber,
    issuer: options.name,
    subject: options.name,
    key,
    issuerKey: key,
    scheme,
    profile,
  });
  return { name: options.name, certificate, serialNumber, key, chain: [], issuer: undefined, scheme, nextSerial: counter() };
}

function validity(options: IssueOptions): { notBefore: Instant; notAfter: Instant } {
  return { notBefore: options.notBefore ?? TEST_NOT_BEFORE, notAfter: options.notAfter ?? TEST_NOT_AFTER };
}

/** A certificate with exactly the given profile. */
export function issue(issuer: Authority, options: IssueOptions): TestIdentity {
  const key = options.key ?? createKey(options.algorithm);
  const serialNumber = options.serialNumber ?? issuer.nextSerial();
  const certificate = writeCertificate({
    ...validity(options),
    serialNumber,
    issuer: issuer.name,
    subject: options.name,
    key,
    issuerKey: issuer.key,
    scheme: issuer.scheme,
    profile: options.profile ?? {},
    keyIdentifiers: options.keyIdentifiers,
    spki: options.spki,
    tbsSignatureIdentifier: options.tbsSignatureIdentifier,
  });
  return { name: options.name, certificate, serialNumber, key, chain: [issuer.certificate, ...issuer.chain], issuer };
}

/** An end-entity certificate for signatures: key usage nonRepudiation alone (EN 319 412-2 4.3.2 type A). */
export function issueSigner(issuer: Authority, options: IssueOptions): TestIdentity {
  return issue(issuer, { ...options, profile: { keyUsage: ['nonRepudiation'], ...options.profile } });
}

/** A delegated OCSP responder (RFC 6960 4.2.2.2), with nocheck unless said otherwise. */
export function issueOcspResponder(issuer: Authority, options: IssueOptions): TestIdentity {
  const profile = { keyUsage: ['digitalSignature'] as const, extendedKeyUsage: [OID.ocspSigning], ocspNoCheck: true, ...options.profile };
  return issue(issuer, { ...options, profile });
}

/** A time-stamping unit (RFC 3161 2.3): timeStamping alone, critical. */
export function issueTimestampAuthority(issuer: Authority, options: IssueOptions): TestIdentity {
  const profile = { keyUsage: ['digitalSignature'] as const, extendedKeyUsage: [OID.timeStamping], ...options.profile };
  return issue(issuer, { ...options, profile });
}
