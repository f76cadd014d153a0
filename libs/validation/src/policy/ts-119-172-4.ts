import { EN_319_102_1 } from './en-319-102-1.js';
import { layered } from './layer.js';
import type { ValidationPolicy } from './policy.js';

/**
 * The default: EU qualified validation (TS 119 172-4 V1.2.1 REQ-4.2-03, with CIR 2025/1945), strict where a document may have been
 * tampered with after it was signed. A deviation from the baseline profile is a warning, never more (REQ-4.2-03 e).
 */
export const TS_119_172_4: ValidationPolicy = layered(EN_319_102_1, {
  name: 'ts-119-172-4',
  version: '2',
  description: 'Validation of EU qualified electronic signatures and seals by TS 119 172-4; strict about what changed after signing.',
  severities: {
    // REQ-4.2-03 a: of what is listed only services of qualified certificates and time-stamps are anchors.
    'XCV.anchor-service': 'fail',
    'XCV.signer-key-usage': 'warn',
    'RFC.ca-fresh': 'ignore',
  },
  // REQ-4.2-03 c: 24 hours for the signing certificate, nothing for the others.
  parameters: { signerFreshness: { kind: 'maximum-age', milliseconds: 24 * 60 * 60 * 1000 } },
  timestamps: { severities: { 'RFC.signer-fresh': 'ignore' } },
});
