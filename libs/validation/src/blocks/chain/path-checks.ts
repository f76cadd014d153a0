import type { PathFailureCode } from '@sigillum/x509';
import { failed, indeterminate, passed } from '../../checks/row.js';
import { type ChainCertificateContext, type ChainCheckRow, type ChainRole, STEP } from './context.js';

/** The rules of RFC 5280 6.1 that stand as checks of their own, with the failures that break each. */
const RULES = {
  signature: ['PATH_SIGNATURE', 'PATH_SIGNATURE_UNCHECKED'],
  'name-chaining': ['PATH_NAME_CHAINING'],
  'basic-constraints': ['PATH_NOT_A_CA'],
  'path-length': ['PATH_LENGTH'],
  'certificate-signing': ['PATH_KEY_USAGE'],
  'extended-key-usage': ['PATH_EXTENDED_KEY_USAGE'],
  'name-constraints': ['PATH_NAME_CONSTRAINTS'],
  policies: ['PATH_POLICY'],
  'critical-extensions': ['PATH_CRITICAL_EXTENSION'],
  'well-formed': ['PATH_MALFORMED', 'PATH_PROFILE'],
  // Neither times nor revocation are asked of the path validation; whatever it says of them all the same is not lost.
  'path-times': ['PATH_NOT_YET_VALID', 'PATH_EXPIRED'],
  'path-revocation': ['PATH_REVOKED', 'PATH_REVOCATION_UNKNOWN'],
} as const satisfies Record<string, readonly PathFailureCode[]>;

type PathRule = keyof typeof RULES;

/** A code that no rule took up would leave a broken path unseen: this line does not compile then. */
export const UNCLAIMED: Exclude<PathFailureCode, (typeof RULES)[PathRule][number]>[] = [];

const CLAUSES: Readonly<Record<PathRule, string>> = {
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
  'path-times': 'RFC 5280 6.1.3 a 2',
  'path-revocation': 'RFC 5280 6.1.3 a 3',
};

export type PathCheckId<Role extends ChainRole = ChainRole> = `XCV.${Role}-${PathRule}`;

/** Certification path validation (EN 319 102-1 5.2.6.4 step 4 e): one check for each rule of RFC 5280 6.1. */
export function pathChecks<Role extends ChainRole>(role: Role): ChainCheckRow<PathCheckId<Role>, ChainCertificateContext>[] {
  return (Object.keys(RULES) as PathRule[]).map((rule) => {
    const codes: readonly PathFailureCode[] = RULES[rule];
    return {
      id: `XCV.${role}-${rule}` as const,
      step: STEP.path,
      clause: `EN 319 102-1 5.2.6.4 step 4 e; ${CLAUSES[rule]}`,
      miss: indeterminate('CERTIFICATE_CHAIN_GENERAL_FAILURE'),
      run({ failures, certificate }) {
        const broken = failures.filter((failure) => codes.includes(failure.code));
        const [first] = broken;
        return first === undefined
          ? passed(undefined, [certificate.id])
          : failed(first.code, broken.map((failure) => failure.message).join(' '), [certificate.id]);
      },
    };
  });
}
