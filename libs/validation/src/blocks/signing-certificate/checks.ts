import { type CheckRow, failed, indeterminate, notRun, passed } from '../../checks/row.js';
import type { SignatureContext } from '../context.js';
import type { SignerFinding } from './find.js';
import { digestMatches, issuerSerialMatches } from './reference.js';

export type SigningCertificateCheckId =
  'ISC.signing-certificate-found' | 'ISC.reference-digest' | 'ISC.reference-issuer-serial' | 'ISC.signer-identifier';

export interface SigningCertificateContext extends SignatureContext {
  readonly finding: SignerFinding;
}

/** Identification of the signing certificate (EN 319 102-1 5.2.3). */
export const SIGNING_CERTIFICATE_CHECKS: readonly CheckRow<SigningCertificateCheckId, SigningCertificateContext>[] = [
  {
    id: 'ISC.signing-certificate-found',
    clause: 'EN 319 102-1 5.2.3.4 step 1',
    miss: indeterminate('NO_SIGNING_CERTIFICATE_FOUND'),
    run: ({ finding }) =>
      finding.certificate === undefined
        ? failed('SIGNING_CERTIFICATE_NOT_FOUND', 'The certificate of the signer is neither in the document nor was it supplied.')
        : passed(undefined, [finding.certificate.id]),
  },
  {
    id: 'ISC.reference-digest',
    clause: 'EN 319 102-1 5.2.3.4 step 2',
    miss: indeterminate('NO_SIGNING_CERTIFICATE_FOUND'),
    run({ finding, signature }) {
      if (finding.certificate === undefined) return notRun('SIGNING_CERTIFICATE_NOT_FOUND', 'There is no signing certificate.');
      if (finding.referenced === undefined) {
        return notRun('CERTIFICATE_REFERENCE_ABSENT', 'The signature has no signed reference to its certificate.');
      }
      if (finding.referenced) return passed(undefined, [finding.certificate.id]);
      const unknown = signature.certificateReferences.filter((reference) => reference.digestAlgorithm === undefined);
      return unknown.length > 0
        ? failed(
            'CERTIFICATE_REFERENCE_ALGORITHM_UNKNOWN',
            `The signed reference to the certificate uses a digest that is not known: ${unknown.map((one) => one.digestIdentifier).join(', ')}.`,
            [finding.certificate.id],
          )
        : failed('CERTIFICATE_REFERENCE_MISMATCH', 'The signed reference to the signing certificate is of another certificate.', [
            finding.certificate.id,
          ]);
    },
  },
  {
    id: 'ISC.reference-issuer-serial',
    clause: 'EN 319 102-1 5.2.3.4 step 2',
    miss: indeterminate('NO_SIGNING_CERTIFICATE_FOUND'),
    run({ finding, signature }) {
      const { certificate } = finding;
      if (certificate === undefined || finding.referenced !== true) {
        return notRun('CERTIFICATE_REFERENCE_ABSENT', 'No signed reference has the digest of the signing certificate.');
      }
      const matching = signature.certificateReferences.filter((reference) => digestMatches(reference, certificate));
      return matching.every((reference) => issuerSerialMatches(reference, certificate))
        ? passed(undefined, [certificate.id])
        : failed(
            'CERTIFICATE_REFERENCE_ISSUER_SERIAL',
            'The digest in the signed reference is that of the signing certificate, but issuer or serial number beside it are not.',
            [certificate.id],
          );
    },
  },
  {
    id: 'ISC.signer-identifier',
    clause: 'EN 319 102-1 5.2.3.4 step 1',
    miss: indeterminate('NO_SIGNING_CERTIFICATE_FOUND'),
    run({ finding }) {
      if (finding.certificate === undefined) return notRun('SIGNING_CERTIFICATE_NOT_FOUND', 'There is no signing certificate.');
      if (finding.identified === undefined) return notRun('NOT_APPLICABLE', 'The signature structure names no certificate.');
      return finding.identified
        ? passed(undefined, [finding.certificate.id])
        : failed(
            'SIGNER_IDENTIFIER_MISMATCH',
            'The signature structure names another certificate than the signed reference does; the signed reference counts.',
            [finding.certificate.id],
          );
    },
  },
];
