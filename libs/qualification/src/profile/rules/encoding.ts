import type { CertificateProblemCode } from '@sigillum/x509';
import type { ProfileRule } from '../rule.js';
import { when } from '../rule.js';

/** What a certificate's own `problems()` say, which EN 319 412-2 4.1 makes a rule by taking RFC 5280 over. */
function problem(code: CertificateProblemCode, id: string, clause: string, demand: string): ProfileRule {
  return {
    id: `encoding.${id}`,
    clause,
    severity: 'error',
    since: 0,
    demand,
    breach({ certificate }) {
      const found = certificate.problems().find((one) => one.code === code);
      return found?.message.replace(/\.$/, '');
    },
  };
}

/** RFC 5280, which all parts of EN 319 412 build on. */
export const ENCODING_RULES: readonly ProfileRule[] = [
  problem('CERTIFICATE_NOT_DER', 'der', 'RFC 5280 4.1', 'A certificate is encoded in DER.'),
  problem('CERTIFICATE_EXTENSION_MALFORMED', 'extensions', 'RFC 5280 4.2', 'Each extension has the syntax of its type.'),
  problem('CERTIFICATE_DUPLICATE_EXTENSION', 'extensions-once', 'RFC 5280 4.2', 'No extension stands in a certificate twice.'),
  problem('CERTIFICATE_ALGORITHM_MISMATCH', 'algorithms-equal', 'RFC 5280 4.1.1.2', 'Both signature algorithm fields are the same.'),
  problem('CERTIFICATE_SERIAL_NUMBER', 'serial-number', 'RFC 5280 4.1.2.2', 'The serial number is positive and has at most 20 octets.'),
  problem(
    'CERTIFICATE_TIME_FORM',
    'time-form',
    'RFC 5280 4.1.2.5',
    'Times before 2050 are UTCTime, later ones GeneralizedTime, to the second and in Z.',
  ),
  problem('CERTIFICATE_EMPTY_ISSUER', 'issuer', 'RFC 5280 4.1.2.4', 'The issuer has a name.'),
  problem('CERTIFICATE_VERSION', 'version', 'RFC 5280 4.1.2.1', 'A certificate with extensions is of version 3.'),
  {
    id: 'encoding.validity',
    clause: 'RFC 5280 4.1.2.5',
    severity: 'error',
    since: 0,
    demand: 'The validity does not end before it begins.',
    breach: ({ certificate: { notBefore, notAfter } }) => when(notAfter < notBefore, 'The validity ends before it begins'),
  },
];
