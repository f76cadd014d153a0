import type { PathFailureCode } from '@sigillum/x509';
import { failed, indeterminate, passed } from '../../../checks/row.js';
import { type ChainCertificateContext, type ChainCheckRow, type ChainRole, STEP } from '../context.js';

/** The rules of RFC 5280 6.1 that stand as checks of their own, with their clauses. */
const CLAUSES = {
  signature: 'RFC 5280 6.1.3 a 1',
  'name-chaining': 'RFC 5280 6.1.3 a 4',
  'basic-constraints': 'RFC 5280 6.1.4 k',
  'path-length': 'RFC 5280 6.1.4 l, m',
  'certificate-signing': 'RFC 5280 6.1.4 n',
  'extended-key-usage': 'RFC 5280 4.2.1.12',
  'name-constraints': 'RFC 5280 6.1.3 b, c',
  policies: 'RFC 5280 6.1.3 d-f, 6.1.5 g',
  'critical-extensions': 'RFC 5280 6.1.4 o, 6.1.5 f',
  'well-formed': 'RFC 5280 4',
} as const;

type PathRule = keyof typeof CLAUSES;

/** The rule that each failure breaks; complete by its type, so that no failure can be left unseen. */
const BROKEN_RULE: Readonly<Record<PathFailureCode, PathRule>> = {
  PATH_SIGNATURE: 'signature',
  PATH_SIGNATURE_UNCHECKED: 'signature',
  PATH_NAME_CHAINING: 'name-chaining',
  PATH_NOT_A_CA: 'basic-constraints',
  PATH_LENGTH: 'path-length',
  PATH_KEY_USAGE: 'certificate-signing',
  PATH_EXTENDED_KEY_USAGE: 'extended-key-usage',
  PATH_NAME_CONSTRAINTS: 'name-constraints',
  PATH_POLICY: 'policies',
  PATH_CRITICAL_EXTENSION: 'critical-extensions',
  PATH_MALFORMED: 'well-formed',
  PATH_PROFILE: 'well-formed',
  // Neither times nor revocation are asked of the path validation (steps 4 b-d and 7 are); if it speaks of them, it must not be lost.
  PATH_NOT_YET_VALID: 'well-formed',
  PATH_EXPIRED: 'well-formed',
  PATH_REVOKED: 'well-formed',
  PATH_REVOCATION_UNKNOWN: 'well-formed',
};

export type PathCheckId<Role extends ChainRole = ChainRole> = `XCV.${Role}-${PathRule}`;

/** Certification path validation (EN 319 102-1 5.2.6.4 step 4 e): one check for each rule of RFC 5280 6.1. */
export function pathChecks<Role extends ChainRole>(role: Role): ChainCheckRow<PathCheckId<Role>, ChainCertificateContext>[] {
  return (Object.keys(CLAUSES) as PathRule[]).map((rule) => ({
    id: `XCV.${role}-${rule}` as const,
    step: STEP.path,
    clause: `EN 319 102-1 5.2.6.4 step 4 e; ${CLAUSES[rule]}`,
    miss: indeterminate('CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    run({ failures, certificate }) {
      const broken = failures.filter((failure) => BROKEN_RULE[failure.code] === rule);
      if (broken.length === 0) return passed(undefined, [certificate.id]);
      return broken.map(({ code, message }) => failed(code, message, [certificate.id]));
    },
  }));
}
