import { displayNameOf } from '@sigillum/x509';
import { failed, indeterminate, notRun, passed } from '../../../checks/row.js';
import { type ChainCertificateContext, type ChainCheckRow, STEP } from '../context.js';

export type PurposeCheckId = 'XCV.signer-time-stamping' | 'XCV.signer-time-stamping-only' | 'XCV.signer-purpose';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/** Purposes that a certificate for the signing of documents may name. */
const DOCUMENTS: ReadonlySet<string> = new Set([
  '2.5.29.37.0', // anyExtendedKeyUsage
  '1.3.6.1.5.5.7.3.36', // id-kp-documentSigning (RFC 9336)
  '1.3.6.1.5.5.7.3.4', // id-kp-emailProtection, under which signers were issued before there was one of their own
  '1.3.6.1.4.1.311.10.3.12', // document signing of Microsoft
  '1.2.840.113583.1.1.5', // authentic documents of Adobe
]);

const CONSTRAINTS = indeterminate('CHAIN_CONSTRAINTS_FAILURE');

/** What the key of the signing certificate is for (extended key usage). */
export const PURPOSE_CHECKS: readonly ChainCheckRow<PurposeCheckId, ChainCertificateContext>[] = [
  {
    id: 'XCV.signer-time-stamping',
    step: STEP.constraints,
    clause: 'EN 319 102-1 5.2.6.4 step 5; RFC 3161 2.3',
    miss: CONSTRAINTS,
    run({ certificate, signature }) {
      if (signature?.form !== 'RFC3161') return notRun('NOT_APPLICABLE', 'It is no time-stamp.', [certificate.id]);
      if (certificate.extendedKeyUsage?.includes(TIME_STAMPING)) return passed(undefined, [certificate.id]);
      return failed('EXTENDED_KEY_USAGE', `${displayNameOf(certificate.subject)} is not meant for time-stamping.`, [certificate.id]);
    },
  },
  {
    id: 'XCV.signer-time-stamping-only',
    step: STEP.constraints,
    clause: 'EN 319 102-1 5.2.6.4 step 5; RFC 3161 2.3; EN 319 422 6',
    miss: CONSTRAINTS,
    run({ certificate, signature }) {
      const purposes = certificate.extendedKeyUsage ?? [];
      if (signature?.form !== 'RFC3161' || !purposes.includes(TIME_STAMPING)) {
        return notRun('NOT_APPLICABLE', 'The certificate is not used as one for time-stamping.', [certificate.id]);
      }
      const name = displayNameOf(certificate.subject);
      if (purposes.length > 1) {
        return failed('TIME_STAMPING_NOT_ALONE', `${name} is for ${purposes.join(', ')}, not for time-stamping alone.`, [certificate.id]);
      }
      const critical = certificate.extension('2.5.29.37')?.critical ?? false;
      if (critical) return passed(undefined, [certificate.id]);
      return failed('TIME_STAMPING_NOT_CRITICAL', `${name} does not name its purpose as a critical extension.`, [certificate.id]);
    },
  },
  {
    id: 'XCV.signer-purpose',
    step: STEP.constraints,
    clause: 'EN 319 102-1 5.2.6.4 step 5; RFC 5280 4.2.1.12; RFC 9336',
    miss: CONSTRAINTS,
    run({ certificate, signature }) {
      const purposes = certificate.extendedKeyUsage;
      if (signature?.form === 'RFC3161') return notRun('NOT_APPLICABLE', 'It is a time-stamp.', [certificate.id]);
      if (purposes === undefined || purposes.some((one) => DOCUMENTS.has(one))) return passed(undefined, [certificate.id]);
      const message = `${displayNameOf(certificate.subject)} is for ${purposes.join(', ')}, none of which is the signing of documents.`;
      return failed('PURPOSE_NOT_DOCUMENTS', message, [certificate.id]);
    },
  },
];
