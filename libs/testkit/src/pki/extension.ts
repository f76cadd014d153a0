import { fromHex, writeBoolean, writeInteger, writeOctetString, writeOid, writeSequence } from '@sigillum/encoding';
import type { KeyUsageBit, RevocationReason } from '@sigillum/x509';

import { explicit, ia5, implicit, namedBits } from '../asn1/elements.js';
import { OID } from '../asn1/oids.js';
import { type TestName, writeName } from './name.js';

/** What stands in the extensions of a certificate. `raw` are whole Extension values, for what has no field here. */
export interface ExtensionProfile {
  /** `false` leaves the extension out. */
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number } | false;
  readonly keyUsage?: readonly KeyUsageBit[] | false;
  readonly extendedKeyUsage?: readonly string[];
  readonly policies?: readonly string[];
  readonly policyMappings?: readonly { readonly issuerDomain: string; readonly subjectDomain: string }[];
  readonly policyConstraints?: { readonly requireExplicit?: number; readonly inhibitMapping?: number };
  readonly nameConstraints?: { readonly permitted?: readonly TestGeneralName[]; readonly excluded?: readonly TestGeneralName[] };
  readonly subjectAltName?: readonly TestGeneralName[];
  readonly crlUrls?: readonly string[];
  readonly ocspUrls?: readonly string[];
  readonly caIssuersUrls?: readonly string[];
  /** Contents of QCStatements: each a whole QCStatement. */
  readonly qcStatements?: readonly Uint8Array[];
  readonly ocspNoCheck?: boolean;
  /** RFC 9608. */
  readonly noRevocationAvailable?: boolean;
  /** EN 319 412-1 5.2. */
  readonly validityAssuredShortTerm?: boolean;
  readonly raw?: readonly Uint8Array[];
}

export type TestGeneralName =
  | { readonly email: string }
  | { readonly dns: string }
  | { readonly uri: string }
  | { readonly directory: TestName }
  | { readonly ip: Uint8Array };

const USAGE: readonly KeyUsageBit[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

const REASON_BIT: readonly RevocationReason[] = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
];

/** One Extension (RFC 5280 4.1). */
export function extension(oid: string, critical: boolean, value: Uint8Array): Uint8Array {
  return critical
    ? writeSequence(writeOid(oid), writeBoolean(true), writeOctetString(value))
    : writeSequence(writeOid(oid), writeOctetString(value));
}

export function generalName(name: TestGeneralName): Uint8Array {
  if ('email' in name) return implicit(1, ia5(name.email));
  if ('dns' in name) return implicit(2, ia5(name.dns));
  if ('directory' in name) return explicit(4, writeName(name.directory));
  if ('uri' in name) return implicit(6, ia5(name.uri));
  return implicit(7, writeOctetString(name.ip));
}

/** ReasonFlags as the BIT STRING that issuing distribution points and distribution points carry. */
export function reasonFlags(reasons: readonly RevocationReason[]): Uint8Array {
  return namedBits(reasons.map((reason) => REASON_BIT.indexOf(reason)).filter((bit) => bit >= 0));
}

/** The field distributionPoint [0] with full names, of distribution points and issuing distribution points alike. */
export function fullName(urls: readonly string[]): Uint8Array {
  return explicit(0, implicit(0, writeSequence(...urls.map((uri) => generalName({ uri })))));
}

function basicConstraints({ ca, pathLength }: { ca: boolean; pathLength?: number }): Uint8Array {
  const length = pathLength === undefined ? [] : [writeInteger(pathLength)];
  return extension('2.5.29.19', true, ca ? writeSequence(writeBoolean(true), ...length) : writeSequence());
}

function authorityInfoAccess(profile: ExtensionProfile): Uint8Array[] {
  const access = (method: string) => (uri: string) => writeSequence(writeOid(method), generalName({ uri }));
  const all = [...(profile.ocspUrls ?? []).map(access(OID.ocsp)), ...(profile.caIssuersUrls ?? []).map(access(OID.caIssuers))];
  return all.length === 0 ? [] : [extension('1.3.6.1.5.5.7.1.1', false, writeSequence(...all))];
}

function nameConstraints({ permitted, excluded }: NonNullable<ExtensionProfile['nameConstraints']>): Uint8Array {
  const subtrees = (number: number, names: readonly TestGeneralName[] | undefined) =>
    names === undefined ? [] : [implicit(number, writeSequence(...names.map((name) => writeSequence(generalName(name)))))];
  return extension('2.5.29.30', true, writeSequence(...subtrees(0, permitted), ...subtrees(1, excluded)));
}

function policyExtensions({ policies, policyMappings, policyConstraints }: ExtensionProfile): Uint8Array[] {
  const found: Uint8Array[] = [];
  if (policies) found.push(extension('2.5.29.32', false, writeSequence(...policies.map((oid) => writeSequence(writeOid(oid))))));
  if (policyMappings) {
    const pairs = policyMappings.map((pair) => writeSequence(writeOid(pair.issuerDomain), writeOid(pair.subjectDomain)));
    found.push(extension('2.5.29.33', true, writeSequence(...pairs)));
  }
  if (policyConstraints) {
    const skip = (number: number, value: number | undefined) => (value === undefined ? [] : [implicit(number, writeInteger(value))]);
    const { requireExplicit, inhibitMapping } = policyConstraints;
    found.push(extension('2.5.29.36', true, writeSequence(...skip(0, requireExplicit), ...skip(1, inhibitMapping))));
  }
  return found;
}

function revocationExtensions(profile: ExtensionProfile): Uint8Array[] {
  const found: Uint8Array[] = [];
  if (profile.crlUrls) {
    const points = profile.crlUrls.map((url) => writeSequence(fullName([url])));
    found.push(extension('2.5.29.31', false, writeSequence(...points)));
  }
  found.push(...authorityInfoAccess(profile));
  if (profile.ocspNoCheck) found.push(extension(OID.ocspNoCheck, false, fromHex('0500')));
  if (profile.noRevocationAvailable) found.push(extension('2.5.29.56', false, fromHex('0500')));
  if (profile.validityAssuredShortTerm) found.push(extension('0.4.0.194121.2.1', false, fromHex('0500')));
  return found;
}

/** The extensions of a profile in a fixed order, key identifiers not included. */
export function writeExtensions(profile: ExtensionProfile): Uint8Array[] {
  const found: Uint8Array[] = [];
  if (profile.basicConstraints) found.push(basicConstraints(profile.basicConstraints));
  if (profile.keyUsage) found.push(extension('2.5.29.15', true, namedBits(profile.keyUsage.map((bit) => USAGE.indexOf(bit)))));
  if (profile.extendedKeyUsage) {
    const critical = profile.extendedKeyUsage.includes(OID.timeStamping);
    found.push(extension('2.5.29.37', critical, writeSequence(...profile.extendedKeyUsage.map(writeOid))));
  }
  if (profile.subjectAltName) found.push(extension('2.5.29.17', false, writeSequence(...profile.subjectAltName.map(generalName))));
  if (profile.nameConstraints) found.push(nameConstraints(profile.nameConstraints));
  found.push(...policyExtensions(profile), ...revocationExtensions(profile));
  if (profile.qcStatements) found.push(extension('1.3.6.1.5.5.7.1.3', false, writeSequence(...profile.qcStatements)));
  return [...found, ...(profile.raw ?? [])];
}
