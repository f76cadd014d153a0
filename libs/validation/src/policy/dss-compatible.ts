import { EN_319_102_1 } from './en-319-102-1.js';
import { layered } from './layer.js';
import type { ValidationPolicy } from './policy.js';
import { TS_119_312_V1_5_1 } from './ts-119-312.js';

/**
 * The severities and dates of the default policy of EU DSS 6.4, for people who move from it and for comparison. What DSS leaves to
 * viewers (DocMDP, FieldMDP, changes that no rule explains) is a warning here as it is there. Its version is that of DSS and, behind the hyphen, of this policy.
 */
export const DSS_COMPATIBLE: ValidationPolicy = layered(EN_319_102_1, {
  name: 'dss-compatible',
  version: '6.4-2',
  description: 'The severities and cryptographic dates of the default validation policy of EU DSS 6.4.',
  severities: {
    'FC.contents-padding': 'warn',
    'FC.covers-revision': 'warn',
    'FC.byte-range-nesting': 'warn',
    'FC.signed-attributes-present': 'warn',
    'FC.signed-attributes-der': 'warn',
    'FC.no-embedded-content': 'warn',
    'FC.content-type': 'warn',
    'FC.message-digest-attribute': 'warn',
    'FC.algorithms-consistent': 'warn',
    'FC.sub-filter': 'warn',
    'FC.format-accepted': 'warn',
    'FC.signature-field': 'warn',
    'FC.signature-reachable': 'warn',
    'FC.document-structure': 'warn',
    'FC.undefined-changes': 'warn',
    'FC.doc-mdp': 'warn',
    'FC.field-mdp': 'warn',
    'FC.annotation-changes': 'warn',
    'FC.archive-hash-index': 'warn',
    'FC.form-changes': 'warn',
    'XCV.signer-name-constraints': 'warn',
    'XCV.signer-policies': 'warn',
    'XCV.signer-critical-extensions': 'warn',
    'XCV.signer-key-usage': 'warn',
    'XCV.signer-time-stamping-only': 'inform',
    'XCV.signer-purpose': 'inform',
    'XCV.ca-name-constraints': 'warn',
    'XCV.ca-policies': 'warn',
    'XCV.ca-critical-extensions': 'warn',
    'XCV.ca-validity': 'warn',
    'XCV.ca-subject-key-identifier': 'fail',
    'RFC.signer-fresh': 'ignore',
    'RFC.ca-fresh': 'ignore',
    'SAV.certificate-reference-present': 'warn',
    'SAV.signing-time-present': 'fail',
    'SAV.signing-time-in-validity': 'fail',
  },
  parameters: { cryptography: TS_119_312_V1_5_1, timestampOrder: 'warn', laterStatus: 'used' },
  // DSS wants revocation data of the authority's own certificate alone, and does not ask whether its signer is still valid.
  timestamps: {
    severities: {
      'XCV.signer-key-usage': 'ignore',
      // DSS believes a token of after the validation time.
      'SAV.timestamp-not-in-future': 'warn',
      'XCV.signer-revocation-issuer-validity': 'ignore',
      'XCV.ca-revocation-data': 'warn',
      'XCV.ca-revocation-acceptable': 'warn',
    },
  },
});
