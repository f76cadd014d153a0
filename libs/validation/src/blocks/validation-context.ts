import { type CheckRow, failed, indeterminate, notRun, passed } from '../checks/row.js';
import type { SignatureContext } from './context.js';

export type ValidationContextCheckId = 'VCI.policy-acceptable' | 'VCI.policy-document';

/** Validation context initialization (EN 319 102-1 5.2.4). */
export const VALIDATION_CONTEXT_CHECKS: readonly CheckRow<ValidationContextCheckId, SignatureContext>[] = [
  {
    id: 'VCI.policy-acceptable',
    clause: 'EN 319 102-1 5.2.4.4',
    miss: indeterminate('POLICY_PROCESSING_ERROR'),
    run({ signature, parameters }) {
      const claimed = signature.attributes.signaturePolicy;
      const { none, implied, explicit } = parameters.signaturePolicies;
      if (claimed === undefined) {
        return none ? passed() : failed('SIGNATURE_POLICY_REQUIRED', 'The signature names no signature policy, but one is required.');
      }
      if (claimed.kind === 'implied') {
        return implied ? passed() : failed('SIGNATURE_POLICY_UNACCEPTABLE', 'An implied signature policy is not accepted.');
      }
      return explicit === 'any' || explicit.includes(claimed.oid)
        ? passed(`The signature policy ${claimed.oid} is accepted.`)
        : failed('SIGNATURE_POLICY_UNACCEPTABLE', `The signature policy ${claimed.oid} is not accepted.`);
    },
  },
  {
    id: 'VCI.policy-document',
    clause: 'EN 319 102-1 5.2.4.4',
    miss: indeterminate('SIGNATURE_POLICY_NOT_AVAILABLE'),
    run({ signature }) {
      const claimed = signature.attributes.signaturePolicy;
      if (claimed?.kind !== 'explicit') return notRun('NOT_APPLICABLE', 'The signature names no signature policy document.');
      return failed(
        'SIGNATURE_POLICY_DOCUMENT_ABSENT',
        `The document of the signature policy ${claimed.oid} is not at hand: its digest was not compared, and its rules were not applied.`,
      );
    },
  },
];
