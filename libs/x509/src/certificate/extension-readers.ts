import { readBasicConstraints, readInhibitAnyPolicy, readNameConstraints, readPolicyConstraints } from '../extensions/constraints.js';
import { readDistributionPoints } from '../extensions/distribution-points.js';
import { readAuthorityInfoAccess } from '../extensions/information-access.js';
import { readAuthorityKeyIdentifier, readSubjectKeyIdentifier } from '../extensions/key-identifiers.js';
import { readExtendedKeyUsage, readKeyUsage, readPrivateKeyUsagePeriod } from '../extensions/key-usage.js';
import { type EXTENSION } from '../extensions/oids.js';
import { readCertificatePolicies, readPolicyMappings } from '../extensions/policies.js';
import { readQcStatements } from '../extensions/qc-statements.js';
import { readAltNames } from '../name/general-name.js';

/** The certificate extensions with a value that is read, each with its reader. */
export const EXTENSION_READERS = {
  basicConstraints: readBasicConstraints,
  keyUsage: readKeyUsage,
  privateKeyUsagePeriod: readPrivateKeyUsagePeriod,
  extendedKeyUsage: readExtendedKeyUsage,
  subjectAltName: readAltNames,
  issuerAltName: readAltNames,
  subjectKeyIdentifier: readSubjectKeyIdentifier,
  authorityKeyIdentifier: readAuthorityKeyIdentifier,
  certificatePolicies: readCertificatePolicies,
  policyMappings: readPolicyMappings,
  policyConstraints: readPolicyConstraints,
  inhibitAnyPolicy: readInhibitAnyPolicy,
  nameConstraints: readNameConstraints,
  crlDistributionPoints: readDistributionPoints,
  freshestCrl: readDistributionPoints,
  authorityInfoAccess: readAuthorityInfoAccess,
  qcStatements: readQcStatements,
} as const satisfies Partial<Record<keyof typeof EXTENSION, unknown>>;

export type ReadableExtension = keyof typeof EXTENSION_READERS;
export type ExtensionValue<Name extends ReadableExtension> = ReturnType<(typeof EXTENSION_READERS)[Name]>;
