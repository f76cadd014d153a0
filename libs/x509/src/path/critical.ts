import { EXTENSION_READERS, type ReadableExtension } from '../certificate/extension-readers.js';
import { X509Error } from '../errors.js';
import { EXTENSION } from '../extensions/oids.js';
import { duplicateExtensions } from '../extensions/read-extensions.js';
import type { Certificate } from '../types.js';
import { type PathState, type PathStep, fail } from './state.js';

/**
 * Extensions whose meaning is known here, so that they may be critical (RFC 5280 4.2): those that path validation processes, and
 * those that say nothing about whether the path is valid.
 */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  EXTENSION.subjectKeyIdentifier,
  EXTENSION.keyUsage,
  EXTENSION.privateKeyUsagePeriod,
  EXTENSION.subjectAltName,
  EXTENSION.issuerAltName,
  EXTENSION.basicConstraints,
  EXTENSION.nameConstraints,
  EXTENSION.crlDistributionPoints,
  EXTENSION.certificatePolicies,
  EXTENSION.policyMappings,
  EXTENSION.authorityKeyIdentifier,
  EXTENSION.policyConstraints,
  EXTENSION.extendedKeyUsage,
  EXTENSION.freshestCrl,
  EXTENSION.inhibitAnyPolicy,
  EXTENSION.noRevocationAvailable,
  EXTENSION.authorityInfoAccess,
  EXTENSION.subjectInfoAccess,
  EXTENSION.qcStatements,
  EXTENSION.ocspNoCheck,
  EXTENSION.validityAssuredShortTerm,
]);

/** Extensions that path validation processes whether they are critical or not: one that can't be read leaves its demand unknown. */
const PROCESSED: ReadonlySet<ReadableExtension> = new Set([
  'basicConstraints',
  'keyUsage',
  'extendedKeyUsage',
  'subjectAltName',
  'certificatePolicies',
  'policyMappings',
  'policyConstraints',
  'inhibitAnyPolicy',
  'nameConstraints',
]);

/**
 * RFC 5280 6.1.4 o, 6.1.5 f: no critical extension that is not understood. Besides, no extension twice (4.2), and none without its
 * own syntax among those that are critical or processed.
 */
export function checkCriticalExtensions(state: PathState, step: PathStep): void {
  const { certificate } = step;
  for (const { oid, critical } of certificate.extensions) {
    if (critical && !UNDERSTOOD.has(oid)) fail(state, step, 'PATH_CRITICAL_EXTENSION', `the critical extension ${oid} is not known`);
  }
  for (const oid of duplicateExtensions(certificate.extensions)) {
    fail(state, step, 'PATH_MALFORMED', `the extension ${oid} stands more than once`);
  }
  for (const message of malformedExtensions(certificate)) fail(state, step, 'PATH_MALFORMED', message);
}

function malformedExtensions(certificate: Certificate): readonly string[] {
  const names = Object.keys(EXTENSION_READERS) as ReadableExtension[];
  const present = names.filter((name) => certificate.extension(EXTENSION[name]));
  const relevant = present.filter((name) => PROCESSED.has(name) || certificate.extension(EXTENSION[name])?.critical);
  return relevant.flatMap((name) => {
    try {
      const value = certificate[name === 'certificatePolicies' ? 'policies' : name];
      return name !== 'subjectAltName' && isEmpty(value) ? [`the extension ${EXTENSION[name]} is an empty list`] : [];
    } catch (error) {
      if (!(error instanceof X509Error)) throw error;
      return error.code === 'EXTENSION_DUPLICATE' ? [] : [error.message];
    }
  });
}

/**
 * Lists of extensions are SIZE (1..MAX), and nameConstraints must constrain something (RFC 5280 4.2.1.10). A subjectAltName without
 * names is against the profile too, but leaves no doubt about what it says, and real CAs have one.
 */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  const lists =
    typeof value === 'object' && value !== null && 'permitted' in value && 'excluded' in value ? [value.permitted, value.excluded] : [];
  return lists.length > 0 && lists.every((list) => Array.isArray(list) && list.length === 0);
}
